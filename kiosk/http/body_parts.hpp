// kiosk/http/body_parts.hpp — a long body that is made part by part while it is sent.
//
// So that a table of a million rows takes the memory of one page. Main thread.
#pragma once

#include <functional>
#include <string>

#include "kiosk/base/result.hpp"

namespace kiosk::http {

class BodyParts {
  public:
    virtual ~BodyParts() = default;

    // Hands over the next part, now or later; an empty one is the end. Not called again before it
    // was answered. An error breaks the connection off: nobody takes half a table for a whole one.
    virtual void next(std::function<void(Result<std::string>)> done) = 0;
};

}  // namespace kiosk::http

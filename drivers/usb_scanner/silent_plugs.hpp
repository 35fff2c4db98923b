// drivers/usb_scanner/silent_plugs.hpp — finds devices that the kernel lists and libusb never told.
//
// Without udev, and in a network namespace of its own, libusb hears of no plug and says nothing. It
// lists all devices when it is begun anew. Pure: both lists come in with each look.
#pragma once

#include <string>
#include <vector>

namespace kiosk::drivers {

class SilentPlugs {
  public:
    // True where libusb is to be begun anew: a place was in use and not announced at this look and
    // the one before. A place for which that has been said already is not mentioned again until it
    // was empty or announced. Both lists are sorted; a replug makes another place (place_of), as
    // what was unplugged without a word still counts as announced.
    [[nodiscard]] bool look(const std::vector<std::string>& in_use,
                            const std::vector<std::string>& announced);

  private:
    std::vector<std::string> unannounced_;  // places that the last look found
    std::vector<std::string> given_up_;  // places for which libusb was begun anew, in vain or not
};

}  // namespace kiosk::drivers

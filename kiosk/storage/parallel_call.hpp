// kiosk/storage/parallel_call.hpp — a second thread that runs one call while the owner runs
// another.
#pragma once

#include <functional>
#include <semaphore>
#include <thread>

#include "kiosk/base/result.hpp"

namespace kiosk::storage {

// start() and wait() in turns, from one thread. The call sees everything done before start(), the
// owner everything the call did after wait().
class ParallelCall {
  public:
    // `name` has at most 15 characters; shown by ps and debuggers.
    explicit ParallelCall(const char* name);
    ~ParallelCall();
    ParallelCall(const ParallelCall&) = delete;
    ParallelCall& operator=(const ParallelCall&) = delete;

    void start(std::function<Result<>()> call);
    [[nodiscard]] Result<> wait();

  private:
    void run(const char* name);

    std::function<Result<>()> call_;  // empty: end
    Result<> answer_;
    std::binary_semaphore started_{0};
    std::binary_semaphore done_{0};
    std::thread thread_;  // last: begins when the members above exist
};

}  // namespace kiosk::storage

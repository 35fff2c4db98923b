// kiosk/app/worker.hpp — one thread that does one thing after another, off the main thread.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace kiosk::app {

class Worker {
  public:
    explicit Worker(const char* thread_name);
    ~Worker();  // finishes what runs, drops what waits

    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    // Any thread. Never blocks.
    void run(std::function<void()> work);

    // True while something runs or waits.
    [[nodiscard]] bool busy() const;

  private:
    void work_until_stopped(const std::stop_token& stop);

    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<std::function<void()>> waiting_;
    bool working_ = false;
    std::jthread thread_;
};

}  // namespace kiosk::app

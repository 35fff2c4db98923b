// kiosk/app/worker.cpp — a queue and its thread.
#include "kiosk/app/worker.hpp"

#include <utility>

#include <pthread.h>

namespace kiosk::app {

Worker::Worker(const char* thread_name)
    : thread_([this](const std::stop_token& stop) { work_until_stopped(stop); }) {
    pthread_setname_np(thread_.native_handle(), thread_name);
}

Worker::~Worker() {
    thread_.request_stop();
    thread_.join();
}

void Worker::run(std::function<void()> work) {
    {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(std::move(work));
    }
    changed_.notify_one();
}

bool Worker::busy() const {
    const std::lock_guard lock(mutex_);
    return working_ || !waiting_.empty();
}

void Worker::work_until_stopped(const std::stop_token& stop) {
    while (true) {
        std::function<void()> work;
        {
            std::unique_lock lock(mutex_);
            working_ = false;
            changed_.wait(lock, stop, [this] { return !waiting_.empty(); });
            if (stop.stop_requested()) return;
            work = std::move(waiting_.front());
            waiting_.pop_front();
            working_ = true;
        }
        work();
    }
}

}  // namespace kiosk::app

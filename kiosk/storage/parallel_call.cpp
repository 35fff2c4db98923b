// kiosk/storage/parallel_call.cpp — the thread behind ParallelCall.
#include "kiosk/storage/parallel_call.hpp"

#include <utility>

#include <pthread.h>

namespace kiosk::storage {

ParallelCall::ParallelCall(const char* name) : thread_([this, name] { run(name); }) {}

ParallelCall::~ParallelCall() {
    call_ = nullptr;
    started_.release();
    thread_.join();
}

void ParallelCall::start(std::function<Result<>()> call) {
    call_ = std::move(call);
    started_.release();
}

Result<> ParallelCall::wait() {
    done_.acquire();
    return std::move(answer_);
}

void ParallelCall::run(const char* name) {
    pthread_setname_np(pthread_self(), name);
    while (true) {
        started_.acquire();
        if (!call_) return;
        answer_ = call_();
        done_.release();
    }
}

}  // namespace kiosk::storage

// kiosk/core/record_fields.hpp — what walks over the fields of a record: counting, writing,
// reading.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "kiosk/base/cbor.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/core/record_values.hpp"

namespace kiosk::core::record_values {

struct FieldCounter {
    std::uint64_t count = 0;

    template <class T>
    void operator()(std::uint64_t /*field*/, const T& value) {
        if (!is_left_out(value)) ++count;
    }
};

struct FieldWriter {
    CborWriter out;

    template <class T>
    void operator()(std::uint64_t field, const T& value) {
        if (is_left_out(value)) return;
        out.number(field);
        write(out, value);
    }
};

// Takes the fields in their order; the first problem is kept and ends the reading.
class FieldReader {
  public:
    FieldReader(CborReader in, std::uint64_t fields) : in_(in), left_(fields) { next_key(); }

    template <class T>
    void operator()(std::uint64_t field, T& value) {
        if (problem_) return;
        if (key_ != field) {
            take_unsaid(field, value);
            return;
        }
        if (auto done = read(in_, value); !done) {
            note(done.error().context, field);
            return;
        }
        if (is_left_out(value)) return note("written although it goes without saying", field);
        next_key();
    }

    [[nodiscard]] Result<> finish() {
        if (!problem_ && key_) note("unknown", *key_);
        if (!problem_ && !in_.at_end()) problem_ = Error{Errc::corrupt, "record: trailing bytes"};
        if (problem_) return fail(*std::move(problem_));
        return {};
    }

  private:
    template <class T>
    void take_unsaid(std::uint64_t field, T& value) {
        if constexpr (MayBeSilent<T>)
            value = Unsaid<T>::value();
        else
            note("missing", field);
    }

    void next_key() {
        key_.reset();
        if (left_ == 0) return;
        --left_;
        auto key = in_.number();
        if (key)
            key_ = *key;
        else
            problem_ = std::move(key).error();
    }

    void note(std::string_view what, std::uint64_t field) {
        problem_ = Error{Errc::corrupt,
                         "record: field " + std::to_string(field) + ": " + std::string(what)};
    }

    CborReader in_;
    std::uint64_t left_;
    std::optional<std::uint64_t> key_;
    std::optional<Error> problem_;
};

}  // namespace kiosk::core::record_values

// drivers/camera/video_controls.cpp — VIDIOC_S_EXT_CTRLS, one control a call.
//
// One a call, because a set of controls fails as a whole. The automatic goes off before the value.
#include "drivers/camera/video_controls.hpp"

#include <linux/videodev2.h>

namespace kiosk::drivers {
namespace {

class ControlSetter {
  public:
    ControlSetter(VideoCalls& calls, int fd) : calls_(calls), fd_(fd) {}

    // Whether the camera took it. EINVAL, ERANGE, EACCES and the time-outs of cheap cameras all
    // mean that it did not.
    bool set(std::uint32_t id, std::int32_t value) {
        v4l2_ext_control control{};
        control.id = id;
        control.value = value;
        v4l2_ext_controls controls{};
        controls.which = V4L2_CTRL_WHICH_CUR_VAL;
        controls.count = 1;
        controls.controls = &control;
        return calls_.control(fd_, VIDIOC_S_EXT_CTRLS, &controls) == 0;
    }

  private:
    VideoCalls& calls_;
    int fd_;
};

std::int32_t power_line(MainsFrequency mains) {
    switch (mains) {
        case MainsFrequency::off: return V4L2_CID_POWER_LINE_FREQUENCY_DISABLED;
        case MainsFrequency::hz50: return V4L2_CID_POWER_LINE_FREQUENCY_50HZ;
        case MainsFrequency::hz60: return V4L2_CID_POWER_LINE_FREQUENCY_60HZ;
    }
    return V4L2_CID_POWER_LINE_FREQUENCY_DISABLED;
}

}  // namespace

std::vector<std::string_view> apply_controls(VideoCalls& calls, int fd,
                                             const CameraControls& controls) {
    ControlSetter setter(calls, fd);
    std::vector<std::string_view> refused;
    setter.set(V4L2_CID_POWER_LINE_FREQUENCY, power_line(controls.mains));
    setter.set(V4L2_CID_EXPOSURE_AUTO_PRIORITY, 0);  // else half as many frames in the dark
    if (controls.exposure) {
        setter.set(V4L2_CID_EXPOSURE_AUTO, V4L2_EXPOSURE_MANUAL);
        const auto units = controls.exposure->count() / 100;  // the control counts 100 us
        if (!setter.set(V4L2_CID_EXPOSURE_ABSOLUTE, static_cast<std::int32_t>(units))) {
            refused.push_back("exposure");
        }
    } else {
        setter.set(V4L2_CID_EXPOSURE_AUTO, V4L2_EXPOSURE_APERTURE_PRIORITY);
    }
    setter.set(V4L2_CID_FOCUS_AUTO, controls.focus ? 0 : 1);
    if (controls.focus && !setter.set(V4L2_CID_FOCUS_ABSOLUTE, *controls.focus)) {
        refused.push_back("focus");
    }
    return refused;
}

}  // namespace kiosk::drivers

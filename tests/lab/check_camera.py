# tests/lab/check_camera.py — badges held before a V4L2 camera of a real kernel.
import unittest

import lab
from badge_camera import DEVICE, HEIGHT, WIDTH, BadgeCamera
from lab_station import LabStation
from station import guest

READER = f"""[[camera]]
id = "camera-1"
station = "desk-1"
device = "{DEVICE}"
width = {WIDTH}
height = {HEIGHT}
"""


class Camera(unittest.TestCase):
    def setUp(self):
        self.first, self.second = lab.badges()[:2]
        rows = [guest(1, code=self.first.code), guest(2, code=self.second.code)]
        self.camera = BadgeCamera(self, lab.machine())
        self.camera.show()
        self.station = LabStation(self, lab.machine(), READER, rows).start()
        self.station.wait_for_reader("camera-1", "ready")

    def show(self, badge, count):
        self.camera.show(badge)
        result = self.station.stream.wait_for_results(count)[-1]
        self.assertEqual([result["verdict"], result["recorded"], result["reader"]],
                         ["go", True, "camera-1"])
        self.assertEqual(result["attendee"]["display_name"], f"Guest {count}")

    def test_each_badge_that_is_shown_is_read_once(self):
        self.show(self.first, 1)
        self.show(self.second, 2)
        with self.station.client() as client:
            self.assertEqual(len(client.check_ins()), 2)

    def test_it_vanishes_while_it_streams_and_is_read_again_when_it_is_back(self):
        self.show(self.first, 1)
        place = self.station.stream.mark()
        self.camera.unplug()
        self.station.wait_for_reader("camera-1", "absent", place)
        self.camera.plug()
        self.show(self.second, 2)
        with self.station.client() as client:
            self.assertEqual(len(client.check_ins()), 2)

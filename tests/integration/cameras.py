# tests/integration/cameras.py — a real kioskd reads a live camera and shows what it sees.
import csv
import subprocess
import unittest

from station import KIOSKCTL, PATIENCE, TEST_DATA, Station, guest, wait_until
from webcam import Webcam

JPEG = TEST_DATA / "qr-samples/zxcpp-qr2-8bbd24f6.jpg"
PREVIEW = "/api/v1/cameras/%s/preview"


def expected_text(picture):
    with (TEST_DATA / "qr-samples/manifest.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["file"] == picture.name:
                return row["expected_text"]
    raise AssertionError(f"{picture.name} is no sample")


class Cameras(unittest.TestCase):
    def setUp(self):
        self.station = Station(self, [guest(1, code=expected_text(JPEG), name="Ama Owusu")],
                               camera=True)
        self.webcam = Webcam(self.station.folder)
        with self.station.config.open("a") as config:
            config.write(f'[[camera]]\nid = "door"\nstation = "desk-1"\n'
                         f'device = "{self.webcam.device}"\n')

    def start(self):
        self.station.start(environment=self.webcam.environment)
        self.stream = self.station.stream("scan,device")

    def preview(self, camera="door"):
        with self.station.operator() as operator:
            return operator.get(PREVIEW % camera)

    def preview_soon(self):
        return wait_until(lambda: answer if (answer := self.preview()).status == 200 else None,
                          "a preview")

    def devices_preview(self, *more):
        return subprocess.run([KIOSKCTL, "devices", "preview", "door", "--state",
                               self.station.state, *more],
                              capture_output=True, timeout=PATIENCE, check=False)

    def test_a_badge_before_the_camera_is_a_go(self):
        self.webcam.shows(JPEG)
        self.start()
        result = self.stream.wait_for_results(1)[0]
        self.assertEqual([result["verdict"], result["attendee"]["display_name"]],
                         ["go", "Ama Owusu"])

    def test_unplugged_and_back_it_is_told_and_reads_again(self):
        self.start()
        self.station.wait_for_log("reader door: Camera not connected: plug it in.")
        self.webcam.shows(JPEG)
        self.stream.wait_for_results(1)
        place = self.stream.mark()
        self.webcam.unplug()
        self.stream.wait_for(lambda event, data: event == "device.state" and
                             (data["id"], data["state"]) == ("door", "absent"), place)
        self.webcam.shows(JPEG)
        self.stream.wait_for(lambda event, data: event == "device.state" and
                             (data["id"], data["state"]) == ("door", "ready"), place)

    def test_a_preview_is_the_operator_s_alone(self):
        self.webcam.shows(JPEG)
        self.start()
        picture = self.preview_soon()
        self.assertEqual(picture.headers["content-type"], "image/jpeg")
        self.assertEqual(picture.headers["cache-control"], "no-store")
        self.assertTrue(picture.body.startswith(b"\xff\xd8\xff"))
        self.assertLess(len(picture.body), 512 * 1024)
        with self.station.client() as client:
            self.assertEqual(client.get(PREVIEW % "door").status, 401)

    def test_what_has_no_preview_says_why(self):
        self.start()
        self.station.wait_for_log("reader door: Camera not connected")
        absent, unknown, folder = (self.preview(camera) for camera in ("door", "dor", "folder"))
        self.assertEqual([absent.status, unknown.status, folder.status], [503, 404, 409])
        self.assertEqual(absent.headers["retry-after"], "1")
        self.assertEqual(unknown.detail, 'no camera "dor" is configured')

    def test_no_picture_outlives_the_camera_or_is_stored(self):
        self.webcam.shows(JPEG)
        self.start()
        self.preview_soon()
        self.webcam.unplug()
        self.station.wait_for_log("reader door: Camera not connected")
        self.assertEqual(self.preview().status, 503)
        self.station.stop()
        stored = [path for path in self.station.state.rglob("*")
                  if path.is_file() and b"\xff\xd8\xff" in path.read_bytes()]
        self.assertEqual(stored, [])

    @unittest.skipUnless(KIOSKCTL, "kioskctl is not built")
    def test_kioskctl_writes_the_preview_to_a_file(self):
        self.webcam.shows(JPEG)
        self.start()
        piped = self.devices_preview()
        self.assertEqual((piped.returncode, piped.stdout[:3]), (0, b"\xff\xd8\xff"), piped.stderr)
        file = self.station.folder / "door.jpg"
        self.assertEqual(self.devices_preview("-o", str(file)).returncode, 0)
        self.assertEqual(file.read_bytes()[:3], b"\xff\xd8\xff")
        self.webcam.unplug()
        self.station.wait_for_log("reader door: Camera not connected")
        self.assertEqual(self.devices_preview().returncode, 75)


if __name__ == "__main__":
    unittest.main()

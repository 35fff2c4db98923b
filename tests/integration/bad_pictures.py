# tests/integration/bad_pictures.py — what a station says to files that are no pictures.
import os
import shutil
import struct
import unittest
import zlib

from station import TEST_DATA, Station, guest

PICTURE = TEST_DATA / "qr-samples/zxing-qr1-a6910a78.png"
PICTURE_MAX = 32 * 1024 * 1024  # bytes of a picture's file
PIXELS_MAX = 40_000_000


def png_chunk(kind, data):
    return (struct.pack(">I", len(data)) + kind + data +
            struct.pack(">I", zlib.crc32(kind + data)))


def png_claiming(width, height):
    """A PNG with a correct header of this size and next to no pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) +
            png_chunk(b"IDAT", zlib.compress(b"\0" * 100)) + png_chunk(b"IEND", b""))


class BadPictures(unittest.TestCase):
    def setUp(self):
        self.station = Station(self, [guest(1)], camera=True).start()
        self.station.wait_for_log("Picture folder ready")  # what lies there before is passed over
        self.stream = self.station.stream("scan,device")
        self.scans = 0

    def said_of(self, name, data=b"", size=None):
        """Puts the file into the folder and returns the sentence that the station says of it."""
        place = self.stream.mark()
        hidden = self.station.inbox / f".{name}"
        hidden.write_bytes(data)
        if size is not None:
            os.truncate(hidden, size)
        hidden.rename(self.station.inbox / name)
        said = self.stream.wait_for(lambda event, data: event == "device.state" and
                                    data["state"] == "failing", place)
        self.assertEqual(said["id"], "folder")
        with self.station.client() as client:
            readers = client.get("/api/v1/status").json()["readers"]
        self.assertEqual(readers, [said])
        self.assertIn(said["sentence"], self.station.log_text())
        self.assert_reads_on()
        return said["sentence"]

    def assert_reads_on(self):
        """The next picture is read, and the folder is well again."""
        place = self.stream.mark()
        self.scans += 1
        shutil.copy(PICTURE, self.station.inbox / f"good-{self.scans}.png")
        self.stream.wait_for(lambda event, data: event == "device.state" and
                             data == {"id": "folder", "state": "ready",
                                      "sentence": "Picture folder ready."}, place)
        if self.scans == 1:  # later ones are the same code, held before the camera
            self.stream.wait_for_result(place, reader="folder")
        self.assertTrue(self.station.alive())

    def test_a_file_of_another_kind(self):
        self.assertEqual(self.said_of("letter.png", b"%PDF-1.7 not a picture"),
                         'picture "letter.png": is not a PNG, JPEG, WebP or PGM picture.')

    def test_an_empty_file(self):
        self.assertEqual(self.said_of("empty.jpg"), 'picture "empty.jpg": is empty (0 bytes).')

    def test_a_file_of_100_megabytes(self):
        self.assertEqual(self.said_of("huge.png", size=100_000_000),
                         f'picture "huge.png": is 100000000 bytes, limit {PICTURE_MAX} bytes.')

    def test_a_file_at_the_limit_is_looked_at_and_one_above_is_not(self):
        self.assertIn("is not a PNG", self.said_of("at.png", size=PICTURE_MAX))
        self.assertIn(f"limit {PICTURE_MAX} bytes", self.said_of("above.png", size=PICTURE_MAX + 1))

    def test_a_header_that_claims_billions_of_pixels(self):
        self.assertEqual(self.said_of("vast.png", png_claiming(60_000, 60_000)),
                         f'picture "vast.png": is 60000 x 60000 pixels, limit {PIXELS_MAX} pixels.')

    def test_pictures_that_end_too_early(self):
        whole = PICTURE.read_bytes()
        self.assertIn('picture "cut.png": damaged PNG', self.said_of("cut.png", whole[:200]))
        jpeg = (TEST_DATA / "qr-samples/zxcpp-qr2-8bbd24f6.jpg").read_bytes()
        self.assertIn('picture "cut.jpg": damaged JPEG', self.said_of("cut.jpg", jpeg[:200]))

    def test_a_name_cannot_write_control_characters_into_the_log(self):
        said = self.said_of("a\x1b[31m\n.png", b"x")
        self.assertEqual(said, 'picture "a?[31m?.png": is not a PNG, JPEG, WebP or PGM picture.')


if __name__ == "__main__":
    unittest.main()

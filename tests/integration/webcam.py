# tests/integration/webcam.py — a live camera that a preloaded library stands in for.
import os
import shutil
from pathlib import Path


class Webcam:
    """A program that is started with `environment` can open `device`; it sees `shows`' pictures."""

    def __init__(self, folder):
        self.device = Path(folder) / "webcam"
        # The preloaded library comes before the sanitizers'.
        sanitizers = os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"
        self.environment = {"LD_PRELOAD": os.environ["KIOSK_FAKE_WEBCAM_LIBRARY"],
                            "KIOSK_FAKE_WEBCAM": str(self.device),
                            "ASAN_OPTIONS": sanitizers.strip(":")}

    def shows(self, jpeg):
        """Plugs the camera in, where it is not, and holds this picture before it."""
        coming = self.device.with_suffix(".coming")
        shutil.copy(jpeg, coming)
        coming.rename(self.device)

    def unplug(self):
        self.device.unlink()

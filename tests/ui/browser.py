# tests/ui/browser.py — Debian's Chromium, driven by Selenium: pages, keys, pictures.
import os
import shutil
import tempfile
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select

from station import wait_until

SCREENSHOTS = Path(os.environ["KIOSK_SCREENSHOTS"])
ARGUMENTS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--autoplay-policy=no-user-gesture-required", "--mute-audio",
]
# Where a key stands on a US keyboard; capitals hold Shift.
PLACES = {"-": "Minus", ".": "Period", "/": "Slash", ":": "Semicolon", "_": "Minus"}
SHIFTED = ":_"


class Browser:
    """One window, closed when the test ends."""

    def __init__(self, test):
        self.profile = tempfile.mkdtemp(prefix="kiosk-ui-")
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium")
        for argument in [*ARGUMENTS, f"--user-data-dir={self.profile}"]:
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(service=Service(shutil.which("chromedriver")),
                                       options=options)
        test.addCleanup(self.close)
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)

    def close(self):
        self.driver.quit()
        shutil.rmtree(self.profile, ignore_errors=True)

    def size(self, width, height):
        self.command("Emulation.setDeviceMetricsOverride",
                     {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})

    def command(self, name, values):
        return self.driver.execute_cdp_cmd(name, values)

    def run(self, script, *values):
        return self.driver.execute_script(script, *values)

    def open(self, address):
        self.driver.get(address)
        self.wait(link="up")
        wait_until(lambda: self.run("return document.getElementById('event').textContent"),
                   "the page knows its station")

    def data(self):
        """The state of the page, as it tells programs."""
        return self.run("return Object.assign({}, document.body.dataset)")

    def wait(self, **data):
        """Until the page's state has these values; the whole state is returned."""
        def found():
            now = self.data()
            return now if all(now.get(name) == value for name, value in data.items()) else None
        try:
            return wait_until(found, f"{data} on the page")
        except AssertionError as late:
            raise AssertionError(f"{late}; it is {self.data()}") from late

    def text(self, selector):
        """What a person reads there."""
        return self.driver.find_element(By.CSS_SELECTOR, selector).text

    def element(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def speak(self, language):
        """As a person who picks the page's language."""
        Select(self.element("#language")).select_by_value(language)
        wait_until(lambda: self.run("return document.documentElement.lang") == language,
                   f"the page speaks {language}")

    def key(self, place, key, shift=False):
        values = {"code": place, "key": key, "modifiers": 8 if shift else 0}
        text = {"text": "\r" if key == "Enter" else key} if len(key) == 1 or key == "Enter" else {}
        self.command("Input.dispatchKeyEvent", {"type": "keyDown"} | values | text)
        self.command("Input.dispatchKeyEvent", {"type": "keyUp"} | values)

    def scan(self, code, layout=None):
        """As a scanner that types; `layout` is what the system makes of a key: {"a": "q"}."""
        for character in code:
            shift = character.isupper() or character in SHIFTED
            if character.isdigit():
                place = f"Digit{character}"
            else:
                place = PLACES.get(character) or f"Key{character.upper()}"
            self.key(place, (layout or {}).get(character.lower(), character), shift)
        self.key("Enter", "Enter")

    def picture(self, name):
        self.driver.save_screenshot(str(SCREENSHOTS / f"{name}.png"))

    def complaints(self):
        """What the page's console said of errors."""
        return [entry["message"] for entry in self.driver.get_log("browser")
                if entry["level"] == "SEVERE"]

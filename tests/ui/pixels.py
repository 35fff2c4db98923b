# tests/ui/pixels.py — what a screenshot shows: contrast of texts, distance of colours.
#
# The pictures are read in an empty window of the browser itself, which has the decoder.
import math

READ = """
const [picture, boxes] = arguments;
const bytes = Uint8Array.from(atob(picture), (one) => one.charCodeAt(0));
const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
const canvas = new OffscreenCanvas(image.width, image.height);
const context = canvas.getContext("2d", { willReadFrequently: true });
context.drawImage(image, 0, 0);
const light = (colour) => [colour >> 16, colour >> 8 & 255, colour & 255].map((one) => one / 255)
  .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
  .reduce((sum, one, place) => sum + one * [0.2126, 0.7152, 0.0722][place], 0);
return boxes.map(({ x, y, width, height }) => {
  const { data } = context.getImageData(x, y, Math.max(width, 1), Math.max(height, 1));
  const seen = new Map();
  for (let at = 0; at < data.length; at += 4) {
    const colour = data[at] << 16 | data[at + 1] << 8 | data[at + 2];
    seen.set(colour, (seen.get(colour) ?? 0) + 1);
  }
  const ground = [...seen].reduce((most, one) => (one[1] > most[1] ? one : most))[0];
  const of = light(ground);
  const contrast = Math.max(...[...seen.keys()].map(light).map((one) => (
    (Math.max(one, of) + 0.05) / (Math.min(one, of) + 0.05))));
  return { ground: [ground >> 16, ground >> 8 & 255, ground & 255], contrast };
});
"""
ASYNC = "const done = arguments[arguments.length - 1]; (async function () {%s}).apply(null, " \
        "arguments).then(done, (error) => done(String(error)));"

# Each text that a person sees, with the box of its lines; `selector` names whose.
TEXTS = """
const walker = document.createTreeWalker(document.querySelector(arguments[0]),
                                         NodeFilter.SHOW_TEXT);
const found = [];
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const one = node.parentElement;
  if (!node.data.trim() || !one.checkVisibility({ visibilityProperty: true })) continue;
  if (one.closest("option, noscript")) continue;
  const range = document.createRange();
  range.selectNodeContents(node);
  const box = range.getBoundingClientRect();
  const left = Math.max(box.left, 0), top = Math.max(box.top, 0);
  const right = Math.min(box.right, innerWidth), bottom = Math.min(box.bottom, innerHeight);
  if (right - left < 2 || bottom - top < 2) continue;
  if (!one.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2))) continue;
  found.push({ text: node.data.trim().slice(0, 40), x: left, y: top,
               width: right - left, height: bottom - top });
}
return found;
"""


class Pixels:
    """Reads the screenshots of a browser; `scale`: pixels of a picture for each of the page."""

    SCALE = 2  # thin strokes reach their full colour

    def __init__(self, browser):
        self.browser = browser
        self.page = browser.driver.current_window_handle
        browser.driver.switch_to.new_window("tab")
        self.empty = browser.driver.current_window_handle
        browser.driver.switch_to.window(self.page)

    def read(self, boxes):
        """For each box of the page: the ground's colour, and the greatest contrast to it."""
        picture = self.browser.command("Page.captureScreenshot", {
            "format": "png", "clip": self.browser.run(
                "return {x: 0, y: 0, width: innerWidth, height: innerHeight, scale: arguments[0]}",
                self.SCALE)})["data"]
        scaled = [{name: math.floor(box[name] * self.SCALE)
                   for name in ("x", "y", "width", "height")} for box in boxes]
        self.browser.driver.switch_to.window(self.empty)
        try:
            return self.browser.driver.execute_async_script(ASYNC % READ, picture, scaled)
        finally:
            self.browser.driver.switch_to.window(self.page)

    def poor_texts(self, least, selector="body"):
        """Texts whose contrast is below, with it."""
        texts = self.browser.run(TEXTS, selector)
        return [f"{text['text']!r} {seen['contrast']:.2f}"
                for text, seen in zip(texts, self.read(texts)) if seen["contrast"] < least]


def lab(colour):
    """CIE L*a*b* of an sRGB colour, white D65 (IEC 61966-2-1, CIE 15)."""
    linear = [one / 255 for one in colour]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in linear]
    rows = [(0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750),
            (0.0193339, 0.1191920, 0.9503041)]
    xyz = [sum(a * b for a, b in zip(row, linear)) for row in rows]
    x, y, z = (value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116
               for value in (xyz[0] / 0.95047, xyz[1], xyz[2] / 1.08883))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _hue(a, b):
    return math.degrees(math.atan2(b, a)) % 360 if a or b else 0.0


def distance(one, other):
    """CIEDE2000 of two sRGB colours (ISO/CIE 11664-6)."""
    (l1, a1, b1), (l2, a2, b2) = lab(one), lab(other)
    mean_c = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(mean_c ** 7 / (mean_c ** 7 + 25 ** 7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = _hue(a1, b1), _hue(a2, b2)
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    delta_h = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn) / 2)
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    mean_h = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360
    t = (1 - 0.17 * math.cos(math.radians(mean_h - 30)) + 0.24 * math.cos(math.radians(2 * mean_h))
         + 0.32 * math.cos(math.radians(3 * mean_h + 6))
         - 0.20 * math.cos(math.radians(4 * mean_h - 63)))
    s_l = 1 + 0.015 * (mean_l - 50) ** 2 / math.sqrt(20 + (mean_l - 50) ** 2)
    s_c, s_h = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * t
    rotation = (-math.sin(math.radians(60 * math.exp(-((mean_h - 275) / 25) ** 2)))
                * 2 * math.sqrt(mean_c ** 7 / (mean_c ** 7 + 25 ** 7)))
    parts = (l2 - l1) / s_l, (c2 - c1) / s_c, delta_h / s_h
    return math.sqrt(sum(part ** 2 for part in parts) + rotation * parts[1] * parts[2])

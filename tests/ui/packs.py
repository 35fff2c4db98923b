# tests/ui/packs.py — the language packs, as the screens should show them.
import json
import re
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "kiosk" / "words" / "packs"
LANGUAGES = ["en", "fr", "ar", "pt", "sw"]
ISOLATES = "\u2068\u2069"


def pack(language):
    return json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))


def plain(text):
    """Without the marks that keep a name's direction."""
    return "".join(one for one in text if one not in ISOLATES)


def pattern(text):
    """Matches this text with something in each placeholder."""
    parts = re.split(r"\{\w+\}", text)
    return "^" + ".+".join(re.escape(part) for part in parts)


def filled(text, values):
    return re.sub(r"\{(\w+)\}", lambda name: values[name[1]], text)

# tests/faults/copies_of.py — where the two copies of a station lie, and how they are harmed.
from sick_station import SickStation
from stored import read_database


def write_over(path, data):
    with path.open("r+b") as file:
        file.write(data)


def flip(path, offset, bit=3):
    with path.open("r+b") as file:
        file.seek(offset)
        byte = file.read(1)[0]
        file.seek(offset)
        file.write(bytes([byte ^ 1 << bit]))


class Copies(SickStation):
    def segment(self):
        return sorted((self.station.state / "journal").glob("0*.kj"))[-1]

    @property
    def database(self):
        return self.station.state / "events.sqlite"

    @property
    def log(self):
        return self.station.state / "events.sqlite-wal"

    def quarantined(self):
        folder = self.station.state / "quarantine"
        return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []

    def repairs(self):
        return [row for row in read_database(self.station.state).values()
                if row.kind == "repaired"]

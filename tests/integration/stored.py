# tests/integration/stored.py — reads the two durable copies as a stranger would: by the format.
import hashlib
import shutil
import sqlite3
import struct
import tempfile
from dataclasses import dataclass
from pathlib import Path

HEADER = struct.Struct("<8s16sQQ32sHHI")  # a segment's: magic, station, epoch, first seq, chain …
FRAME = struct.Struct("<4sIQ")            # a record's: magic, payload bytes, seq
CHAIN_BYTES, CRC_BYTES, ALIGNMENT = 32, 4, 8


@dataclass
class Row:
    seq: int
    payload: bytes
    chain: bytes
    kind: str
    scan_id: str
    admitted: bool
    ticket: int
    nonce: str
    at_ms: int


def read_journal(state):
    """{seq: (payload, chain)} over all segments; the hash chain is recomputed on the way."""
    records, chain = {}, None
    for segment in sorted((state / "journal").glob("[0-9]*.kj")):
        data = segment.read_bytes()
        magic, station, epoch, first, before, *_ = HEADER.unpack_from(data)
        assert magic == b"KIOSKJ1\0", segment
        if chain is None:
            chain = hashlib.sha256(b"kj1 genesis" + station + struct.pack("<Q", epoch)).digest()
        for seq in [seq for seq in records if seq >= first]:
            del records[seq]  # superseded by this segment
        chain = records[first - 1][1] if first > 1 else chain
        assert chain == before, f"{segment}: chain before does not fit"
        at = HEADER.size
        while at + FRAME.size <= len(data) and data[at:at + 4] == b"KJRE":
            _, size, seq = FRAME.unpack_from(data, at)
            payload = data[at + FRAME.size:at + FRAME.size + size]
            end = at + FRAME.size + size
            found = data[end:end + CHAIN_BYTES]
            wanted = hashlib.sha256(b"kj1" + chain + struct.pack("<QI", seq, size) +
                                    payload).digest()
            if found != wanted:
                break  # a torn tail
            records[seq], chain = (payload, found), found
            at = -(-(end + CHAIN_BYTES + CRC_BYTES) // ALIGNMENT) * ALIGNMENT
    return records


def read_database(state):
    """{seq: Row} of a copy, made with its write-ahead log as it lies there now."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("events.sqlite", "events.sqlite-wal"):
            if (state / name).exists():
                shutil.copy(state / name, folder)
        database = sqlite3.connect(Path(folder) / "events.sqlite")
        try:
            rows = database.execute("SELECT seq, payload, chain, kind, hex(scan_id), admitted,"
                                    " ticket, nonce, at_ms FROM events ORDER BY seq").fetchall()
        finally:
            database.close()
    return {row[0]: Row(*row[:4], row[4].lower(), bool(row[5]), *row[6:]) for row in rows}


def scan_key(scan_id):
    """"0192f0c3-…" as the copies hold it."""
    return scan_id.replace("-", "")

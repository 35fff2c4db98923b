# tests/data/badges/make_vectors.py — writes k1-vectors.json with an implementation of its own.
#
# Uses OpenSSL's Ed25519 (python3-cryptography) and Python's Base32, so that it shares nothing with
# the program under test. Run it again only when the format changes: its output is committed.
import base64
import json
import struct
import sys

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

PURPOSE = b"kiosk-badge-v1\x00"
SEEDS = {"main": bytes(range(32)), "next": bytes(range(32, 64)), "stolen": bytes(range(64, 96)),
         "stranger": bytes(range(96, 128))}
KEYS = {name: Ed25519PrivateKey.from_private_bytes(seed) for name, seed in SEEDS.items()}

GOLDEN = {"version": 1, "key": 7, "event": 0x42, "credential": 0x0123456789ABCDEF, "product": 3,
          "zones": 5, "from": 0x692CDA80, "until": 0x6930CEFF, "flags": 1, "issue": 0}


def payload(**changes):
    f = {**GOLDEN, **changes}
    return struct.pack(">BBHQHIIIBB", f["version"], f["key"], f["event"], f["credential"],
                       f["product"], f["zones"], f["from"], f["until"], f["flags"], f["issue"])


def signed(body, key="main", purpose=PURPOSE):
    return body + KEYS[key].sign(purpose + body)


def text(raw):
    return "K1" + base64.b32encode(raw).decode().rstrip("=")


def read(raw):
    names = ("version", "key_number", "event", "credential", "product", "zones", "valid_from",
             "valid_until", "flags", "issue")
    fields = dict(zip(names, struct.unpack(">BBHQHIIIBB", raw[:28])))
    del fields["version"]
    fields["credential"] = f"{fields['credential']:016x}"
    return fields


VECTORS = []


def add(name, title, token, reason):
    vector = {"id": name, "title": title, "text": token, "reason": reason}
    if reason == "ok":
        raw = base64.b32decode(token[2:] + "====")
        vector["payload_hex"] = raw[:28].hex()
        vector["badge"] = read(raw)
    VECTORS.append(vector)


def good():
    add("golden", "the vector of the specification", text(signed(payload())), "ok")
    for name, title, changes in [
        ("next-key", "signed by the key that replaces the first", {"key": 8}),
        ("event-max", "the greatest event number", {"event": 0xFFFF}),
        ("event-0", "event number 0", {"event": 0}),
        ("credential-0", "credential 0", {"credential": 0}),
        ("credential-max", "the greatest credential", {"credential": 2**64 - 1}),
        ("credential-high-bit", "a credential above 2^63", {"credential": 2**63}),
        ("product-0", "no product", {"product": 0}),
        ("product-max", "the greatest product", {"product": 0xFFFF}),
        ("zones-none", "no zone", {"zones": 0}),
        ("zones-all", "all 32 zones", {"zones": 0xFFFFFFFF}),
        ("zone-31", "the last zone alone", {"zones": 0x80000000}),
        ("from-0", "valid from 1970", {"from": 0}),
        ("until-max", "valid until 2106", {"until": 0xFFFFFFFF}),
        ("whole-time", "valid always", {"from": 0, "until": 0xFFFFFFFF}),
        ("one-second", "valid for one second", {"from": 5, "until": 5}),
        ("flags-none", "no flag", {"flags": 0}),
        ("flag-photo", "photo check", {"flags": 2}),
        ("flag-rotating", "needs a rotating code", {"flags": 4}),
        ("flags-all", "every known flag", {"flags": 7}),
        ("issue-1", "first reprint", {"issue": 1}),
        ("issue-max", "last reprint", {"issue": 255}),
    ]:
        add(name, title, text(signed(payload(**changes), "next" if name == "next-key" else "main")),
            "ok")


def bad_form():
    golden = text(signed(payload()))
    add("empty", "no text", "", "empty")
    for length in (1, 2, 3, 75, 148, 149):
        add(f"cut-{length}", f"cut after {length} signs", golden[:length], "bad_length")
    add("longer", "one sign more", golden + "A", "bad_length")
    add("padded", "with the padding of RFC 4648", golden + "====", "bad_length")
    add("line-break", "a line break at the end", golden + "\n", "bad_length")
    add("front-lost", "the first sign lost, one more at the end", golden[1:] + "A", "bad_prefix")
    add("prefix-k2", "another prefix", "K2" + golden[2:], "bad_prefix")
    add("prefix-small", "small k", "k" + golden[1:], "bad_prefix")
    for sign in "a018=- \x00é":
        one = golden[:40] + sign + golden[41:] if len(sign.encode()) == 1 \
            else golden[:40] + sign + golden[42:]
        add(f"sign-{sign.encode().hex()}", f"the byte {sign.encode().hex()} inside", one,
            "bad_alphabet")
    add("small", "all in lower case behind the prefix", "K1" + golden[2:].lower(), "bad_alphabet")
    add("small-o", "O typed as zero", golden.replace("O", "0", 1), "bad_alphabet")
    last = golden[-1]
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    assert alphabet.index(last) % 16 == 0
    for bits in (1, 2, 4, 8, 15):
        other = alphabet[alphabet.index(last) | bits]
        add(f"spare-bits-{bits}", f"unused bits {bits:04b}", golden[:-1] + other, "non_canonical")
    for version in (0, 2, 255):
        add(f"version-{version}", f"version {version}",
            text(signed(payload(version=version))), "bad_version")


def bad_trust():
    golden = signed(payload())
    add("unknown-key", "a key number that nobody knows", text(signed(payload(key=9))),
        "unknown_key")
    add("stranger", "signed by a stranger", text(signed(payload(), "stranger")), "bad_signature")
    add("swapped-key", "signed by the first key, names the second", text(signed(payload(key=8))),
        "bad_signature")
    add("no-purpose", "signed without the purpose in front",
        text(signed(payload(), purpose=b"")), "bad_signature")
    add("k2-purpose", "signed for another purpose",
        text(signed(payload(), purpose=b"kiosk-badge-v2\x00")), "bad_signature")
    add("zero-signature", "signature of zeros", text(golden[:28] + bytes(64)), "bad_signature")
    order = 2**252 + 27742317777372353535851937790883648493
    s = int.from_bytes(golden[60:], "little") + order
    add("signature-malleable", "second half not reduced (RFC 8032, 5.1.7)",
        text(golden[:60] + s.to_bytes(32, "little")), "bad_signature")
    for field, value in (("credential", 1), ("zones", 0xFFFFFFFF), ("until", 0xFFFFFFFF),
                         ("flags", 0), ("issue", 1), ("product", 4), ("event", 0)):
        add(f"changed-{field}", f"{field} changed behind the signature",
            text(payload(**{field: value}) + golden[28:]), "bad_signature")
    add("stolen-key", "signed by a key that was withdrawn",
        text(signed(payload(key=9 + 1), "stolen")), "key_revoked")
    for bit in range(3, 8):
        add(f"flag-{1 << bit}", f"unknown flag {1 << bit:#04x}",
            text(signed(payload(flags=1 << bit))), "bad_flags")
    add("period-turned", "ends one second before it begins",
        text(signed(payload(until=GOLDEN["from"] - 1))), "bad_period")
    add("other-event", "an event that the key does not sign for",
        text(signed(payload(event=0x43))), "wrong_event")
    for credential in (1, 0xDEADBEEF, 2**64 - 2):
        add(f"revoked-{credential:x}", "a withdrawn badge",
            text(signed(payload(credential=credential))), "revoked")
    add("revoked-next", "beside a withdrawn badge", text(signed(payload(credential=2))), "ok")


def main():
    good()
    bad_form()
    bad_trust()
    public = {name: key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
              for name, key in KEYS.items()}
    document = {
        "format": "K1",
        "keys": [
            {"id": "main", "number": 7, "events": [0, 66, 65535], "public_key": public["main"]},
            {"id": "next", "number": 8, "events": [66], "public_key": public["next"]},
            {"id": "stolen", "number": 10, "events": [66], "public_key": public["stolen"],
             "revoked": True},
        ],
        "revoked_badges": ["0000000000000001", "00000000deadbeef", "fffffffffffffffe"],
        "vectors": VECTORS,
    }
    json.dump(document, sys.stdout, indent=1, ensure_ascii=True)
    print()


if __name__ == "__main__":
    main()

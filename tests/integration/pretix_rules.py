# tests/integration/pretix_rules.py — what a real pretix takes from a check-in device, and no more.
#
# Everything that a server would refuse, ignore or misread is a complaint: the program under test
# must not depend on a shop's leniency. The facts stand in the recordings and docs/pretix.md.
import re
from datetime import datetime
from urllib.parse import parse_qsl

ORDER_FIELDS = {"downloads", "payment_date", "payment_provider", "fees", "positions.downloads",
                "payments", "refunds"}
ISO = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)"
REASONS = {"canceled", "invalid", "unpaid", "product", "rules", "revoked", "incomplete",
           "already_redeemed", "ambiguous", "error", "blocked", "unapproved", "invalid_time",
           "annulled", "already_exchanged", "medium_invalid", "medium_exists"}
# path behind the event -> the parameters it takes, besides page
PARAMETERS = {
    "": set(), "subevents/": set(), "items/": set(), "questions/": set(),
    "checkinlists/": {"exclude"},
    "revokedsecrets/": {"ordering", "created_since"},
    "blockedsecrets/": {"ordering", "updated_since"},
    "orders/": {"testmode", "exclude", "ordering", "modified_since", "created_since",
                "subevent_after"},
}
ORDERINGS = {"revokedsecrets/": {"-created"}, "blockedsecrets/": {"-updated"},
             "orders/": {"-last_modified", "datetime"}}
DESCRIPTION = {"hardware_brand", "hardware_model", "os_name", "os_version", "software_brand",
               "software_version"}


def is_time(text):
    if not isinstance(text, str) or not re.fullmatch(ISO, text):
        return False
    try:
        datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return False
    return True


def header_complaints(method, path, headers):
    if not headers.get("host"):
        yield "no Host"
    if "application/json" not in headers.get("accept", ""):
        yield "does not ask for JSON"
    if "pretixscan" in headers.get("user-agent", "").lower():
        yield "takes the name of another program"
    if method == "POST" and headers.get("content-type") != "application/json":
        yield f"body of type {headers.get('content-type')}"
    if "expect" in headers:
        yield "waits for 100 Continue, which proxies before a shop do not all send"
    is_public = path == "/api/v1/device/initialize"
    if is_public == ("authorization" in headers):
        yield "a key for what is open, or none for what is not"
    if not is_public and not re.fullmatch(r"Device \S+", headers.get("authorization", "")):
        yield "not the key of a device"


def query_complaints(rest, query):
    """`rest` is the path behind the event."""
    seen = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query))
    if rest not in PARAMETERS:
        if seen:
            yield f"{rest} takes no parameters"
        return
    names = [name for name, _ in seen if name != "exclude"]
    if len(names) != len(set(names)):
        yield "a parameter twice"
    for name, value in seen:
        if name == "page":
            if not re.fullmatch(r"[1-9]\d*", value):
                yield f"page {value}"
        elif name not in PARAMETERS[rest]:
            yield f"{rest} has no parameter {name}"
        elif name == "ordering" and value not in ORDERINGS[rest]:
            yield f"{rest} in the order {value}: rows would slip past"
        elif name.endswith(("_since", "_after")) and not is_time(value):
            yield f"{name}={value} is no time"
        elif name == "testmode" and value != "false":
            yield "asks for test orders"
        elif name == "exclude" and rest == "orders/" and value not in ORDER_FIELDS:
            yield f"leaves out {value}"
    if rest == "orders/" and "testmode" not in names:
        yield "asks for test orders too"
    is_delta = ("ordering", "-last_modified") in seen
    if rest == "orders/" and ("modified_since" in names) != is_delta:
        yield "modified_since without newest change first"


def device_complaints(body, with_token):
    """The description of a device, when it enrols and later."""
    wanted = DESCRIPTION | ({"token"} if with_token else set())
    if set(body) - {"info"} != wanted:
        yield f"fields {sorted(set(body) ^ wanted)}"
    for name, value in body.items():
        if name != "info" and (not isinstance(value, str) or not 0 < len(value) <= 190):
            yield f"{name} is no text of 1 to 190 characters"
    if "pretixscan" in str(body.get("software_brand", "")).lower():
        yield "software_brand of another program: the server has other rules for it"


def nonce_complaints(body):
    nonce = body.get("nonce")
    if not isinstance(nonce, str) or not 0 < len(nonce) <= 190:
        yield "a nonce that is none, or on which the server fails with 500"


def redeem_complaints(body):
    fields = {"secret", "source_type", "lists", "type", "datetime", "force", "ignore_unpaid",
              "nonce", "questions_supported", "answers", "use_order_locale"}
    for name in body.keys() - fields:
        yield f"redeem has no field {name}"
    secret = body.get("secret")
    if not isinstance(secret, str) or not secret or "\0" in secret:
        yield "a secret that is none"
    if body.get("source_type") != "barcode":
        yield "source_type is not barcode"
    lists = body.get("lists")
    if not isinstance(lists, list) or len(lists) != 1 or not isinstance(lists[0], int):
        yield "lists is not one number: the server takes one list an event"
    if body.get("type") not in ("entry", "exit"):
        yield f"type {body.get('type')}"
    if not is_time(body.get("datetime")):
        yield f"datetime {body.get('datetime')}: the time of upload would count"
    if body.get("force") is not True:
        yield "without force, though the door has decided: a retry can be denied by a rule"
    yield from nonce_complaints(body)


def failed_complaints(body):
    fields = {"datetime", "raw_barcode", "type", "error_reason", "nonce", "position", "raw_item",
              "raw_variation", "raw_subevent", "error_explanation"}
    for name in body.keys() - fields:
        yield f"failed_checkins has no field {name}"
    if body.get("error_reason") not in REASONS:
        yield f"error_reason {body.get('error_reason')}"
    code = body.get("raw_barcode")
    if not isinstance(code, str) or re.search(r"[\x00-\x1f\x7f]", code):
        yield "raw_barcode with control characters"
    if not is_time(body.get("datetime")):
        yield f"datetime {body.get('datetime')}"
    yield from nonce_complaints(body)


def annul_complaints(body):
    for name in body.keys() - {"nonce", "lists", "datetime", "error_explanation"}:
        yield f"annul has no field {name}"
    if not is_time(body.get("datetime")):
        yield f"datetime {body.get('datetime')}"
    yield from nonce_complaints(body)

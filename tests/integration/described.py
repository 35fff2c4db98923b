# tests/integration/described.py — openapi.json of a station, and answers held to it.
#
# Clients must ignore fields that they do not know; the description must not: here an answer with
# a field more, or with one less, is wrong.
import json
import re

import jsonschema

# What a fault must never tell whoever asked: it is for the log.
INSIDES = re.compile(r"std::|\.[ch]pp\b|0x[0-9a-f]{6}|what\(\)|boost::|terminate|backtrace|/home/")


def strict(schema):
    """The same, but every object that names its fields has no others."""
    if isinstance(schema, list):
        return [strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {name: strict(one) for name, one in schema.items()}
    if "properties" in closed and isinstance(closed["properties"], dict):
        closed.setdefault("additionalProperties", False)
    return closed


class Description:
    def __init__(self, client):
        answer = client.get("/api/v1/openapi.json")
        assert answer.status == 200, answer
        self.document = answer.json()
        self.schemas = strict(self.document["components"]["schemas"])
        self.operations = {(method.upper(), path): operation
                           for path, operations in self.document["paths"].items()
                           for method, operation in operations.items()}

    def pattern_of(self, method, target):
        """The pattern of the operation that this request asks for."""
        path = target.split("?")[0]
        for known, pattern in self.operations:
            if known == method and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", pattern), path):
                return pattern
        raise AssertionError(f"{method} {path} is not described")

    def validate(self, value, name):
        document = {"$schema": "https://json-schema.org/draft/2020-12/schema",
                    "$ref": f"#/components/schemas/{name}",
                    "components": {"schemas": self.schemas}}
        validator = jsonschema.Draft202012Validator(
            document, format_checker=jsonschema.FormatChecker())
        problems = [f"{'/'.join(map(str, one.absolute_path))}: {one.message}"
                    for one in validator.iter_errors(value)]
        assert not problems, f"not as {name}: {problems[:5]}\n{json.dumps(value)[:600]}"

    def check(self, method, target, answer):
        """Holds one answer to what is said of it; returns (method, pattern, status)."""
        pattern = self.pattern_of(method, target)
        responses = self.operations[method, pattern]["responses"]
        described = responses.get(str(answer.status))
        assert described, f"{method} {pattern}: {answer.status} is not described: {answer.body}"
        media = answer.headers["content-type"].split(";")[0]
        shape = described["content"].get(media)
        assert shape is not None, f"{method} {pattern}: {media} is not described"
        if "schema" in shape:
            self.validate(answer.json(), shape["schema"]["$ref"].rsplit("/", 1)[1])
        if answer.status >= 400:
            self._check_problem(method, target, answer, described)
        return method, pattern, answer.status

    @staticmethod
    def _check_problem(method, target, answer, described):
        problem = answer.json()
        assert problem["status"] == answer.status, problem
        known = (target.split("?")[0], "")  # a target that is too long is not read at all
        assert problem["instance"] in known[:1 + (answer.status == 413)], (method, target, problem)
        assert problem["type"] in described["description"].split(", "), (described, problem)
        assert problem["trace_id"] and problem["title"] and problem["detail"], problem
        assert not INSIDES.search(answer.body.decode()), problem

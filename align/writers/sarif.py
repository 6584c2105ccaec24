"""SARIF 2.1.0 (OASIS 2020): code scanning on GitHub, Azure DevOps, IDE viewers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from align import registry
from align.records import Finding, Place, Review, Writer
from align.version import __version__
from align.wording import spoken
from align.writers._located_findings import NAME, Flat, Spot, flat, listed, uri

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def write(reviews: Iterable[Review]) -> Iterator[bytes]:
    """One run; results are streamed, the rules that they name follow at the end. Waived findings are suppressed."""
    head = {"$schema": SCHEMA, "version": "2.1.0"}
    yield json.dumps(head)[:-1].encode() + b', "runs": [{"columnKind": "unicodeCodePoints", "results": ['
    rules: dict[str, Finding] = {}
    indices: dict[str, int] = {}
    signature: dict[str, str] = {}

    def results() -> Iterator[dict[str, Any]]:
        for review in spoken(reviews):
            signature.update({} if signature else review.signature)
            for found in flat(review):
                rules.setdefault(found.finding.check, found.finding)
                yield _result(found, indices.setdefault(found.finding.check, len(indices)))

    yield from listed(results())
    driver = {"name": NAME, "version": __version__, "semanticVersion": __version__, "rules": list(_rules(rules))}
    yield b'\n], "tool": {"driver": ' + _json(driver) + b'}, "properties": ' + _json(signature) + b"}]}\n"


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")


def _rules(used: dict[str, Finding]) -> Iterator[dict[str, Any]]:
    checks = {check.id: check for check in registry.checks()}
    for name, finding in used.items():
        check = checks.get(name)
        severity, category = (check.severity, check.category) if check else (finding.severity, finding.category)
        doc = check.doc.strip() if check else f"Rule {name} of the rule packs."
        short = next((line for line in doc.split("\n") if line and not line.startswith("#")), name)
        yield {
            "id": name,
            "shortDescription": {"text": short},
            "help": {"text": doc, "markdown": doc},
            "defaultConfiguration": {"level": severity},
            "properties": {"category": category, "tags": ["translation", category.split("/")[0]]},
        }


def _result(found: Flat, index: int) -> dict[str, Any]:
    finding, decision = found.finding, found.decision
    out: dict[str, Any] = {
        "ruleId": finding.check,
        "ruleIndex": index,
        "level": finding.severity,
        "message": {"text": found.message},
        "locations": [_location(found.spot, found) if found.spot else _file(found.path)],
        "partialFingerprints": {"alignFinding/v1": found.fingerprint},
        "rank": round(100 * finding.confidence, 1),
        "properties": {"category": finding.category, "suggestions": list(finding.suggestions), "note": finding.note},
    }
    for source in found.spots[1:]:
        words = {"text": f"source: {source.words}"}
        out["relatedLocations"] = [{**_location(source, found), "id": 0, "message": words}]
    spot = found.spot
    if spot and spot.exact and spot.place and spot.span == finding.target_span and spot.document.lang == "en":
        fixes = [_fix(spot, spot.place, words) for words in finding.suggestions[:3]]
        out |= {"fixes": fixes} if fixes else {}
    if not decision.is_open:
        kind = "inSource" if decision.origin.startswith("inline") else "external"
        why = ", ".join(part for part in (decision.reason, decision.author) if part) or decision.state
        out["suppressions"] = [{"kind": kind, "status": "accepted", "justification": why}]
    return out


def _fix(spot: Spot, place: Place, words: str) -> dict[str, Any]:
    """A suggestion in place of the marked words."""
    region = {"startLine": place.line, "startColumn": place.column, "endLine": place.line}
    change = {
        **_file(spot.document.path)["physicalLocation"],
        "replacements": [
            {
                "deletedRegion": region | {"endColumn": place.column + place.end - place.start},
                "insertedContent": {"text": words},
            }
        ],
    }
    return {"description": {"text": f"Replace with “{words}”"}, "artifactChanges": [change]}


def _file(path: str) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": uri(path)}}}


def _location(spot: Spot, found: Flat) -> dict[str, Any]:
    out = _file(spot.document.path)
    place = spot.place
    if place:
        columns = {"startColumn": place.column, "endColumn": place.column + place.end - place.start}
        region = {"startLine": place.line, "endLine": place.line, **(columns if spot.exact else {})}
        out["physicalLocation"]["region"] = {**region, "snippet": {"text": spot.words}}
    name = spot.label or found.segment
    if name:
        out["logicalLocations"] = [{"name": name, "kind": "segment"}]
    return out


WRITER = Writer("sarif", (".sarif", ".sarif.json"), write, "SARIF 2.1.0 for code scanning and IDEs.")

"""Findings as SARIF 2.1.0 (OASIS Standard, errata 01): for code scanning, editors and pipelines."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from plangraph import __version__
from plangraph.files import plan_files
from plangraph.model import Assessment, Finding, Lang, Outcome, Passage, Rule, Severity, State, Text
from plangraph.names import ID, ONTOLOGY, parse
from plangraph.report.lines import Lines, read_lines
from plangraph.report.remarks import Source, block_at
from plangraph.report.terminal import where
from plangraph.report.words import STATE, dimension

if TYPE_CHECKING:
    from plangraph.intake.document import Document

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#: The name of the fingerprint; a change in how it is made is a new version.
FINGERPRINT: Final = "plangraphFinding/v1"
_LEVEL: Final = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_NOTICE: Final = {State.NOT_APPLICABLE: ("not-applicable", "note"), State.ERRORED: ("errored", "error")}
#: What relative addresses start from: the folder of the Turtle files, and that of the plans' texts.
_SOURCES: Final = "%SRCROOT%"
_TEXTS: Final = "PLANTEXTS"
_BASES: Final = {
    _SOURCES: Text("Roden af den mappe, som planernes Turtle ligger i.", "The root of the plans' Turtle."),
    _TEXTS: Text("Mappen med planernes tekster.", "The folder of the plans' texts."),
}


@dataclass(frozen=True, slots=True)
class _Place:
    """The file that a plan was read from.

    :param index: its number among the artifacts
    :param uri: its address, relative to the root or whole
    :param based: whether the address is relative
    :param lines: where its subjects stand
    """

    index: int
    uri: str
    based: bool
    lines: Lines

    def location(self) -> dict[str, Any]:
        base = {"uriBaseId": _SOURCES} if self.based else {}
        return {"uri": self.uri, **base, "index": self.index}


def as_sarif(
    assessments: Sequence[Assessment],
    lang: Lang,
    sources: Mapping[str, Path] | None = None,
    drafts: Mapping[str, Source] | None = None,
) -> bytes:
    """Write assessments as one run of SARIF, one invocation a plan.

    A finding points at the line of the Turtle file (its property where that stands there, else its subject,
    else the plan) and at the passages in the plan's text, counted in code points. A waived finding is
    suppressed; a rule that was not applicable or could not be run is a notification, never a result.

    :param assessments: one a plan
    :param lang: language of the messages; the other one is in the properties of each result
    :param sources: the Turtle file of each plan, by the plan's IRI; None for those that ship with plangraph
    :param drafts: the documents that plans were taken in from, by the plans' IRIs
    """
    rules = _rules(assessments)
    index = {rule.id: i for i, rule in enumerate(rules)}
    artifacts: list[dict[str, Any]] = []
    results: list[dict[str, Any]] = []
    for assessment in assessments:
        report = assessment.report
        place = _place(_source(report.plan, report.slug, sources), artifacts)
        draft = (drafts or {}).get(report.plan)
        document = None if draft is None else draft.document
        for finding in report.findings:
            passages = [_passage(p, report.slug, document, lang) for p in finding.evidence]
            results.append(_result(finding, index[finding.rule], passages, report.label, place, lang))
    run = {
        "tool": {"driver": _driver(rules, lang)},
        "language": lang,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {name: {"description": _message(text, lang)} for name, text in _BASES.items()},
        "artifacts": artifacts,
        "invocations": [_invocation(a, index, lang) for a in assessments],
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return (json.dumps(log, ensure_ascii=False, indent=2) + "\n").encode()


def _rules(assessments: Sequence[Assessment]) -> list[Rule]:
    """Return the rules of all assessments, each once, in the order of the reports."""
    found = {o.rule.id: o.rule for a in assessments for o in a.report.outcomes}
    return list(found.values())


def _driver(rules: Sequence[Rule], lang: Lang) -> dict[str, Any]:
    notices = {
        _NOTICE[state][0]: {
            "id": _NOTICE[state][0],
            "name": _pascal(_NOTICE[state][0]),
            "shortDescription": _message(STATE[state], lang),
            "defaultConfiguration": {"level": _NOTICE[state][1]},
        }
        for state in _NOTICE
    }
    return {
        "name": "plangraph",
        "organization": "plangraph",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": ONTOLOGY,
        "language": lang,
        "rules": [_rule(rule, lang) for rule in rules],
        "notifications": list(notices.values()),
    }


def _rule(rule: Rule, lang: Lang) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": _pascal(rule.id),
        "shortDescription": _message(rule.name, lang),
        "fullDescription": _message(rule.why, lang),
        "help": _help(rule, lang),
        "helpUri": rule.iri,
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {
            "tags": [rule.dimension],
            "dimension": dimension(rule.dimension, lang),
            "name": rule.name.as_dict(),
            "why": rule.why.as_dict(),
            "seeAlso": list(rule.see_also),
        },
    }


def _help(rule: Rule, lang: Lang) -> dict[str, str]:
    why = rule.why.get(lang)
    plain, links = [_plain(why), *rule.see_also], [f"- <{address}>" for address in rule.see_also]
    return {"text": "\n".join(plain), "markdown": "\n".join([why, *([""] if links else []), *links])}


def _result(
    finding: Finding,
    rule: int,
    passages: Sequence[dict[str, Any]],
    plan: Text,
    place: _Place | None,
    lang: Lang,
) -> dict[str, Any]:
    logical = {"logicalLocations": [_logical(finding, plan, lang)]}
    main: dict[str, Any] = {}
    if place is not None:
        line = place.lines.find(finding.focus, finding.path) or place.lines.find(finding.plan)
        region = {} if line is None else {"region": {"startLine": line}}
        main = {"physicalLocation": {"artifactLocation": place.location(), **region}}
    elif passages:
        main, passages = passages[0], passages[1:]
    related = [{"id": number, **passage} for number, passage in enumerate(passages, 1)]
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "kind": "fail",
        "level": _LEVEL[finding.severity],
        "message": _message(finding.message, lang),
        "locations": [{**main, **logical}],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {FINGERPRINT: _fingerprint(finding)},
        "suppressions": _suppressions(finding, lang),
        "properties": {
            "plan": finding.plan,
            "focus": finding.focus,
            "path": finding.path,
            "value": finding.value,
            "label": finding.label.as_dict(),
            "message": finding.message.as_dict(),
            "fix": finding.fix.as_dict(),
            "patch": finding.patch,
        },
    }


def _logical(finding: Finding, plan: Text, lang: Lang) -> dict[str, Any]:
    try:
        kind = parse(finding.focus).kind
    except ValueError:
        kind = "element"
    label, of_plan = finding.label.get(lang), plan.get(lang)
    whole = label if finding.focus == finding.plan else f"{of_plan} / {label}"
    return {"name": label, "fullyQualifiedName": whole, "decoratedName": finding.focus, "kind": kind}


def _passage(passage: Passage, slug: str, document: Document | None, lang: Lang) -> dict[str, Any]:
    """Point at a passage: in the draft at its paragraph, else in the plan's text, named after the plan."""
    name = f"{slug}.txt" if document is None else document.name
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(name, safe=""), "uriBaseId": _TEXTS}}
    if document is None or document.media_type == "text/plain":
        # Only in a text do characters of the file count.
        place["region"] = {"charOffset": passage.start, "charLength": passage.end - passage.start}
    block = None if document is None else block_at(document, passage.start)
    return {
        "physicalLocation": place,
        "message": {"text": _plain(f"{passage.document}, {where(passage, lang)}")},
        "properties": {
            "evidence": passage.iri,
            "document": passage.document,
            "section": passage.section,
            "page": passage.page,
            **({"paragraph": block.element + 1} if block is not None and block.element is not None else {}),
            **({"words": passage.words} if passage.words and document is not None else {}),
        },
    }


def _suppressions(finding: Finding, lang: Lang) -> list[dict[str, Any]]:
    waiver = finding.waiver
    if waiver is None:
        return []
    until = Text("til og med", "until").get(lang)
    return [
        {
            "kind": "external",
            "status": "accepted",
            "justification": f"{waiver.reason} ({waiver.by}, {until} {waiver.until})",
            "properties": {
                "waiver": waiver.iri,
                "by": waiver.by,
                "reason": waiver.reason,
                "until": waiver.until,
            },
        }
    ]


def _invocation(assessment: Assessment, index: Mapping[str, int], lang: Lang) -> dict[str, Any]:
    report = assessment.report
    scores = (assessment.overall, *assessment.dimensions)
    return {
        "executionSuccessful": all(o.state is not State.ERRORED for o in report.outcomes),
        "ruleConfigurationOverrides": [
            {
                "descriptor": {"id": o.rule.id, "index": index[o.rule.id]},
                "configuration": {"enabled": False},
            }
            for o in report.outcomes
            if o.off
        ],
        "toolExecutionNotifications": [
            _notification(o, index[o.rule.id], lang) for o in report.outcomes if o.state in _NOTICE
        ],
        "properties": {
            "plan": report.plan,
            "slug": report.slug,
            "label": report.label.as_dict(),
            "year": report.year,
            "ruleset": report.ruleset,
            "profile": report.profile,
            "rules": {state.value: report.states()[state] for state in State},
            "scores": [{"subject": s.subject, "passed": s.passed, "examined": s.examined} for s in scores],
            "tiers": [{"id": t.id, "reached": t.reached} for t in assessment.tiers],
        },
    }


def _notification(outcome: Outcome, rule: int, lang: Lang) -> dict[str, Any]:
    name, level = _NOTICE[outcome.state]
    note = outcome.note or STATE[outcome.state]
    said = Text(f"{outcome.rule.name.da}: {note.da}", f"{outcome.rule.name.en}: {note.en}")
    return {
        "descriptor": {"id": name, "index": [n for n, _ in _NOTICE.values()].index(name)},
        "associatedRule": {"id": outcome.rule.id, "index": rule},
        "level": level,
        "message": _message(said, lang),
        "properties": {"message": said.as_dict()},
    }


def _source(plan: str, slug: str, sources: Mapping[str, Path] | None) -> tuple[Path, str] | None:
    """Return the file of a plan and the address under which a pipeline knows it."""
    if sources is None:
        shipped = {path.stem: path for path in plan_files()}
        known = shipped.get(slug) if plan == f"{ID}plan/{slug}" else None
        return None if known is None else (known, f"data/ttl/{known.name}")
    path = sources.get(plan)
    if path is None:
        return None
    whole, here = path.resolve(), Path.cwd().resolve()
    if whole.is_relative_to(here):
        return path, quote(whole.relative_to(here).as_posix())
    return path, whole.as_uri()


def _place(source: tuple[Path, str] | None, artifacts: list[dict[str, Any]]) -> _Place | None:
    if source is None:
        return None
    path, uri = source
    data = path.read_bytes()
    turtle = path.suffix.lower() in (".ttl", ".nt")
    lines = read_lines(data.decode("utf-8", "replace") if turtle else "")
    place = _Place(len(artifacts), uri, not uri.startswith("file:"), lines)
    location = place.location()
    del location["index"]
    media = {"mimeType": "text/turtle"} if path.suffix.lower() == ".ttl" else {}
    artifacts.append(
        {
            "location": location,
            "length": len(data),
            "roles": ["analysisTarget"],
            **media,
            "encoding": "UTF-8",
            "hashes": {"sha-256": hashlib.sha256(data).hexdigest()},
        }
    )
    return place


def _fingerprint(finding: Finding) -> str:
    """Return the finding's key as a hash; without a key, that of what it says of which thing."""
    parts = [finding.key or "\0".join((finding.rule, finding.focus, finding.path or "", finding.value or ""))]
    return hashlib.sha256("\0".join([finding.plan, *parts]).encode()).hexdigest()


def _message(text: Text, lang: Lang) -> dict[str, str]:
    return {"text": _plain(text.get(lang))}


def _plain(text: str) -> str:
    """Keep brackets of a plan's words from becoming a link (section 3.11.6)."""
    return re.sub(r"\[(?=[^\]]*\]\()", r"\\[", text)


def _pascal(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("-"))

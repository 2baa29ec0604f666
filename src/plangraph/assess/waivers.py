"""Waivers: gaps that somebody accepts until a date, kept as RDF beside the plan or in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from plangraph.errors import LoadError, WaiverError
from plangraph.model import Finding, Rule, Waiver
from plangraph.names import ID, PG, RULE, expand, mint, parse, plan_of, shorten

_PG: Final = Namespace(PG)
#: The ending of a file of waivers, after the stem of the plan's file.
ENDING: Final = ".waivers.ttl"
_NEAR: Final = 3


def companion(plan_file: Path) -> Path:
    """Return where the waivers of a plan in a file are kept: ``draft.ttl`` has ``draft.waivers.ttl``."""
    return plan_file.with_name(plan_file.name.partition(".")[0] + ENDING)


def waivers_in(graph: Graph, source: str = "the graph") -> tuple[Waiver, ...]:
    """Return the waivers of a graph, sorted by IRI; one that is not whole is refused, never passed over.

    :param graph: a plan's triples, or those of a file of waivers
    :param source: what to call it in an error
    :raises LoadError: for a waiver that lacks something or says it twice
    """
    found = []
    for node in sorted(set(graph.subjects(RDF.type, _PG.Waiver)), key=str):
        waiver = _read(graph, node)
        if waiver is None:
            raise LoadError(
                source,
                f"the waiver {shorten(str(node))} needs, once each, pg:waives (a rule), pg:waivedFor, "
                "pg:waivedBy, pg:reason and pg:validUntil (a date)",
            )
        found.append(waiver)
    return tuple(found)


def _read(graph: Graph, node: Node) -> Waiver | None:
    names = (_PG.waives, _PG.waivedFor, _PG.waivedBy, _PG.reason, _PG.validUntil)
    values = [sorted(set(graph.objects(node, name)), key=str) for name in names]
    # A reason may be there in several languages; the Danish one is shown.
    values[3] = sorted(values[3], key=lambda v: (getattr(v, "language", None) != "da", str(v)))[:1]
    if any(len(found) != 1 or not str(found[0]).strip() for found in values):
        return None
    rule, focus, by, reason, until = (found[0] for found in values)
    day = until.value if isinstance(until, Literal) else None
    if not str(rule).startswith(RULE) or not isinstance(day, date):
        return None
    return Waiver(
        iri=str(node),
        rule=str(rule).removeprefix(RULE),
        focus=str(focus),
        by=str(by),
        reason=str(reason),
        until=day.isoformat(),
        keys=tuple(sorted(str(key) for key in graph.objects(node, _PG.findingKey))),
    )


def apply_waivers(findings: Sequence[Finding], waivers: Iterable[Waiver], today: date) -> tuple[Finding, ...]:
    """Put on each finding the waiver in force for it, else the last one that has expired.

    :param findings: with their keys
    :param waivers: in force or not
    :param today: a waiver holds through its last day
    """
    known = sorted(waivers, key=lambda w: (w.until, w.iri), reverse=True)
    answer = []
    for finding in findings:
        last = next((w for w in known if _covers(w, finding)), None)
        if last is None:
            answer.append(finding)
        elif last.until >= today.isoformat():
            answer.append(replace(finding, waiver=last))
        else:
            answer.append(replace(finding, lapsed=last))
    return tuple(answer)


def _covers(waiver: Waiver, finding: Finding) -> bool:
    if waiver.rule != finding.rule:
        return False
    return finding.key in waiver.keys if waiver.keys else waiver.focus in (finding.focus, finding.plan)


def draft_waiver(
    rule: str,
    element: str | None,
    *,
    by: str,
    reason: str,
    until: str,
    plan: str,
    plan_graph: Graph,
    reference: Graph,
    rules: Sequence[Rule],
    findings: Sequence[Finding] = (),
) -> Waiver:
    """Make a waiver of what a person typed.

    :param rule: id of the rule
    :param element: the thing it is waived for: its IRI, a prefixed name, or the end of its IRI within the
        plan (``goal/3``); None waives the rule for the whole plan
    :param by: who accepts the gap
    :param reason: why
    :param until: last day on which it holds (``2026-12-31``)
    :param plan: IRI of the plan
    :param plan_graph: the triples of the plan
    :param reference: the ontology, vocabularies and national targets
    :param rules: all there are
    :param findings: those of the plan with their keys, so that the waiver can follow them
    :raises WaiverError: for an unknown rule or element, a date that is none, an empty name or reason
    """
    if rule not in {r.id for r in rules}:
        raise WaiverError(f"there is no rule {rule!r}{near(rule, [r.id for r in rules])}")
    try:
        last_day = date.fromisoformat(until)
    except ValueError as error:
        raise WaiverError(f"{until!r} is no date; write it as 2026-12-31") from error
    for what, text in (("who accepts it (--by)", by), ("why (--reason)", reason)):
        if not text.strip():
            raise WaiverError(f"a waiver has to say {what}")
    focus = plan if element is None else _element(element, plan, plan_graph, reference)
    keys = tuple(f.key for f in findings if f.rule == rule and f.focus == focus and focus != plan)
    return Waiver(
        _iri(plan, rule, focus), rule, focus, by.strip(), reason.strip(), last_day.isoformat(), keys
    )


def _element(name: str, plan: str, plan_graph: Graph, reference: Graph) -> str:
    guesses = [f"{plan}/{name}", ID + name]
    if name.startswith(("http://", "https://")):
        guesses = [name]
    elif ":" in name:
        try:
            guesses = [expand(name)]
        except ValueError as error:
            raise WaiverError(str(error)) from error
    for guess in guesses:
        if any((URIRef(guess), None, None) in graph for graph in (plan_graph, reference)):
            return guess
    known = [str(s).removeprefix(plan + "/") for s in set(plan_graph.subjects(RDF.type, None))]
    raise WaiverError(
        f"there is no element {name!r} in {shorten(plan)}{near(name, known)}; "
        "name it by its IRI or the end of it, such as goal/3"
    )


def _iri(plan: str, rule: str, focus: str) -> str:
    slug = plan_of(plan)
    if slug is None:
        raise WaiverError(f"{plan}: its IRI is not one of plangraph's, so a waiver for it cannot be named")
    if focus == plan:
        return mint("waiver", slug, rule)
    try:
        key = parse(focus)
        end = "-".join([key.kind, *(key.keys[1:] if plan_of(focus) == slug else key.keys)])
    except ValueError:
        end = focus.rstrip("/").replace("#", "/").rpartition("/")[2].lower()
    return mint("waiver", slug, f"{rule}-{end}")


def add_waiver(graph: Graph, waiver: Waiver, plan: str) -> None:
    """Write a waiver into a graph; one for the same rule and thing is replaced.

    :param graph: the triples of a file of waivers, or of a plan
    :param waiver: what to write
    :param plan: IRI of the plan
    """
    node = URIRef(waiver.iri)
    graph.remove((node, None, None))
    graph.add((node, RDF.type, _PG.Waiver))
    graph.add((node, _PG.inPlan, URIRef(plan)))
    graph.add((node, _PG.waives, URIRef(RULE + waiver.rule)))
    graph.add((node, _PG.waivedFor, URIRef(waiver.focus)))
    graph.add((node, _PG.waivedBy, Literal(waiver.by)))
    graph.add((node, _PG.reason, Literal(waiver.reason, lang="da")))
    graph.add((node, _PG.validUntil, Literal(waiver.until, datatype=XSD.date)))
    for key in waiver.keys:
        graph.add((node, _PG.findingKey, Literal(key)))


def near(name: str, known: Sequence[str]) -> str:
    """Return “ (did you mean …?)” with the known names that come near, or nothing."""
    found = get_close_matches(name, list(known), n=_NEAR)
    return f" (did you mean {', '.join(found)}?)" if found else ""

"""Scores: so many of so many checks, for the plan, a dimension, a focus area, a goal; and the levels reached.

A check is one rule on one thing. What an errored rule looked at is no check: it neither passed nor failed.
A waived finding is still a check that did not pass; a waiver accepts a gap, it does not fill it.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from rdflib import RDF, Graph, Namespace
from rdflib.term import Node

from plangraph.check.subjects import Subjects
from plangraph.errors import ShapeError
from plangraph.files import root
from plangraph.model import Finding, Report, Rule, Score, Severity, State, Text, Tier
from plangraph.names import PG, PREFIXES

_PG: Final = Namespace(PG)
_OA: Final = Namespace(PREFIXES["oa"])
#: What belongs to a thing and is judged with it.
_HELD: Final = (
    _PG.targetValue, _PG.baseline, _PG.nationalValue, _PG.qualifiedLink, _PG.qualifiedContinuation,
    _PG.evidence, _OA.hasSelector,
)  # fmt: skip
#: What the dimensions of completeness are called; each is one rule file.
DIMENSIONS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "structure": Text("Opbygning", "Structure"),
        "statutory": Text("Lovkrav", "Statutory requirements"),
        "linkage": Text("Sammenhæng med de nationale mål", "Links to the national targets"),
        "measurability": Text("Målbarhed", "Measurability"),
        "arithmetic": Text("Regning og rimelighed", "Arithmetic and sense"),
        "evidence": Text("Belæg", "Evidence"),
        "continuity": Text("Kontinuitet", "Continuity"),
    }
)
_WHOLE: Final = Text("Hele planen", "The whole plan")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of completeness as ``shapes/tiers.toml`` describes it.

    :param id: its id
    :param name: what it is called
    :param meaning: what a plan on it can be trusted for
    :param blocks: the severities of findings that stand in its way, by dimension
    """

    id: str
    name: Text
    meaning: Text
    blocks: Mapping[str, frozenset[Severity]]


@cache
def load_levels(path: Path | None = None) -> tuple[Level, ...]:
    """Read the levels of completeness, lowest first.

    :param path: a file like ``shapes/tiers.toml``; None for the shipped one
    :raises ShapeError: when the file is not what it should be
    """
    path = root() / "shapes" / "tiers.toml" if path is None else path
    try:
        rows = tomllib.loads(path.read_text("utf-8"))["tier"]
        return tuple(
            Level(
                row["id"],
                Text(**row["name"]),
                Text(**row["meaning"]),
                {name: frozenset(map(Severity, severities)) for name, severities in row["blocks"].items()},
            )
            for row in rows
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ShapeError(f"{path}: is no table of levels of completeness: {error}") from error


class Tally:
    """How many checks each thing passed.

    :param report: of one plan
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._examined: Counter[str] = Counter()
        self._failed: Counter[str] = Counter()
        for outcome in report.outcomes:
            if outcome.state is not State.ERRORED:
                self._examined.update(outcome.looked_at)
                self._failed.update(set(outcome.at_fault) & set(outcome.looked_at))

    def overall(self) -> Score:
        """Return the score of the whole plan."""
        return Score("", _WHOLE, *self._report.checks())

    def dimensions(self) -> tuple[Score, ...]:
        """Return a score a dimension that looked at anything; one without a name keeps its file name."""
        scores, present = [], [o.rule.dimension for o in self._report.outcomes]
        for name in dict.fromkeys([*DIMENSIONS, *present]):
            mine = [
                o for o in self._report.outcomes if o.rule.dimension == name and o.state is not State.ERRORED
            ]
            examined = sum(o.examined for o in mine)
            if examined:
                failed = sum(o.failed for o in mine)
                scores.append(
                    Score(name, DIMENSIONS.get(name, Text(name, name)), examined - failed, examined)
                )
        return tuple(scores)

    def of(self, subject: Node, label: Text, members: Iterable[Node]) -> Score:
        """Return the score of a thing: the checks of all its members together."""
        names = {str(m) for m in members}
        examined = sum(self._examined[n] for n in names)
        return Score(str(subject), label, examined - sum(self._failed[n] for n in names), examined)


def scores_of(kind: Node, graph: Graph, tally: Tally, subjects: Subjects) -> tuple[Score, ...]:
    """Score each focus area (with all that is in it) or each goal (with its figures, links and passages).

    :param kind: ``pg:FocusArea`` or ``pg:Goal``
    :param graph: the triples of one plan
    """
    things = sorted(set(graph.subjects(RDF.type, kind)), key=subjects.order)
    return tuple(tally.of(t, subjects.label(t), members_of(t, graph)) for t in things)


def members_of(thing: Node, graph: Graph) -> set[Node]:
    """Return a thing with all that is judged with it; what a passage is shared by is judged with each."""
    members: set[Node] = {thing, *graph.subjects(_PG.inFocusArea, thing)}
    todo = list(members)
    while todo:
        node = todo.pop()
        for predicate in _HELD:
            for held in set(graph.objects(node, predicate)) - members:
                members.add(held)
                todo.append(held)
    return members


def tiers_of(report: Report, levels: Iterable[Level]) -> tuple[Tier, ...]:
    """Say which levels a plan has reached, and what stands in the way of the others.

    :param report: its findings carry their waivers; what is waived stands in no way
    :param levels: lowest first
    """
    rules = {o.rule.id: o.rule for o in report.outcomes}
    blocking: list[Finding] = []
    undecided: list[str] = []
    left_out: list[str] = []
    tiers = []
    for level in levels:
        blocking += [
            f for f in report.findings if f.waiver is None and _blocks(level, rules[f.rule], f.severity)
        ]
        mine = [o for o in report.outcomes if _blocks(level, o.rule, o.rule.severity)]
        undecided += [o.rule.id for o in mine if o.state is State.ERRORED]
        left_out += [o.rule.id for o in mine if o.off]
        tiers.append(
            Tier(
                id=level.id,
                name=level.name,
                meaning=level.meaning,
                reached=not blocking and not undecided,
                blocking=tuple(blocking),
                undecided=tuple(undecided),
                left_out=tuple(left_out),
            )
        )
    return tuple(tiers)


def _blocks(level: Level, rule: Rule, severity: Severity) -> bool:
    return severity in level.blocks.get(rule.dimension, frozenset())


def holders_of(kind: Node, graph: Graph) -> dict[Node, str]:
    """Return for each thing the IRI of the one it is judged with; what several share is not there.

    :param kind: ``pg:FocusArea`` or ``pg:Goal``
    :param graph: the triples of one plan
    """
    held: dict[Node, set[str]] = defaultdict(set)
    for holder in set(graph.subjects(RDF.type, kind)):
        for member in members_of(holder, graph):
            held[member].add(str(holder))
    return {member: min(holders) for member, holders in held.items() if len(holders) == 1}

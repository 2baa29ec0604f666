"""What is found out about a draft in other processes, as it comes back: plain dataclasses."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.namespace import RDFS

from plangraph.model import Assessment, Text
from plangraph.names import PG, PREFIXES
from plangraph.numbers import whole

if TYPE_CHECKING:
    from rdflib.term import Node

    from plangraph.assess.mending import Addition
    from plangraph.intake.suggestions import Pending
    from plangraph.web.drafts.state import Filled

_PG: Final = Namespace(PG)
_OA: Final = Namespace(PREFIXES["oa"])
#: What of a plan is counted, in the order in which it is told.
COUNTED: Final = (
    "FocusArea", "Objective", "Goal", "TargetValue", "Measure", "Challenge", "StatutoryStatement", "Linkage",
)  # fmt: skip
#: What a figure says that a person may change.
_FIGURE: Final = ("comparator", "value", "unit", "valueKind", "direction", "offset", "dueYear")


@dataclass(frozen=True, slots=True)
class Taking:
    """A file that was read.

    :param graph: the plan as Turtle
    :param document: what was read of it, as :mod:`plangraph.web.drafts.papers` writes it; None where the file
        was a graph or a filled-in template
    :param text: the document's text, or None
    :param notes: what could not be read or understood, a sentence each
    :param is_graph: whether the file was a graph
    :param carried: what was carried over from the draft before it, a sentence each
    """

    graph: bytes
    document: bytes | None = None
    text: str | None = None
    notes: tuple[Text, ...] = ()
    is_graph: bool = False
    carried: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Carried:
    """A file that was read, with what forms had added to the one before it.

    :param graph: the plan as Turtle
    :param filled: the forms that were filled in again
    :param notes: what was carried over and what was not, a sentence each
    """

    graph: bytes
    filled: tuple[Filled, ...] = ()
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A focus area of a draft.

    :param iri: its IRI
    :param label: its title
    :param start: first code point of its passage; how areas are ordered
    """

    iri: str
    label: Text
    start: int


@dataclass(frozen=True, slots=True)
class Examined:
    """A version of a draft, checked.

    :param assessment: how complete it is
    :param plan: IRI of the plan
    :param slug: the plan's slug; empty for a plan that has no name as ours have
    :param places: names of its municipalities
    :param year: its year; 0 where it says none
    :param counts: how much there is of each of :data:`COUNTED`
    :param areas: its focus areas in the order of the document
    :param waiting: how many suggestions nobody has judged
    :param judged: how many somebody has
    :param quotes: how often it holds the document's own words
    :param additions: what forms have written into it
    """

    assessment: Assessment
    plan: str
    slug: str
    places: tuple[Text, ...]
    year: int
    counts: tuple[tuple[str, int], ...]
    areas: tuple[Area, ...]
    waiting: int
    judged: int
    quotes: int
    additions: tuple[Addition, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggestion that waits for a person's word.

    :param pending: the suggestion
    :param end: code point after the last of its passage; 0 where it has none
    :param area: IRI of the focus area that it belongs to; empty for none
    :param facts: of a figure what it says now, by field as people write it
    """

    pending: Pending
    end: int
    area: str
    facts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What of a draft waits for a person's word.

    :param title: of the plan
    :param waiting: in the order of the document
    :param areas: the focus areas in that order
    :param judged: how many somebody has judged already
    :param year: the plan's year; 0 where it says none
    """

    title: Text
    waiting: tuple[Suggestion, ...]
    areas: tuple[Area, ...]
    judged: int
    year: int


def examine(plan: Graph, assessment: Assessment, reference: Graph) -> Examined:
    """Gather what the page of a draft tells.

    :param plan: the draft
    :param assessment: how complete it is
    :param reference: vocabularies and national targets, for labels
    """
    from plangraph.assess.mending import additions
    from plangraph.intake.suggestions import pending
    from plangraph.names import plan_of

    iri = assessment.report.plan
    places = sorted(
        (_label(plan, reference, home) for home in plan.objects(URIRef(iri), _PG.municipality)),
        key=lambda name: name.da,
    )
    kinds = Counter(str(kind) for kind in plan.objects(None, RDF.type))
    return Examined(
        assessment=assessment,
        plan=iri,
        slug=plan_of(iri) or "",
        places=tuple(places),
        year=assessment.report.year,
        counts=tuple((name, kinds[PG + name]) for name in COUNTED),
        areas=_areas(plan, reference),
        waiting=len(pending(plan, reference)),
        judged=_judged(plan),
        quotes=sum(1 for _ in plan.subject_objects(_PG.statementText)),
        additions=additions(plan, reference),
    )


def suggestions(plan: Graph, reference: Graph) -> Suggestions:
    """Return what of a draft waits for a person's word.

    :param reference: vocabularies and national targets, for labels
    """
    from plangraph.assess.topics import Topics
    from plangraph.intake.suggestions import pending

    topics = Topics(plan, reference)
    found = []
    for one in pending(plan, reference):
        subject = URIRef(one.subject)
        # What is only offered is no part of the plan yet: the suggestion itself says where it lies.
        area = topics.area(subject) or plan.value(URIRef(one.iri), _PG.inFocusArea)
        facts = _facts(plan, URIRef(one.value)) if one.matter == "figure" else {}
        found.append(Suggestion(one, _end(plan, one), str(area or ""), facts))
    year = next((year for said in plan.objects(None, _PG.year) if (year := whole(said)) is not None), 0)
    home = next(plan.subjects(RDF.type, _PG.Plan))
    return Suggestions(
        _label(plan, reference, home), tuple(found), _areas(plan, reference), _judged(plan), year
    )


def _areas(plan: Graph, reference: Graph) -> tuple[Area, ...]:
    found = [
        Area(str(area), _label(plan, reference, area), min(_starts(plan, area), default=1 << 40))
        for area in set(plan.subjects(RDF.type, _PG.FocusArea))
    ]
    return tuple(sorted(found, key=lambda area: (area.start, area.iri)))


def _starts(plan: Graph, node: Node) -> list[int]:
    selectors = (s for e in plan.objects(node, _PG.evidence) for s in plan.objects(e, _OA.hasSelector))
    said = (whole(start) for s in selectors for start in plan.objects(s, _OA.start))
    return [start for start in said if start is not None]


def _end(plan: Graph, one: Pending) -> int:
    """Return where the passage ends that a suggestion begins with."""
    for evidence in plan.objects(URIRef(one.iri), _PG.evidence):
        for selector in plan.objects(evidence, _OA.hasSelector):
            start, end = (whole(plan.value(selector, p)) for p in (_OA.start, _OA.end))
            if start == one.start and end is not None:
                return end
    return 0


def _judged(plan: Graph) -> int:
    return len({node for node, _ in plan.subject_objects(_PG.reviewedIn)})


def _facts(plan: Graph, figure: URIRef) -> dict[str, str]:
    said = {}
    for name in _FIGURE:
        value = plan.value(figure, _PG[name], any=True)
        if value is not None:
            text = str(value)
            local = text.rpartition("/")[2] if name == "unit" else text.removeprefix(PG)
            said[name] = local.removesuffix(".0").replace(".", ",") if name in ("value", "offset") else local
    return said


def _label(plan: Graph, reference: Graph, thing: Node) -> Text:
    from plangraph.web.holdings import label_of

    return label_of(plan if (thing, RDFS.label, None) in plan else reference, thing)

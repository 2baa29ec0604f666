"""What a person decided on one draft, said again of the next: where the same words suggest the same.

A decision is about words. Where a new draft holds the same words in the same statement, and the intake
suggests the same of them, the decision stands, under the name and day that it was made. Where the words are
others, or it cannot be told which of two is meant, somebody has to look again.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Literal

from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.namespace import PROV, RDFS
from rdflib.term import Node

from plangraph.errors import ReviewError
from plangraph.intake.review import judge
from plangraph.intake.suggestions import Pending, pending
from plangraph.names import PG, VOCAB, parse, plan_of

_PG: Final = Namespace(PG)
#: What a suggestion is, however things are numbered: property, what is suggested, kind of thing, passages.
_Likeness = tuple[str, str, str, tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Decision:
    """What somebody said of a suggestion.

    :param likeness: of the suggestion
    :param said: accepted or rejected; what was changed has to be looked at again
    :param stated: of a link: whether the plan itself ties the two
    :param by: who said it
    :param on: when
    """

    likeness: _Likeness
    said: Literal["accepted", "rejected"]
    stated: bool
    by: str
    on: datetime.date


def carry(earlier: Graph, draft: Graph, reference: Graph) -> int:
    """Say of a draft what was decided on an earlier one; return how many suggestions that settles.

    :param earlier: a draft that somebody reviewed, in whole or in part
    :param draft: a newer draft of the plan, as the intake reads it; it is changed
    :param reference: vocabularies and national targets
    """
    decided: dict[_Likeness, _Decision] = {}
    several: Counter[_Likeness] = Counter()
    for decision in _decisions(earlier):
        decided[decision.likeness] = decision
        several[decision.likeness] += 1
    settled = 0
    waiting = pending(draft, reference)
    alike = Counter(_likeness_of(draft, one) for one in waiting)
    # What is rejected takes with it what hangs on it, so that goes last.
    for said in ("accepted", "rejected"):
        for one in waiting:
            likeness = _likeness_of(draft, one)
            found = decided.get(likeness)
            if found is None or found.said != said or several[likeness] > 1 or alike[likeness] > 1:
                continue
            if _still_waits(draft, one):
                with suppress(ReviewError):  # a name that no name can be made of
                    judge(draft, one.iri, found.said, by=found.by, on=found.on, stated=found.stated)
                    settled += 1
    return settled


def _decisions(draft: Graph) -> Iterator[_Decision]:
    for node, said in draft.subject_objects(_PG.decision):
        told: dict[Node, Literal["accepted", "rejected"]] = {
            _PG.Accepted: "accepted",
            _PG.Rejected: "rejected",
        }
        parts = [draft.value(node, p) for p in (RDF.subject, RDF.predicate, RDF.object)]
        reviewer = _reviewer(draft, node)
        if said in told and reviewer is not None and None not in parts:
            likeness = _likeness(draft, node, *(URIRef(str(part)) for part in parts))
            yield _Decision(likeness, told[said], False, *reviewer)
    for subject, linkage in draft.subject_objects(_PG.qualifiedLink):
        reviewer, target = _reviewer(draft, linkage), draft.value(linkage, _PG.linkTarget)
        if reviewer is not None and target is not None:
            likeness = _likeness(draft, linkage, URIRef(str(subject)), _PG.addresses, URIRef(str(target)))
            stated = (linkage, _PG.basis, _PG.Stated) in draft
            yield _Decision(likeness, "accepted", stated, *reviewer)


def _reviewer(draft: Graph, node: Node) -> tuple[str, datetime.date] | None:
    """Return who decided on a suggestion, and when; None where nobody says so."""
    review = draft.value(node, _PG.reviewedIn)
    person = None if review is None else draft.value(review, PROV.wasAssociatedWith)
    name = None if person is None else draft.value(person, RDFS.label)
    day = None if review is None else draft.value(review, PROV.endedAtTime)
    if name is None or day is None:
        return None
    try:
        return str(name), datetime.date.fromisoformat(str(day)[:10])
    except ValueError:
        return None


def _likeness_of(draft: Graph, one: Pending) -> _Likeness:
    return _likeness(draft, URIRef(one.iri), URIRef(one.subject), URIRef(one.predicate), URIRef(one.value))


def _likeness(draft: Graph, node: Node, subject: URIRef, predicate: URIRef, value: URIRef) -> _Likeness:
    """Return what a suggestion is, whatever its parts are numbered.

    What was rejected as a statement is no more: its own passages are then those of the suggestion.
    """
    own = _passages(draft, node)
    home = _passages(draft, subject) if (subject, None, None) in draft else own
    if plan_of(str(subject)) is not None and (subject, RDF.type, _PG.Plan) in draft:
        home = ()
    named = "" if plan_of(str(value)) is not None else str(value)
    return str(predicate), named, _kind(subject), own, home


def _kind(iri: URIRef) -> str:
    if iri.startswith(VOCAB):
        return str(iri)
    try:
        return parse(str(iri)).kind
    except ValueError:
        return str(iri)


def _passages(draft: Graph, node: Node) -> tuple[str, ...]:
    found = (draft.value(evidence, _PG.fingerprint) for evidence in draft.objects(node, _PG.evidence))
    return tuple(sorted({str(mark) for mark in found if mark is not None}))


def _still_waits(draft: Graph, one: Pending) -> bool:
    node = URIRef(one.iri)
    if one.matter == "link":
        return (node, _PG.basis, _PG.Suggested) in draft
    return (node, RDF.type, _PG.Suggestion) in draft and (node, _PG.decision, None) not in draft

"""Forms that were filled in for one draft, filled in again for the next: where the same is still lacking.

A form answers a finding. Where the new draft lacks the same of the same words, the same answer is written
into it, under the name and day that it was given. What the answer points at in the plan has to be found again
as well. Where any of it is not found, or cannot be told apart, nothing of that form is written, and why is
told.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.namespace import RDFS, SKOS
from rdflib.term import Node

from plangraph.assess.keys import kind_of
from plangraph.assess.mending import Form, MendingError, fill, form_for
from plangraph.assess.mending.places import ADDED, WHERE, WORDS
from plangraph.assess.mending.quotes import find_quote
from plangraph.check.rules import RuleSet
from plangraph.intake.document import Document
from plangraph.model import Report, Text
from plangraph.names import PG, PREFIXES, plan_of
from plangraph.web.drafts.state import Filled
from plangraph.web.words import both

_PG: Final = Namespace(PG)
_OA: Final = Namespace(PREFIXES["oa"])


@dataclass(frozen=True, slots=True)
class Repeated:
    """A draft with the forms of the one before it.

    :param graph: the triples of the draft
    :param done: the forms that were filled in again
    :param left: those that were not, each with the reason
    """

    graph: Graph
    done: tuple[Filled, ...]
    left: tuple[tuple[Filled, Text], ...]


class _LeftError(Exception):
    """A form that is not filled in again.

    :param reason: why
    """

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


def repeat(
    filled: Sequence[Filled],
    earlier: Graph,
    draft: Graph,
    examine: Callable[[Graph], Report],
    rules: RuleSet,
    reference: Graph,
    document: Document | None,
) -> Repeated:
    """Fill in again for a draft what was filled in for the one before it.

    :param filled: the forms, in the order in which they were filled in
    :param earlier: the triples of the draft before, with what they wrote
    :param draft: the triples of the draft; they are not changed
    :param examine: checks a draft
    :param rules: the rules that it is checked by
    :param reference: the ontology, vocabularies and national targets
    :param document: what the draft was read from
    """
    done, left = list[Filled](), list[tuple[Filled, Text]]()
    report = examine(draft)
    for one in filled:
        try:
            draft, again = _filled_again(one, earlier, draft, report, rules, reference, document)
        except _LeftError as error:
            left.append((one, error.reason))
        except MendingError as error:
            left.append((one, error.faults[0].message))
        else:
            done.append(again)
            report = examine(draft)
    return Repeated(draft, tuple(done), tuple(left))


def _filled_again(
    one: Filled,
    earlier: Graph,
    draft: Graph,
    report: Report,
    rules: RuleSet,
    reference: Graph,
    document: Document | None,
) -> tuple[Graph, Filled]:
    """Fill in one form again; return the draft, and the form as it is filled in now.

    :raises _LeftError: when what it is about or points at is not found
    :raises MendingError: when it cannot be written any more as it was filled in
    """
    finding = next((finding for finding in report.findings if finding.key == one.key), None)
    form = None if finding is None else form_for(finding, report, rules, draft, reference)
    if form is None:
        raise _LeftError(both("drafts_form_changed"))
    values = dict(_translated(one, form, earlier, draft))
    if document is not None:
        _require_unwritten(values, document)
    day = datetime.date.fromisoformat(one.on)
    mended = fill(form, values, draft, by=one.by, on=day, document=document)
    return mended, replace(one, values=tuple(values.items()))


def _translated(
    one: Filled, form: Form, earlier: Graph, draft: Graph
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give what was filled in, with the names that things of the plan have in the new draft."""
    known, slug = form.names(), _slug(earlier)
    for name, values in one.values:
        if name not in known:
            raise _LeftError(both("drafts_form_changed"))
        yield (
            name,
            tuple(_found_again(v, earlier, draft) if slug and plan_of(v) == slug else v for v in values),
        )


def _require_unwritten(values: dict[str, tuple[str, ...]], document: Document) -> None:
    """Let no words through as still to be written that the document has now: it says them itself.

    :raises _LeftError: when it has them
    """
    for name, chosen in values.items():
        part, _, last = name.rpartition(".")
        if last == WHERE and ADDED in chosen:
            for words in values.get(f"{part}.{WORDS}", ()):
                if find_quote(document, words):
                    raise _LeftError(both("drafts_form_written"))


def _found_again(iri: str, earlier: Graph, draft: Graph) -> str:
    """Return what a thing of the plan is called in the new draft.

    :raises _LeftError: when it is not there, or it cannot be told which it is
    """
    was, wanted = URIRef(iri), _marks(URIRef(iri), earlier)
    if wanted is None:
        raise _LeftError(both("drafts_form_changed"))
    kind = next((k for k in sorted(earlier.objects(was, RDF.type), key=str) if str(k).startswith(PG)), None)
    found = sorted(str(node) for node in draft.subjects(RDF.type, kind) if _marks(node, draft) == wanted)
    if kind == _PG.Evidence:  # several things may stand in one place; one passage is as good as the other
        places = {tuple(_place(URIRef(node), draft)) for node in found}
        found = found[:1] if len(places) == 1 else []
    elif sum(_marks(node, earlier) == wanted for node in earlier.subjects(RDF.type, kind)) > 1:
        found = []
    if len(found) != 1:
        raise _LeftError(both("drafts_form_changed"))
    return found[0]


def _marks(node: Node, graph: Graph) -> tuple[str, tuple[str, ...], str] | None:
    """Return what a thing is, however it is numbered: kind, words of the document, title; None for none."""
    passages = {node, *graph.objects(node, _PG.evidence)}
    read = {e for e in passages for s in graph.objects(e, _OA.hasSource) if _is_document(s, graph)}
    words = {str(mark) for e in read or passages for mark in graph.objects(e, _PG.fingerprint)}
    titles = sorted(str(t) for p in (RDFS.label, SKOS.prefLabel) for t in graph.objects(node, p))
    kind = kind_of(str(node))
    return (kind, tuple(sorted(words)), "\n".join(titles)) if words or titles else None


def _is_document(source: Node, graph: Graph) -> bool:
    return (source, RDF.type, _PG.SourceDocument) in graph


def _place(passage: Node, graph: Graph) -> Iterator[str]:
    for selector in graph.objects(passage, _OA.hasSelector):
        for predicate in (_OA.start, _OA.end):
            yield str(graph.value(selector, predicate, any=True))


def _slug(graph: Graph) -> str | None:
    return next((plan_of(str(plan)) for plan in graph.subjects(RDF.type, _PG.Plan)), None)

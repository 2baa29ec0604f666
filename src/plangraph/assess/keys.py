"""Keys of findings: what stays the same when a draft is numbered anew.

A key is ``rule/kind/digest``. The digest stands for the thing at fault without its number:

* the fingerprint of its first passage, and where several things of its kind share that passage also the
  thing's Danish label (lower case, white space collapsed);
* without a passage, its Danish label;
* without either, whatever it belongs to (a figure its goal, a passage the thing that cites it);
* what is no part of the plan (a national target, a requirement, a concept) its IRI; the plan itself, nothing.

The property at fault is part of the digest too, and the value only where two findings would else share a key.
So a key changes when the passage is written anew; :mod:`plangraph.assess.comparing` then pairs by label.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDFS, SKOS
from rdflib.term import Node

from plangraph.model import Finding
from plangraph.names import PG, PLAN_KINDS, PREFIXES, VOCAB, parse, plan_of, shorten
from plangraph.numbers import whole
from plangraph.passages import normalise

_PG: Final = Namespace(PG)
_OA: Final = Namespace(PREFIXES["oa"])
#: How a thing is held by what it belongs to.
_HOLDERS: Final = (
    _PG.targetValue, _PG.baseline, _PG.nationalValue, _PG.qualifiedLink, _PG.qualifiedContinuation,
    _PG.evidence, _OA.hasSelector,
)  # fmt: skip
_LENGTH: Final = 16


def kind_of(iri: str) -> str:
    """Return the kind of thing that an IRI names (``goal``, ``requirement`` …), else ``thing``."""
    if iri.startswith(VOCAB):
        return iri.removeprefix(VOCAB).partition("/")[0]
    try:
        return parse(iri).kind
    except ValueError:
        return "thing"


class Identities:
    """What the things of one plan are, whatever number they carry.

    :param graph: the triples of one plan
    :param plan: IRI of the plan
    """

    def __init__(self, graph: Graph, plan: str) -> None:
        self._graph, self._slug = graph, plan_of(plan)
        self._plan = plan
        self.of = cache(self._of)
        self._shared: Counter[tuple[str, str]] = Counter()
        for thing in set(graph.subjects(_PG.evidence, None)):
            fingerprint = self._fingerprint(thing)
            if fingerprint:
                self._shared[kind_of(str(thing)), fingerprint] += 1

    def _of(self, iri: str) -> str:
        """Return the identity of a thing: a text that does not hold its number."""
        if iri == self._plan:
            return "plan"
        kind = kind_of(iri)
        if kind not in PLAN_KINDS or plan_of(iri) != self._slug:
            return shorten(iri)
        node = URIRef(iri)
        fingerprint, label = self._fingerprint(node), self._label(node)
        if fingerprint and self._shared[kind, fingerprint] <= 1:
            return fingerprint
        own = label or self._holder(node)
        joined = self._graph.value(node, _PG.linkTarget) or self._graph.value(node, _PG.continuedFrom)
        return "\n".join(part for part in (fingerprint, own, joined and self.of(str(joined))) if part)

    def _fingerprint(self, node: Node) -> str:
        """Return the fingerprint of the first passage of a thing, or of a passage itself."""
        found = []
        for evidence in {node, *self._graph.objects(node, _PG.evidence)}:
            fingerprint = self._graph.value(evidence, _PG.fingerprint, any=True)
            if fingerprint is not None:
                selector = self._graph.value(evidence, _OA.hasSelector, any=True)
                start = whole(selector and self._graph.value(selector, _OA.start, any=True))
                found.append((start or 0, str(fingerprint)))
        return min(found)[1] if found else ""

    def _label(self, node: Node) -> str:
        labels = [
            (getattr(label, "language", None) != "da", str(label))
            for predicate in (RDFS.label, SKOS.prefLabel)
            for label in self._graph.objects(node, predicate)
        ]
        return normalise(min(labels)[1]).casefold() if labels else ""

    def _holder(self, node: URIRef) -> str:
        """Return the identity of what a thing belongs to; its own IRI where it belongs to nothing."""
        held = {
            (str(predicate), str(holder))
            for predicate in _HOLDERS
            for holder in self._graph.subjects(predicate, node)
            if holder != node
        }
        return min((f"{p}\n{self.of(holder)}" for p, holder in held), default=str(node))


def with_keys(findings: Sequence[Finding], identities: Identities) -> tuple[Finding, ...]:
    """Give each finding its key; no two of one plan share one.

    :param findings: of one plan, in an order that does not depend on numbers where it matters
    :param identities: of the things in the plan
    """
    alike: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        alike[_key(finding, identities, with_value=False)].append(finding)
    seen: Counter[str] = Counter()
    keyed = []
    for finding in findings:
        key = _key(finding, identities, with_value=False)
        if len(alike[key]) > 1:
            key = _key(finding, identities, with_value=True)
        seen[key] += 1
        keyed.append(replace(finding, key=key if seen[key] == 1 else f"{key}-{seen[key]}"))
    return tuple(keyed)


def _key(finding: Finding, identities: Identities, *, with_value: bool) -> str:
    parts = [finding.path or "", identities.of(finding.focus)]
    if with_value and finding.value:
        parts += sorted(identities.of(v) if ":/" in v else v for v in finding.value.split(" "))
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:_LENGTH]
    return f"{finding.rule}/{kind_of(finding.focus)}/{digest}"

"""What the editor of queries can complete: terms and things with their names, and the library's questions."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from rdflib import OWL, RDF, SKOS, Graph, Literal, URIRef

from plangraph import queries
from plangraph.model import LANGS, Lang
from plangraph.names import BASE, PREFIXES, expand, shorten
from plangraph.queries import Query
from plangraph.web.holdings import Holdings, label_of
from plangraph.web.words import TERMS

_PROPERTIES: Final = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
#: Names that can stand in a query with their prefix; others have signs that would need escaping.
#: Source: W3C SPARQL 1.1 Query Language, rule 169 (PN_LOCAL), without what few people can read.
_PLAIN: Final = re.compile(r"[\w-]+:\w(?:[\w.-]*[\w-])?\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Term:
    """Something that can be named in a query.

    :param name: it, with its prefix
    :param written: as it is written in a query
    :param kind: ``class``, ``property`` or ``thing``
    :param da: what it is called in Danish
    :param en: what it is called in English
    :param also: other names, with `` · `` between them
    """

    name: str
    written: str
    kind: str
    da: str
    en: str
    also: str

    def packed(self) -> list[str]:
        """Return it as it is sent."""
        packed = [self.name, self.written, self.kind, self.da, self.en, self.also]
        return packed if self.also else packed[:-1]


def complete(holdings: Holdings) -> bytes:
    """Return everything that can be completed, as JSON: prefixes, terms and examples in both languages."""
    return holdings.keep("terms of the editor", lambda: _complete(holdings))


def library(holdings: Holdings) -> tuple[Query, ...]:
    """Return the questions of the library, read once."""
    return holdings.keep("questions of the editor", queries.questions)


def _complete(holdings: Holdings) -> bytes:
    found: dict[str, Any] = {
        "prefixes": dict(PREFIXES),
        "terms": [term.packed() for term in _terms(holdings)],
        "examples": [
            {
                "name": query.name,
                **{
                    lang: {"title": query.title.get(lang), "text": write_example(query, lang)}
                    for lang in LANGS
                },
            }
            for query in library(holdings)
        ],
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def _terms(holdings: Holdings) -> list[Term]:
    reference = holdings.reference
    ours = {s for s in reference.subjects(RDF.type) if isinstance(s, URIRef) and s.startswith(BASE)}
    found = [_term(reference, subject) for subject in ours]
    found += [
        Term(shorten(plan.iri), _written(plan.iri), "thing", plan.label.da, plan.label.en, "")
        for plan in holdings.plans
    ]
    found.append(Term("rdf:type", "rdf:type", "property", "slags", "type", ""))
    for name, text in TERMS.items():
        kind = "class" if name.partition(":")[2][:1].isupper() else "property"
        found.append(Term(name, _written(expand(name)), kind, text.da, text.en, ""))
    return sorted(set(found), key=lambda term: (term.kind, term.name))


def _term(reference: Graph, subject: URIRef) -> Term:
    kinds = set(reference.objects(subject, RDF.type))
    kind = "class" if OWL.Class in kinds else "property" if kinds & set(_PROPERTIES) else "thing"
    label = label_of(reference, subject)
    others = sorted(
        {str(v) for v in reference.objects(subject, SKOS.altLabel) if isinstance(v, Literal)}
        - {label.da, label.en}
    )
    return Term(
        shorten(str(subject)),
        _written(str(subject)),
        kind,
        label.da,
        label.en or label.da,
        " · ".join(others),
    )


def _written(iri: str) -> str:
    short = shorten(iri)
    return short if _PLAIN.match(short) else f"<{iri}>"


def write_example(query: Query, lang: Lang) -> str:
    """Return the SPARQL of a question of the library under its title, without the header of its file."""
    lines = [line for line in query.text.splitlines() if not line.startswith("#+")]
    return f"# {query.title.get(lang)}\n" + "\n".join(lines).strip() + "\n"

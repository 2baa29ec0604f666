"""What was found, as a person reads it: its name, its plan, where it stands, the words that made it a hit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDFS, SKOS
from rdflib.term import Node

from plangraph import queries
from plangraph.model import Lang, Rule, Text
from plangraph.names import PG, shorten
from plangraph.search import Entry, Field, Hit, Index, Piece, marked, snippet
from plangraph.web.holdings import Holdings, Plan
from plangraph.web.site.places import Named, path_of
from plangraph.web.site.vocabulary.concepts import schemes_of
from plangraph.web.site.vocabulary.uses import NO_USE, counts_of
from plangraph.web.words import word

if TYPE_CHECKING:
    from plangraph.search.words import Form

_PG: Final = Namespace(PG)
_QUESTION: Final = "question:"
#: So much of a description is shown, in characters.
_LONGEST: Final = 240
_LABELS: Final = (SKOS.prefLabel, RDFS.label)
_DESCRIPTIONS: Final = (DCTERMS.description, SKOS.definition)
_OTHERS: Final = (SKOS.altLabel, SKOS.notation)


@dataclass(frozen=True, slots=True)
class Line:
    """A text in pieces.

    :param pieces: the text, the words that were looked for each in one of their own
    :param lang: its language where it is not the page's, or nothing
    """

    pieces: tuple[Piece, ...]
    lang: str = ""

    @property
    def has_found(self) -> bool:
        """Whether a word that was looked for stands in it."""
        return any(piece.found for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit.

    :param title: what it is called
    :param path: its page
    :param query: what that page is asked
    :param plan: its plan, or None
    :param place: where in the plan it stands
    :param text: of its description the part with the words, or None
    :param also: what it is called besides, where only that has the words, or None
    :param plans: of a municipality, its plans
    :param used: how much a concept is used, in words, or nothing
    """

    title: Line
    path: str
    query: dict[str, str]
    plan: Named | None
    place: tuple[Named, ...]
    text: Line | None
    also: Line | None
    plans: tuple[Named, ...]
    used: str


def index_of(holdings: Holdings) -> Index:
    """Return the index of all that can be found; it is made once for a copy of the data."""
    return holdings.keep("index", lambda: Index.read(holdings.copy.store, _entries(holdings.rules)))


def _entries(rules: Iterable[Rule]) -> Iterable[Entry]:
    for query in queries.questions():
        yield Entry(_QUESTION + query.name, "question", _texts(query.title, query.summary))
    for rule in rules:
        yield Entry(rule.iri, "rule", (*_texts(rule.name, rule.why), (Field.OTHER_LABEL, rule.id)))


def _texts(name: Text, about: Text) -> tuple[tuple[Field, str], ...]:
    return (
        (Field.LABEL, name.da),
        (Field.LABEL, name.en),
        (Field.DESCRIPTION, about.da),
        (Field.DESCRIPTION, about.en),
    )


class Shower:
    """Shows hits in one language.

    :param holdings: the plans
    :param terms: the words that were looked for
    :param lang: language of the page
    """

    def __init__(self, holdings: Holdings, terms: Sequence[Form], lang: Lang) -> None:
        self._holdings, self._terms, self._lang = holdings, terms, lang
        self._plans: Mapping[str, Plan] = {plan.slug: plan for plan in holdings.plans}
        self._queries = {query.name: query for query in queries.questions()}
        self._rules = {rule.iri: rule for rule in holdings.rules}

    def show(self, hit: Hit) -> Shown:
        """Return a hit."""
        if hit.kind == "question":
            name = hit.iri.removeprefix(_QUESTION)
            query = self._queries[name]
            return self._reference(query.title, query.summary, f"/questions/{name}")
        if hit.kind == "rule":
            rule = self._rules[hit.iri]
            return self._reference(rule.name, rule.why, f"/rules/{rule.id}")
        said, node = self._holdings.copy.store.statements(hit.iri), URIRef(hit.iri)
        title = self._line(said, node, _LABELS, whole=True) or Line(marked(shorten(hit.iri), self._terms))
        text = self._line(said, node, _DESCRIPTIONS)
        seen = title.has_found or (text is not None and text.has_found)
        plan = self._plans.get(hit.plan)
        path, asked = path_of(hit.iri), dict[str, str]()
        if hit.kind == "municipality":  # what is known of a municipality are its plans
            path, asked = "/questions/plans-at-a-glance", {"municipality": hit.iri.rpartition("/")[2]}
        return Shown(
            title=title,
            path=path,
            query=asked,
            plan=None if plan is None or hit.kind == "plan" else self._plan(plan),
            place=self._place(said, node, hit),
            text=text,
            also=None if seen else self._other(said, node),
            plans=self._of_place(hit.iri) if hit.kind == "municipality" else (),
            used=self._used(hit),
        )

    def _reference(self, name: Text, about: Text, path: str) -> Shown:
        title, text = Line(marked(name.get(self._lang), self._terms)), about.get(self._lang)
        line = Line(marked(snippet(text, self._terms, _LONGEST), self._terms))
        other: Lang = "en" if self._lang == "da" else "da"
        foreign = Line(marked(name.get(other), self._terms), other)
        seen = title.has_found or line.has_found
        also = foreign if not seen and foreign.has_found else None
        return Shown(title, path, {}, None, (), line, also, (), "")

    def _line(
        self, said: Graph, node: Node, predicates: Sequence[URIRef], *, whole: bool = False
    ) -> Line | None:
        """Return a text in the page's language, else in another."""
        for predicate in predicates:
            texts = [v for v in said.objects(node, predicate) if isinstance(v, Literal)]
            if texts:
                best = min(texts, key=lambda v: (v.language != self._lang, bool(v.language), str(v)))
                text = str(best) if whole else snippet(str(best), self._terms, _LONGEST)
                return Line(marked(text, self._terms), self._foreign(best))
        return None

    def _other(self, said: Graph, node: Node) -> Line | None:
        """Return the first other name, or text in the other language, that has the words."""
        for predicate in (*_LABELS, *_OTHERS, *_DESCRIPTIONS):
            for text in sorted(said.objects(node, predicate), key=str):
                if isinstance(text, Literal):
                    cut = snippet(str(text), self._terms, _LONGEST)
                    line = Line(marked(cut, self._terms), self._foreign(text))
                    if line.has_found:
                        return line
        return None

    def _foreign(self, text: Literal) -> str:
        return text.language or "" if text.language not in (None, self._lang) else ""

    def _place(self, said: Graph, node: Node, hit: Hit) -> tuple[Named, ...]:
        """Say in which focus area and section, and on which page, a part of a plan stands."""
        if hit.kind == "national-target":
            year, number = said.value(node, _PG.year), said.value(node, _PG.number)
            return (Named(word("search_target", self._lang, year=year, number=number)),)
        if hit.plan not in self._plans:
            return ()
        store = self._holdings.copy.store
        areas = store.labels([str(area) for area in said.objects(node, _PG.inFocusArea)])
        parts = [Named(label.get(self._lang)) for label in areas.values()]
        for passage in sorted(said.objects(node, _PG.evidence), key=str)[:1]:
            where = store.statements(str(passage))
            heading, page = where.value(passage, _PG.sectionHeading), where.value(passage, _PG.page)
            if isinstance(heading, Literal):
                quoted = word("search_section", self._lang, heading=str(heading))
                parts.append(Named(quoted, lang=self._foreign(heading)))
            if page is not None:
                parts.append(Named(word("search_page", self._lang, page=str(page))))
        return tuple(dict.fromkeys(parts))

    def _of_place(self, iri: str) -> tuple[Named, ...]:
        plans = self._holdings.plans
        return tuple(self._plan(plan) for plan in plans if any(place.iri == iri for place in plan.places))

    def _plan(self, plan: Plan) -> Named:
        return Named(plan.name.get(self._lang), f"/plans/{plan.slug}")

    def _used(self, hit: Hit) -> str:
        scheme = schemes_of(self._holdings).get(hit.kind)
        if scheme is None:
            return ""
        count = counts_of(self._holdings, scheme).get(hit.iri, NO_USE)
        if not count.total:
            return word("search_unused", self._lang)
        return word("search_used", self._lang, count=count.total, plans=len(count.plans))

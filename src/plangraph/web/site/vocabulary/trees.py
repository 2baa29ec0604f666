"""The vocabularies: a page of them all, and each as a tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from rdflib import RDF, Namespace
from starlette.requests import Request
from starlette.responses import Response

from plangraph.model import Lang
from plangraph.names import PG
from plangraph.web.holdings import Holdings, holdings_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import send_page
from plangraph.web.problems import ProblemError
from plangraph.web.site.places import Named
from plangraph.web.site.vocabulary.concepts import Concept, Scheme, schemes_of
from plangraph.web.site.vocabulary.details import Details, tell
from plangraph.web.site.vocabulary.uses import Count, counts_of
from plangraph.web.words import word

router = APIRouter()
_PG = Namespace(PG)


@dataclass(frozen=True, slots=True)
class SchemeCard:
    """A vocabulary among the others.

    :param slug: its name in addresses
    :param label: what it is called
    :param definition: what it holds
    :param count: how many concepts it has
    """

    slug: str
    label: str
    definition: str
    count: int


@dataclass(frozen=True, slots=True)
class VocabularyPage:
    """All vocabularies.

    :param cards: a card each
    """

    cards: tuple[SchemeCard, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A concept in a tree.

    :param details: what is told of it
    :param children: what stands below it
    :param below: how many concepts stand below it
    :param others: what it stands below as well
    :param elsewhere: whether it is told of in another place of the tree, to which its name leads
    """

    details: Details
    children: tuple[Branch, ...]
    below: int
    others: tuple[Named, ...] = ()
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class SchemePage:
    """A vocabulary as a tree.

    :param slug: its name in addresses
    :param iri: its IRI
    :param label: what it is called
    :param definition: what it holds
    :param notes: remarks
    :param count: how many concepts it has
    :param version: its version, or nothing
    :param deep: whether it has branches at all
    :param branches: the concepts at the top
    """

    slug: str
    iri: str
    label: str
    definition: str
    notes: tuple[str, ...]
    count: int
    version: str
    deep: bool
    branches: tuple[Branch, ...]


@router.api_route("/vocabulary", methods=["GET", "HEAD"], include_in_schema=False)
def show_vocabularies(request: Request, holdings: Annotated[Holdings, Depends(holdings_of)]) -> Response:
    """Show which vocabularies there are."""
    lang = choose_lang(request)
    targets = SchemeCard(
        "national-target",
        word("national_targets", lang),
        word("vocabulary_targets_text", lang),
        len(set(holdings.reference.subjects(RDF.type, _PG.NationalTarget))),
    )
    cards = [
        SchemeCard(s.slug, s.label.get(lang), s.definition.get(lang), len(s.concepts))
        for s in schemes_of(holdings).values()
    ]
    cards.insert(min(3, len(cards)), targets)
    return send_page(request, "vocabulary.html.jinja", VocabularyPage(tuple(cards)))


@router.api_route("/vocabulary/{name}", methods=["GET", "HEAD"], include_in_schema=False)
def show_scheme(request: Request, name: str, holdings: Annotated[Holdings, Depends(holdings_of)]) -> Response:
    """Show a vocabulary as a tree."""
    scheme, lang = find_scheme(holdings, name), choose_lang(request)
    counts = counts_of(holdings, scheme)
    grower = _Grower(holdings, scheme, counts, lang)
    page = SchemePage(
        slug=scheme.slug,
        iri=scheme.iri,
        label=scheme.label.get(lang),
        definition=scheme.definition.get(lang),
        notes=scheme.notes[lang],
        count=len(scheme.concepts),
        version=scheme.version,
        deep=any(concept.narrower for concept in scheme.concepts.values()),
        branches=tuple(grower.grow(top) for top in scheme.tops(lang)),
    )
    return send_page(request, "scheme.html.jinja", page)


def find_scheme(holdings: Holdings, name: str) -> Scheme:
    """Return a vocabulary by its name in addresses.

    :raises ProblemError: when there is none
    """
    known = schemes_of(holdings)
    if name not in known:
        raise ProblemError(
            "not-found",
            f"there is no vocabulary {name[:80]!r}; there are {', '.join(known)}, national-target",
        )
    return known[name]


class _Grower:
    """Makes the tree of a vocabulary, in which each concept is told of once, where it stands first."""

    def __init__(self, holdings: Holdings, scheme: Scheme, counts: Mapping[str, Count], lang: Lang) -> None:
        self._holdings, self._scheme, self._counts, self._lang = holdings, scheme, counts, lang
        self._told: set[str] = set()

    def grow(self, concept: Concept, above: str = "") -> Branch:
        details = tell(self._holdings, self._scheme, concept, self._counts[concept.iri], self._lang)
        if concept.iri in self._told:
            return Branch(details, (), 0, elsewhere=True)
        self._told.add(concept.iri)
        children = tuple(
            self.grow(one, concept.iri) for one in self._scheme.sorted(concept.narrower, self._lang)
        )
        others = self._scheme.sorted((b for b in concept.broader if b != above), self._lang)
        return Branch(
            details,
            children,
            len(self._scheme.below(concept.iri)) - 1,
            tuple(
                Named(one.label.get(self._lang), f"/vocabulary/{self._scheme.slug}#{one.slug}")
                for one in others
            ),
        )

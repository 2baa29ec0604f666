"""What is told of a concept, on its own page and in the tree of its vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from plangraph import queries
from plangraph.model import LANGS, Lang
from plangraph.names import PG
from plangraph.web.holdings import Holdings, Plan, label_of
from plangraph.web.pages import is_link
from plangraph.web.site.dates import write_date
from plangraph.web.site.places import Named, path_of
from plangraph.web.site.vocabulary.concepts import Concept, Scheme
from plangraph.web.site.vocabulary.uses import Count
from plangraph.web.words import TERMS, word

#: So many plans are named in a tree.
_FEW: Final = 6
_SIGNS: Final = {"Confirmed": "✔", "ContentConfirmed": "≈", "Unconfirmed": "?"}


@dataclass(frozen=True, slots=True)
class Badge:
    """How sure something is.

    :param name: last part of the term's IRI
    :param sign: beside the words
    :param text: what it says
    """

    name: str
    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A question of the library about a concept.

    :param title: the question
    :param path: its page
    :param param: the parameter that the concept is
    :param value: the concept as a value of it
    """

    title: str
    path: str
    param: str
    value: str


@dataclass(frozen=True, slots=True)
class Details:
    """What is told of a concept.

    :param anchor: its name in its vocabulary
    :param iri: its IRI
    :param name: its name, with its page
    :param translated: its name in the other language
    :param definition: what it means
    :param others: what it is called besides: language and names, the page's language first
    :param notation: its code elsewhere
    :param validity: when it holds
    :param confirmation: how sure its legal basis is, or None
    :param laws: its legal basis
    :param law_note: what is to be said of that
    :param notes: remarks
    :param matches: what it is related to: how, and to what
    :param unit: the unit that it is counted in, or None
    :param used: how many parts of plans use it, with all that is narrower
    :param own: how many use it itself
    :param plans: the first plans that do
    :param more_plans: how many more do
    """

    anchor: str
    iri: str
    name: Named
    translated: Named
    definition: str
    others: tuple[tuple[str, str], ...]
    notation: str
    validity: str
    confirmation: Badge | None
    laws: tuple[Named, ...]
    law_note: str
    notes: tuple[str, ...]
    matches: tuple[tuple[str, tuple[Named, ...]], ...]
    unit: Named | None
    used: int
    own: int
    plans: tuple[Named, ...]
    more_plans: int


def tell(holdings: Holdings, scheme: Scheme, concept: Concept, count: Count, lang: Lang) -> Details:
    """Return what is told of a concept.

    :param count: how much it is used
    """
    other: Lang = "en" if lang == "da" else "da"
    plans = plans_of(holdings, count)
    return Details(
        anchor=concept.slug,
        iri=concept.iri,
        name=Named(concept.label.get(lang), f"/vocabulary/{scheme.slug}/{concept.slug}"),
        translated=Named(concept.label.get(other), lang=other),
        definition=concept.definition.get(lang),
        others=tuple(
            ("" if one == lang else one, ", ".join(concept.others[one]))
            for one in sorted(LANGS, key=lambda one: one != lang)
            if concept.others[one]
        ),
        notation=concept.notation,
        validity=_validity(concept, lang),
        confirmation=badge(holdings, concept.confirmation, lang),
        laws=tuple(reference(holdings, iri, lang) for iri in concept.laws),
        law_note=concept.law_note.get(lang),
        notes=concept.notes[lang],
        matches=_matches(holdings, concept, lang),
        unit=reference(holdings, concept.unit, lang) if concept.unit else None,
        used=count.total,
        own=count.own,
        plans=tuple(plan_name(plan, lang) for plan, _ in plans[:_FEW]),
        more_plans=max(0, len(plans) - _FEW),
    )


def plans_of(holdings: Holdings, count: Count) -> list[tuple[Plan, int]]:
    """Return the plans that use something, in the order of all plans, with how often each does."""
    return [(plan, count.plans[plan.slug]) for plan in holdings.plans if plan.slug in count.plans]


def plan_name(plan: Plan, lang: Lang) -> Named:
    """Return a plan by its place and year."""
    return Named(plan.name.get(lang), f"/plans/{plan.slug}")


def reference(holdings: Holdings, iri: str, lang: Lang) -> Named:
    """Return a thing of the reference data, or of somebody else's vocabulary, by its name."""
    path = path_of(iri)
    return Named(label_of(holdings.reference, iri).get(lang), path, iri if not path and is_link(iri) else "")


def badge(holdings: Holdings, confirmation: str, lang: Lang) -> Badge | None:
    """Return how sure something is, or None where nothing says so.

    :param confirmation: last part of the term's IRI (``ContentConfirmed``)
    """
    if not confirmation:
        return None
    text = label_of(holdings.reference, PG + confirmation).get(lang)
    return Badge(confirmation, _SIGNS.get(confirmation, "?"), text)


def _validity(concept: Concept, lang: Lang) -> str:
    since, until = write_date(concept.since, lang), write_date(concept.until, lang)
    if since and until:
        return word("vocabulary_valid_between", lang, since=since, until=until)
    if since:
        return word("vocabulary_valid_since", lang, since=since)
    known = word("vocabulary_known", lang, since=write_date(concept.known_since, lang))
    said = [known] if concept.known_since else []
    return ", ".join([*said, *([word("vocabulary_valid_until", lang, until=until)] if until else [])])


def _matches(holdings: Holdings, concept: Concept, lang: Lang) -> tuple[tuple[str, tuple[Named, ...]], ...]:
    found: dict[str, list[Named]] = {}
    for predicate, iri in concept.matches:
        name = "skos:" + predicate.rpartition("#")[2]
        label = TERMS[name].get(lang) if name in TERMS else name
        found.setdefault(label, []).append(reference(holdings, iri, lang))
    return tuple((label, tuple(names)) for label, names in found.items())


def questions_about(kind: str, value: str, lang: Lang) -> tuple[Ask, ...]:
    """Return what the library can be asked about a concept; the questions that are all about it come first.

    :param kind: name of its vocabulary, or ``national-target``
    :param value: the concept as a value of a parameter
    """
    asked = [
        (place, Ask(query.title.get(lang), f"/questions/{query.name}", param.name, value))
        for query in queries.questions()
        for place, param in enumerate(query.params)
        if param.kind == kind
    ]
    return tuple(ask for _, ask in sorted(asked, key=lambda pair: pair[0]))

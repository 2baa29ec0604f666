"""What a suggestion may be changed to: the fields of a form for each matter, and their choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rdflib import Graph, Namespace, URIRef

from plangraph.intake.review import CHANGEABLE
from plangraph.intake.suggestions import Pending
from plangraph.model import Lang
from plangraph.names import PG, mint
from plangraph.web.drafts.findings import Suggestion
from plangraph.web.holdings import label_of
from plangraph.web.site.listing import Choice
from plangraph.web.words import word

_PG: Final = Namespace(PG)
#: The kinds of statement that one may be changed to; their classes have the names.
_ELEMENTS: Final = {
    "focus-area": "FocusArea",
    "objective": "Objective",
    "goal": "Goal",
    "measure": "Measure",
    "challenge": "Challenge",
}
#: Fields of a figure that are chosen, and the class that the choices are of; their order is one of meaning.
_CHOSEN: Final = {
    "comparator": "Comparator",
    "valueKind": "ValueKind",
    "direction": "Direction",
    "unit": "Unit",
}
_ORDER: Final = (
    "AtLeast", "AtMost", "Above", "Below", "Equal", "Level", "Change", "Increase", "Decrease", "Maintain",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form that changes a suggestion.

    :param name: what is sent for it
    :param label: what it is called
    :param kind: ``choice``, ``text`` or ``number``
    :param value: what it is now
    :param choices: what there is to choose from
    :param may_be_empty: whether nothing may be chosen
    """

    name: str
    label: str
    kind: str
    value: str
    choices: tuple[Choice, ...] = ()
    may_be_empty: bool = False


def fields_of(suggestion: Suggestion, reference: Graph, year: int, lang: Lang) -> tuple[Field, ...]:
    """Return the fields of the form that changes a suggestion.

    :param reference: vocabularies and national targets
    :param year: of the plan; what is not valid then is not offered
    """
    return tuple(
        _field(name, suggestion, reference, year, lang) for name in CHANGEABLE[suggestion.pending.matter]
    )


def change_of(suggestion: Suggestion, given: Mapping[str, str]) -> dict[str, str]:
    """Return what of a suggestion somebody changed: the fields that say something else now.

    :param given: what was filled in, by field
    """
    known, now = CHANGEABLE[suggestion.pending.matter], _now(suggestion)
    return {name: text for name, text in given.items() if name in known and text != now.get(name, "")}


def _now(suggestion: Suggestion) -> Mapping[str, str]:
    one = suggestion.pending
    if one.matter == "figure":
        return suggestion.facts
    if one.matter in ("element", "candidate"):
        kinds = {PG + kind: name for name, kind in _ELEMENTS.items()}
        return {"element": kinds.get(one.value, ""), "label": one.label}
    return {"value": one.value}


def _field(name: str, suggestion: Suggestion, reference: Graph, year: int, lang: Lang) -> Field:
    now = _now(suggestion).get(name, "")
    label = word(f"drafts_field_{name}", lang)
    if name == "element":
        labels = {key: label_of(reference, PG + kind).get(lang) for key, kind in _ELEMENTS.items()}
        options = tuple(Choice(key, said, key == now) for key, said in labels.items())
        return Field(name, label, "choice", now, options)
    if name == "value" and suggestion.pending.matter != "figure":
        kind = _kind(suggestion.pending)
        return Field(
            name, word(f"drafts_field_{kind}", lang), "choice", now, _of_class(kind, year, lang, now)
        )
    if name in _CHOSEN:
        return Field(name, label, "choice", now, _short(_CHOSEN[name], lang, now), may_be_empty=True)
    return Field(name, label, "text" if name == "label" else "number", now)


def _kind(one: Pending) -> str:
    """Return the class of what is suggested."""
    if one.matter in ("link", "listed"):
        return "NationalTarget"
    if one.matter == "requirement":
        return "StatutoryRequirement"
    return "Instrument" if one.predicate == str(_PG.usesInstrument) else "TargetGroup"


def _of_class(kind: str, year: int, lang: Lang, now: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(value, label, value == now, group) for value, label, group in _options(kind, year, lang)
    )


@lru_cache(maxsize=64)
def _options(kind: str, year: int, lang: Lang) -> tuple[tuple[str, str, str], ...]:
    """Return the things of a class: value, label, heading."""
    from plangraph import catalogue
    from plangraph.assess.mending.choices import Choices
    from plangraph.check.subjects import Subjects

    reference, nothing = catalogue.reference(), Graph(bind_namespaces="none")
    plan = URIRef(mint("plan", "x"))
    choices = Choices(nothing, reference, plan, year, Subjects(nothing, reference))
    return tuple(
        (
            option.value,
            "\u2003" * option.depth + option.label.get(lang),
            "" if option.group is None else option.group.get(lang),
        )
        for option in choices.of_class(_PG[kind])
    )


def _short(kind: str, lang: Lang, now: str) -> tuple[Choice, ...]:
    options = [
        (value.rpartition("#")[2].rpartition("/")[2], label) for value, label, _ in _options(kind, 0, lang)
    ]
    options.sort(key=lambda o: (_ORDER.index(o[0]) if o[0] in _ORDER else len(_ORDER), o[1].casefold()))
    return tuple(Choice(value, label, value == now) for value, label in options)

"""One property as a field: how it is filled in, what may be chosen, between what bounds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from rdflib import RDF, XSD, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, ORG, RDFS, SKOS
from rdflib.term import Node

from plangraph.assess.drafting import is_blank
from plangraph.assess.mending.choices import Choices
from plangraph.assess.mending.forms import Ask, Field, Kind, Option
from plangraph.assess.mending.limits import Limits, Shapes
from plangraph.model import Text
from plangraph.names import PG

_PG: Final = Namespace(PG)
#: The properties that a person is asked for, in the order in which they are thought of.
ORDER: Final = (
    RDFS.label, _PG.number, _PG.year, _PG.municipality, _PG.status, _PG.responsible, _PG.lists,
    _PG.inFocusArea, _PG.supports, _PG.addresses, _PG.linkTarget, _PG.targetGroup, _PG.usesInstrument,
    _PG.mentions, _PG.comparator, _PG.value, _PG.offset, _PG.relativeTo, _PG.unit, _PG.valueKind,
    _PG.direction, _PG.dueYear, _PG.indicator, _PG.period, DCTERMS.source, _PG.figureKind, _PG.basis,
    _PG.rationale, _PG.localPriority,
)  # fmt: skip
#: Things that a person may name in words where none of the known ones fits, each with its classes.
OWN: Final[Mapping[Node, tuple[URIRef, ...]]] = MappingProxyType(
    {
        _PG.indicator: (_PG.Indicator, SKOS.Concept),
        _PG.responsible: (ORG.OrganizationalUnit,),
    }
)
#: The kinds of field that are chosen from options.
CHOSEN: Final = ("choice", "choices")
_YEARS: Final = frozenset({_PG.year, _PG.dueYear})
_LONG: Final = frozenset({_PG.rationale, _PG.localPriority})
_LINE: Final = 300
LINES: Final = 2000
_EXAMPLES: Final[Mapping[Kind, Text]] = MappingProxyType(
    {
        "number": Text("Fx 72,5", "For example 72.5"),
        "period": Text(
            "Fx 2022-08, 2022-Q1, 2022 eller »august 2022«",
            "For example 2022-08, 2022-Q1, 2022 or “august 2022”",
        ),
    }
)
_OWN_LABEL: Final = Text("Eller skriv det selv", "Or write it yourself")
_OWN_HELP: Final = Text(
    "Hvis ingen af dem på listen passer; skriv det på dansk, som planen kalder det.",
    "If none on the list fits; write it in Danish, as the plan calls it.",
)
_IN_ENGLISH: Final = Text("Kan udelades.", "May be left out.")


class Fields:
    """Makes the fields of one plan's forms.

    :param shapes: what is allowed as the value of a property
    :param choices: what there is to choose from
    :param year: the plan year
    """

    def __init__(self, shapes: Shapes, choices: Choices, year: int) -> None:
        self._shapes, self._choices, self._year = shapes, choices, year

    def make(
        self,
        part: str,
        subject: URIRef,
        predicate: URIRef,
        kinds: Collection[Node],
        limits: Limits,
        *,
        proposed: Sequence[Node] = (),
        required: bool = False,
        needed_with: str = "",
        suggested: Collection[Node] = (),
        without: Collection[str] = (),
        lang: str = "da",
        also_in_english: bool = False,
    ) -> list[tuple[Field, Ask]]:
        """Make the fields of one property of a thing, and what their answers are answers to.

        :param part: name of the part that they stand in
        :param subject: the thing
        :param predicate: the property
        :param kinds: the classes of the thing
        :param limits: what is allowed as the property's value
        :param proposed: values that are there or are proposed
        :param required: whether there has to be one
        :param needed_with: name of the field with which there has to be one
        :param suggested: values that the finding points at
        :param without: values that are there already and stay
        :param lang: language of a text
        :param also_in_english: whether a Danish text may be given in English as well
        """
        name = f"{part}.{local_name(predicate)}"
        label, meaning = self._shapes.words(predicate)
        kind = _kind(predicate, limits)
        texts = limits.datatype == RDF.langString
        options = self._choices.of(predicate, limits, kinds, suggested) if kind in CHOSEN else ()
        options = tuple(o for o in options if o.value not in without)
        low = limits.low
        if predicate == _PG.dueYear:  # nothing is to be reached before the plan begins
            low = max(Decimal(self._year), low or Decimal(0))
        field = Field(
            name=name,
            label=label,
            help=meaning,
            kind=kind,
            required=required,
            options=options,
            current=_current(proposed, options, lang if texts else ""),
            needed_with=needed_with,
            lang=lang if texts else "",
            longest={"text": _LINE, "longtext": LINES}.get(kind),
            low=low,
            high=limits.high,
            whole=limits.datatype == XSD.integer,
            pattern=limits.pattern,
            example=self._example(kind),
        )
        made = [(field, Ask(name, subject, predicate))]
        if texts and lang == "da" and also_in_english:
            english = Field(
                f"{name}-en",
                Text(f"{label.da} på engelsk", f"{label.en} in English"),
                _IN_ENGLISH,
                kind,
                current=_current(proposed, (), "en"),
                lang="en",
                longest=field.longest,
            )
            made.append((english, Ask(english.name, subject, predicate)))
        if predicate in OWN:
            own = Field(
                f"{name}-own", _OWN_LABEL, _OWN_HELP, "text", instead_of=name, lang="da", longest=_LINE
            )
            made.append((own, Ask(own.name, subject, predicate, OWN[predicate])))
        return made

    def _example(self, kind: Kind) -> Text | None:
        if kind == "year" and self._year:
            return Text(f"Fx {self._year}", f"For example {self._year}")
        return _EXAMPLES.get(kind)

    def which(
        self,
        part: str,
        subject: URIRef,
        kind: Node,
        meaning: Text,
        *,
        required: bool,
        suggested: Collection[Node],
    ) -> tuple[Field, Ask]:
        """Make the field that says which thing of the plan is meant.

        :param part: name of the part that it stands in
        :param subject: what stands for the thing
        :param kind: the class of the thing
        :param meaning: what will be said of it
        :param required: whether there has to be one
        :param suggested: things that the finding points at
        """
        label, _ = self._shapes.words(kind)
        options = self._choices.of(_PG.supports, Limits(classes=(kind,)), (), suggested)
        name = f"{part}.which"
        return Field(name, label, meaning, "choice", required, options), Ask(name, subject, None)


def _kind(predicate: Node, limits: Limits) -> Kind:
    if limits.datatype is None:
        return "choices" if limits.several else "choice"
    if limits.datatype == XSD.decimal:
        return "number"
    if limits.datatype == XSD.integer:
        return "year" if predicate in _YEARS else "number"
    if predicate == _PG.period:
        return "period"
    return "longtext" if predicate in _LONG else "text"


def _current(proposed: Iterable[Node], options: Sequence[Option], lang: str) -> tuple[str, ...]:
    known = {option.value for option in options}
    if options:
        return tuple(str(v) for v in proposed if str(v) in known)
    texts = [v for v in proposed if isinstance(v, Literal) and not is_blank(v)]
    return tuple(_told(v) for v in texts if not lang or v.language == lang)[:1]


def _told(value: Literal) -> str:
    """Write a value as it may be typed: a number so that it can be read in one way only."""
    if not isinstance(value.value, Decimal):
        return str(value)
    plain = format(value.value.normalize(), "f")
    return f"{plain}0" if len(plain.partition(".")[2]) == 3 else plain


def local_name(predicate: Node) -> str:
    """Return the last part of a property's IRI."""
    return str(predicate).rpartition("#")[2].rpartition("/")[2]

"""Between the values of a property and the cell that shows them; it shows none that it can't give back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from rdflib import XSD, Literal, URIRef
from rdflib.term import Node

from plangraph.intake.workbook import lettering
from plangraph.intake.workbook.layout import KIND_NAMES, SEPARATOR, Column, Form
from plangraph.intake.workbook.lettering import Raw
from plangraph.intake.workbook.lists import Listing, code
from plangraph.intake.workbook.mistakes import Mistake
from plangraph.intake.workbook.references import References
from plangraph.intake.workbook.sheets import sheet
from plangraph.model import Lang, Text
from plangraph.names import ID, PLAN_KINDS, expand, mint, parse, shorten
from plangraph.numbers import natural

_PERIOD: Final = re.compile(r"(\d{4})(?:\s*[-–/]\s*(\d{4}))?")
_IRI: Final = re.compile(r"(?:https?://|urn:)[^\s<>\"{}|\\^`]+|id:[a-z][a-z-]*/[a-z0-9./-]+")
_SPLIT: Final = re.compile(r"\s*[;\n]\s*")
_ELSEWHERE: Final = re.compile(
    r"(?P<plan>[a-z0-9][a-z0-9.-]*)\s*:\s*(?P<kind>\D+?)\s+(?P<key>\S+)", re.IGNORECASE
)
#: Lists as short as this are told whole in a message.
_SHORT: Final = 8


class Cells:
    """Writes and reads the cells of one workbook.

    :param lists: what concepts are chosen from
    :param references: the rows of the workbook
    :param lang: language of names, and of numbers that could be read in two ways
    """

    def __init__(self, lists: dict[str, Listing], references: References, lang: Lang) -> None:
        self.lists, self.references, self.lang = lists, references, lang
        self._known: dict[tuple[Node, tuple[str, ...]], str | None] = {}

    def show(self, column: Column, terms: Iterable[Node]) -> tuple[Raw, frozenset[Node]]:
        """Return what stands in a cell for values, and those of the values that it gives back.

        :param column: the column
        :param terms: all values of its property
        """
        forms = {term: form for term in terms if (form := self._form(column, term)) is not None}
        if not forms:
            return None, frozenset()
        if not column.many:
            term = min(forms, key=lambda t: (lettering.read_text(forms[t]), str(t)))
            return forms[term], frozenset({term})
        order = sorted(forms, key=lambda t: natural(lettering.read_text(forms[t])))
        text = SEPARATOR.join(str(forms[term]) for term in order)
        if lettering.fits(text):
            return text, frozenset(order)
        return None, frozenset()

    def read(self, column: Column, raw: Raw, number_format: str = "General") -> tuple[Node, ...]:  # noqa: PLR0911 - one return a form
        """Return the values that a cell states.

        :raises Mistake: when it cannot be understood
        """
        if lettering.is_blank(raw):
            return ()
        match column.form:
            case Form.TEXT:
                return (Literal(self._plain(column, raw)),)
            case Form.WORDS:
                return (Literal(lettering.read_text(raw), lang=column.lang),)
            case Form.INTEGER:
                number = lettering.read_integer(raw, number_format, self.lang)
                return (Literal(str(number), datatype=XSD.integer),)
            case Form.DECIMAL:
                text = lettering.shown_decimal(lettering.read_number(raw, number_format, self.lang))
                return (Literal(text, datatype=XSD.decimal, normalize=False),)
            case Form.DATE:
                return (Literal(lettering.read_date(raw).isoformat(), datatype=XSD.date),)
            case Form.PERIOD:
                return (URIRef(mint("period", _period(lettering.read_text(raw)))),)
            case _:
                return self._read_terms(column, lettering.read_text(raw))

    # ---- writing

    def _form(self, column: Column, term: Node) -> Raw:
        """Return what a cell shows for one value, or None when it would not come back."""
        if column.form in (Form.CONCEPT, Form.ELEMENT, Form.ELSEWHERE):
            return self._term_form(column, term)
        form = _literal_form(column, term)
        if form is None:
            return None
        try:
            return form if self.read(column, form) == (term,) else None
        except Mistake:
            return None

    def _term_form(self, column: Column, term: Node) -> str | None:
        key = (term, (column.form, str(column.many), *column.of))
        if key not in self._known:
            self._known[key] = next(
                (f for f in self._candidates(column, term) if self._gives(column, f, term)), None
            )
        return self._known[key]

    def _candidates(self, column: Column, term: Node) -> Iterator[str]:
        if not isinstance(term, URIRef):
            return
        if column.form is Form.ELSEWHERE:
            try:
                key = parse(str(term))
            except ValueError:
                key = None
            if key is not None and key.kind in KIND_NAMES:
                yield f"{key.keys[0]}: {KIND_NAMES[key.kind].get(self.lang)} {key.keys[1]}"
        else:
            for name in column.of:
                listing = self.lists.get(name)
                if listing is not None and term in listing.shown:
                    yield from (listing.shown[term], code(term), shorten(str(term)))
            yield from self.references.forms(term, column.of)
            if column.form is Form.CONCEPT and not self._on_lists(column, term):
                return  # of two columns with one property, each takes what is on its own list
        yield from (shorten(str(term)), str(term))

    def _on_lists(self, column: Column, term: Node) -> bool:
        return any(name in self.lists and term in self.lists[name].shown for name in column.of)

    def _gives(self, column: Column, form: str, term: Node) -> bool:
        if not lettering.fits(form) or (column.many and split(form) != [form]):
            return False
        try:
            return self._read_terms(column, form) == (term,)
        except Mistake:
            return False

    # ---- reading

    def _plain(self, column: Column, raw: Raw) -> str:
        if hasattr(raw, "year") and column.name == "period":  # 2022-08 typed into a cell becomes a date
            return lettering.read_text(raw)[:7]
        if hasattr(raw, "year"):
            raise Mistake(
                Text(
                    f"er blevet til en dato ({lettering.read_text(raw)}); gør cellen til tekst, og "
                    f"skriv det igen",
                    f"has become a date ({lettering.read_text(raw)}); format the cell as text and write "
                    f"it again",
                )
            )
        return lettering.read_text(raw)

    def _read_terms(self, column: Column, text: str) -> tuple[Node, ...]:
        if not column.many:
            return (self._one(column, text),)
        found: list[Node] = []
        for part in split(text):
            found += (t for t in self._some(column, part) if t not in found)
        return tuple(found)

    def _some(self, column: Column, text: str) -> Sequence[Node]:
        """Return what a part of a cell names; a comma separates where the whole is not on the list."""
        pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
        try:
            return (self._one(column, text),)
        except Mistake:
            if len(pieces) < 2:
                raise
            try:
                return [self._one(column, piece) for piece in pieces]
            except Mistake:
                pass
            raise

    def _one(self, column: Column, text: str) -> Node:
        if column.form is Form.ELSEWHERE:
            found = _elsewhere(text)
        else:
            found = self._listed(column, text) or self.references.find(text, column.of)
        if found is not None:
            return found
        if _IRI.fullmatch(text):
            return URIRef(expand(text))
        raise Mistake(self._unknown(column, text))

    def _listed(self, column: Column, text: str) -> Node | None:
        for name in column.of:
            if name in self.lists and (found := self.lists[name].find(text)) is not None:
                return found
        return None

    def _unknown(self, column: Column, text: str) -> Text:
        if column.form is Form.ELSEWHERE:
            return Text(
                f"'{text}' er ikke et element i en anden plan; skriv fx hvidovre-2022: Mål 3",
                f"'{text}' is no element of another plan; write e.g. hvidovre-2022: Goal 3",
            )
        offered = [self.lists[name] for name in column.of if name in self.lists]
        best = next((b for listing in offered if (b := listing.closest(text))), None)
        best = best or self.references.closest(text, column.of)
        what = Text("findes ikke på listen", "is not on the list")
        if not offered:
            tabs = [sheet(kind).name for kind in column.of]
            da, en = ", ".join(t.da for t in tabs), ", ".join(t.en for t in tabs)
            what = Text(f"er ingen række i arket {da}", f"is no row of the sheet {en}")
            if len(tabs) > 1:
                what = Text(f"er ingen række i arkene {da}", f"is no row of the sheets {en}")
        if best is not None:
            return Text(
                f"'{text}' {what.da}; mente du '{best}'?", f"'{text}' {what.en}; did you mean '{best}'?"
            )
        names = [name for listing in offered for name in listing.offered]
        if offered and len(names) <= _SHORT:
            every = "; ".join(names)
            return Text(
                f"'{text}' {what.da}; vælg mellem {every}", f"'{text}' {what.en}; choose among {every}"
            )
        if not offered:
            return Text(f"'{text}' {what.da}; skriv den ind der", f"'{text}' {what.en}; write it there")
        return Text(
            f"'{text}' {what.da}; vælg fra cellens liste",
            f"'{text}' {what.en}; choose from the list of the cell",
        )


def split(text: str) -> list[str]:
    """Return the values that a cell names, separated by semicolons or line breaks."""
    return [part for part in _SPLIT.split(text) if part.strip()]


def _period(text: str) -> str:
    match = _PERIOD.fullmatch(text)
    if match is None or (match[2] and match[2] < match[1]):
        raise Mistake(
            Text(f"'{text}' er ikke en periode; skriv 2024 eller 2024-2027",
                 f"'{text}' is no period; write 2024 or 2024-2027")
        )  # fmt: skip
    return match[1] if match[2] in (None, match[1]) else f"{match[1]}-{match[2]}"


def _elsewhere(text: str) -> Node | None:
    match = _ELSEWHERE.fullmatch(text)
    if match is None:
        return None
    for kind, name in KIND_NAMES.items():
        if match["kind"].casefold() in (name.da.casefold(), name.en.casefold(), kind) and kind in PLAN_KINDS:
            try:
                return URIRef(mint(kind, match["plan"].lower(), match["key"].lower()))
            except ValueError:
                return None
    return None


def _literal_form(column: Column, term: Node) -> Raw:  # noqa: PLR0911 - one return a form
    """Return what a cell shows for a literal or a period, not yet knowing whether it comes back."""
    text = str(term)
    if column.form is Form.PERIOD:
        return text.removeprefix(ID + "period/")
    if not isinstance(term, Literal):
        return None
    try:
        match column.form:
            case Form.INTEGER:
                return int(text) if abs(int(text)) < 10**15 else None
            case Form.DECIMAL:
                return float(Decimal(text))
            case Form.DATE:
                day = date.fromisoformat(text)
                return day if day.year > 1900 else None
            case _:
                return text if lettering.fits(text) else None
    except (ValueError, InvalidOperation, OverflowError):
        return None

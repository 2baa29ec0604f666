"""Recognises whose plan a document is, for which years, and how far it has come."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Final

from plangraph.intake import adoption, places, sentences
from plangraph.intake.document import Document, Kind, Span
from plangraph.intake.draft import Ground, Particulars
from plangraph.intake.knowledge import Knowledge
from plangraph.intake.places import FRONT
from plangraph.intake.sentences import Sentence
from plangraph.model import Text

_PLAN_WORD: Final = (
    r"(?:\w{0,30}p?plan(?:en|ens)?|\w{0,30}politik(?:ken)?|\w{0,30}strategi(?:en)?|indsats(?:en)?)"
)
_RANGE: Final = r"(?P<year>20[12]\d)(?:\s?(?:[-–—/]|og|til|til og med)\s?(?P<last>20[12]\d|[12]\d)(?![\d-]))?"
#: "Vedtaget den 6. december", "august": what follows is the year of a date.
_DATE_BEFORE: Final = re.compile(
    r"\b(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)\s*$"
    r"|\b\d{1,2}[./-]\d{1,2}[./-]$",
    re.IGNORECASE,
)
_RANGE_2: Final = _RANGE.replace("<year>", "<year2>").replace("<last>", "<last2>")
_PLAN_YEAR: Final = re.compile(
    rf"\b(?P<plan>{_PLAN_WORD})\s+(?:for\s+|i\s+|gælder\s+(?:for\s+|i\s+)?)?(?:perioden\s+|årene\s+|året\s+)?{_RANGE}"
    rf"|\b(?P<of>{_PLAN_WORD})\b[^.;:\n]{{0,60}}?\b(?:for|gælder)\s+(?:perioden\s+|årene\s+|året\s+)?{_RANGE_2}",
    re.IGNORECASE,
)
_YEAR_ALONE: Final = re.compile(rf"(?<![\d.,/-]){_RANGE}(?![\d/-]|\.\d)")
_OTHER_PLAN: Final = re.compile(
    r"resultatrevision|budget|økonomi|lokalplan|klimaplan|kommuneplan|udviklingsplan|finanslov|status|kilde"
    r"|konjunktur|udviklings?strategi|udvikling",
    re.IGNORECASE,
)
_PLAN_TITLE: Final = re.compile(
    r"\b\w{0,20}(?:besk\w{0,20}|arbejdsmarkeds|integrations|unge|job)\w{0,20}?p{1,2}lan\w*", re.IGNORECASE
)
_NOT_FINAL: Final = re.compile(
    r"\b(?:udkast|høringsversion|høringsudkast|forslag til|oplæg)\w*", re.IGNORECASE
)
_PART: Final = r"[A-ZÆØÅ][\wæøåÆØÅ]*"
_COMMITTEE: Final = re.compile(
    rf"\bUdvalget\s+for\s+{_PART}(?:(?:,|\s+og)\s+[\wæøå]+)*"
    rf"|\b(?:(?:{_PART}-?,?\s+)?{_PART}-?\s+og\s+)?(?:{_PART})?(?:[Uu]dvalget|UDVALGET)s?\b"
    rf"|\b{_PART}(?:\s+Kommunes)?\s+(?:{_PART}-?\s+og\s+)?{_PART}udvalg\b"
)
_NO_COMMITTEE: Final = re.compile(
    r"^(?:udvalg\w*|fagudvalg\w*|de |økonomiudvalg\w*|folketing\w*|byråds\w*|det |erhvervskontakt\w*)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Years:
    """The years of a plan.

    :param years: first and last, or empty when they are unknown
    :param spans: where they stand
    :param note: why they are unknown, or None
    """

    years: tuple[int, ...]
    spans: tuple[Span, ...] = ()
    note: Text | None = None


def recognise(document: Document, knowledge: Knowledge) -> Particulars:
    """Recognise municipality, years, status, committee, jobcentre and title of a plan.

    The title, the first page and the file's name outweigh mentions elsewhere. What neither says stays
    unknown, and the ground says so: ``municipalities`` is empty, ``year`` None, names are empty. A plan is
    a draft unless its text says that the municipal council has adopted it.
    """
    text = sentences.find(document)
    title = _title(text)
    head = document.text[title.start : title.end] if title is not None else document.title
    whose = places.recognise(document, knowledge, head, title)
    years = _years(document, text, head)
    adopted, day, adopting = _adopted(text, head)
    notes = [note for note in (whose.note, years.note) if note is not None]
    why = " ".join(n.da for n in notes), " ".join(n.en for n in notes)
    first, last = (years.years[0], years.years[-1]) if years.years else (None, None)
    return Particulars(
        municipalities=whose.codes,
        year=first,
        last_year=last,
        adopted=adopted,
        title=_named(document, title, text, first),
        ground=Ground(
            (0.9, 0.5, 0.0)[len(notes)],
            Text(why[0] or _CLEAR.da, why[1] or _CLEAR.en),
        ),
        spans=tuple(sorted({*whose.spans, *years.spans, *adopting, *((title,) if title else ())})),
        adopted_on=day.isoformat() if day else None,
        committee=_committee(text),
        jobcentre=places.jobcentre(document, knowledge, whose.codes),
    )


_CLEAR: Final = Text(
    "Titel, forside, filnavn eller omtale siger, hvilken kommune og hvilket år planen er for.",
    "Title, front page, file name or mentions say which municipality and year the plan is for.",
)


# --- title --------------------------------------------------------------------------------------------------


def _title(text: tuple[Sentence, ...]) -> Span | None:
    """Return where the title stands: the first heading, or short line at the front, that names a plan."""
    front = [s for s in text if s.span.start < FRONT]
    headings = [s for s in front if s.kind is Kind.HEADING]
    lines = [s for s in front[:12] if len(s.words) <= 110 and s.words[-1] not in ".:,;"]
    for one in (*headings, *lines):
        if _PLAN_TITLE.search(one.words):
            return one.span
    if headings and re.search(r"\bplan\b|politik|strategi", headings[0].words, re.IGNORECASE):
        return headings[0].span
    return None


def _named(document: Document, title: Span | None, text: tuple[Sentence, ...], year: int | None) -> str:
    if title is not None:
        return document.words(title)
    if document.title and _PLAN_TITLE.search(document.title):
        return document.title
    if year is not None:
        called = re.compile(rf"\b{_PLAN_TITLE.pattern}\s+{year}\b", re.IGNORECASE)
        for sentence in text:
            if match := called.search(sentence.words):
                return match[0]
    return document.title


# --- years --------------------------------------------------------------------------------------------------


def _years(document: Document, text: tuple[Sentence, ...], head: str) -> _Years:
    weights: dict[int, float] = defaultdict(float)
    lasts: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    spans: dict[int, list[Span]] = defaultdict(list)

    def say(year: int, last: int | None, weight: float, span: Span | None) -> None:
        weights[year] += weight
        lasts[year][last if last is not None else year] += weight
        if span is not None:
            spans[year].append(span)

    for at, sentence in enumerate(text):
        passage = document.text[sentence.span.start : sentence.span.end]
        in_title = bool(head) and passage == head
        front = sentence.span.start < FRONT
        for match in _PLAN_YEAR.finditer(passage):
            word = match["plan"] or match["of"]
            if _OTHER_PLAN.search(word) or (word.casefold() in ("indsats", "indsatsen") and not in_title):
                continue
            year = int(match["year"] or match["year2"])
            span = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
            say(
                year,
                _last(year, match["last"] or match["last2"]),
                12.0 if in_title else 3.0 if front else 1.0,
                span,
            )
        if in_title or (at < 6 and len(sentence.words) <= 40):
            for match in _YEAR_ALONE.finditer(passage):
                before = passage[: match.start()]
                if not _OTHER_PLAN.search(before) and not _DATE_BEFORE.search(before):
                    weight = 12.0 if in_title else 4.0
                    say(int(match["year"]), _last(int(match["year"]), match["last"]), weight, sentence.span)
    for source in (document.title if document.title != head else "", _years_in(document.name)):
        for match in _YEAR_ALONE.finditer(source):
            say(int(match["year"]), _last(int(match["year"]), match["last"]), 4.0, None)
    if not weights:
        return _Years((), note=_NO_YEAR)
    ranked = sorted(weights, key=lambda y: (-weights[y], y))
    best = ranked[0]
    if len(ranked) > 1 and weights[ranked[1]] == weights[best]:
        return _Years((), note=_MANY_YEARS)
    spoken = lasts[best]
    last = max(spoken, key=lambda y: (spoken[y], y))
    return _Years((best, last), tuple(spans[best][:1]))


def _last(year: int, printed: str | None) -> int | None:
    """Return the last year of a range as printed: ``2027``, or ``27`` and ``/24``."""
    if printed is None:
        return None
    last = int(printed) if len(printed) == 4 else year // 100 * 100 + int(printed)
    return last if year < last <= year + 10 else None


def _years_in(name: str) -> str:
    """Return a file's name without dates (``2023-10-04``), whose year is that of the file."""
    stem = PurePath(name).stem
    return (
        re.sub(r"20\d\d[-_.]?\d\d[-_.]?\d\d|\d\d?[-_.]\d\d?[-_.]20\d\d", " ", stem)
        .replace("_", " ")
        .replace("-", " - ")
    )


_NO_YEAR: Final = Text(
    "Dokumentet siger ikke, hvilket år planen gælder.",
    "The document does not say which year the plan is for.",
)
_MANY_YEARS: Final = Text(
    "Dokumentet nævner flere planår, og ingen af dem tydeligst; derfor er året ukendt.",
    "The document names several plan years and none most clearly; the year is therefore unknown.",
)


# --- status, committee, jobcentre ---------------------------------------------------------------------------


def _adopted(text: tuple[Sentence, ...], head: str) -> tuple[bool, date | None, tuple[Span, ...]]:
    """Say whether the text says that the council has adopted the plan, on which day, and where."""
    if _NOT_FINAL.search(head):
        return False, None, ()
    done: list[tuple[Sentence, date | None]] = []
    for sentence in text:
        _, lead = sentences.context(text, sentence)
        duty = adoption.recites_law(lead) or adoption.recites_law(sentence.words)
        told = adoption.read(sentence.words, duty=duty)
        if told is not None and told.state is adoption.State.DONE and "fremlagt" not in sentence.words:
            done.append((sentence, told.day if told.exact else None))
    if not done:
        return False, None, ()
    dated = next((one for one in done if one[1] is not None), done[0])
    return True, dated[1], (dated[0].span,)


def _committee(text: tuple[Sentence, ...]) -> str:
    """Return the committee that is named most often, or an empty name."""
    counted: Counter[str] = Counter()
    shown: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in text:
        for match in _COMMITTEE.finditer(sentence.words):
            name = re.sub(r"(?<=udvalget)s\b", "", match[0], flags=re.IGNORECASE).strip(" ,")
            if _NO_COMMITTEE.match(name):
                continue
            counted[_alike(name)] += 1
            shown[_alike(name)][name] += 0 if name.isupper() else 1
    if not counted:
        return ""
    best = max(counted, key=lambda k: (counted[k], len(k)))
    name = max(shown[best], key=lambda n: (shown[best][n], n))
    return name if not name.isupper() else name.capitalize()


def _alike(name: str) -> str:
    return re.sub(r"udvalg(?:et)?s?$", "udvalget", re.sub(r"[\s-]+", " ", name.casefold()))

"""Suggestions as the review shows them: a line in the list, or whole with its passage."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plangraph.model import Lang
from plangraph.passages import normalise
from plangraph.report.drafts import matter
from plangraph.web.drafts import Draft
from plangraph.web.drafts.findings import Suggestion, Suggestions
from plangraph.web.holdings import Holdings, label_of
from plangraph.web.site.drafts.choices import Field, fields_of
from plangraph.web.words import word

#: So much of the document stands before and after a passage, in characters.
_AROUND: Final = 280
_LONGEST_PASSAGE: Final = 3_000
_SURE: Final = ((0.9, "very"), (0.75, "quite"), (0.6, "fairly"), (0.0, "little"))


@dataclass(frozen=True, slots=True)
class Line:
    """A suggestion in the list.

    :param at: what tells it apart
    :param matter: what it is about
    :param said: what is suggested
    :param place: where its passage stands
    :param percent: how sure it is, of a hundred
    :param sure: the same as a word
    :param now: whether it is the one that is shown whole
    """

    at: str
    matter: str
    said: str
    place: str
    percent: int
    sure: str
    now: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A suggestion with its passage and what may become of it.

    :param line: the suggestion as in the list
    :param number: which of those chosen it is, from 1
    :param subject: what something is said of; empty where the suggestion is that thing itself
    :param relation: what is said of it
    :param value: what is suggested
    :param why: why
    :param before: what stands before the passage
    :param words: the passage
    :param after: what stands after it
    :param link: whether it is a link to a national target: then it matters who says so
    :param candidate: whether it is only offered: prose that reads like a statement
    :param fields: what may be changed
    :param open: whether the form for that is open: something in it was wrong
    :param previous: the one before; empty at the beginning
    :param next: the one after; empty at the end
    """

    line: Line
    number: int
    subject: str
    relation: str
    value: str
    why: str
    before: str
    words: str
    after: str
    link: bool
    candidate: bool
    fields: tuple[Field, ...]
    open: bool
    previous: str
    next: str


def digest_of(one: Suggestion) -> str:
    """Return what tells a suggestion apart in an address: its IRI may be anything."""
    return hashlib.sha256(one.pending.iri.encode()).hexdigest()[:16]


def line_of(one: Suggestion, lang: Lang, *, now: bool) -> Line:
    """Return a suggestion as a line of the list.

    :param now: whether it is the one that is shown whole
    """
    pending = one.pending
    place = [] if pending.page is None else [f"{word('drafts_page', lang)} {pending.page}"]
    if pending.section:
        place.append(f"»{pending.section}«")
    sure = next(name for least, name in _SURE if pending.confidence >= least)
    return Line(
        digest_of(one),
        matter(pending, lang),
        said_of(one, lang),
        ", ".join(place),
        round(100 * pending.confidence),
        word(f"drafts_sure_{sure}", lang),
        now,
    )


def said_of(one: Suggestion, lang: Lang) -> str:
    """Say what is suggested."""
    pending = one.pending
    if pending.matter in ("element", "candidate"):
        return f"{_capital(pending.value_label.get(lang))}: {pending.label}"
    return f"{pending.label} → {pending.value_label.get(lang)}"


def card_of(
    draft: Draft,
    found: Suggestions,
    wanted: Sequence[Suggestion],
    place: int,
    holdings: Holdings,
    lang: Lang,
    *,
    is_open: bool,
) -> Card:
    """Return a suggestion with its passage and what may become of it.

    :param found: all that wait
    :param wanted: those that are chosen
    :param place: which of those it is, from 0
    :param is_open: whether the form that changes it is open
    """
    one = wanted[place]
    pending = one.pending
    itself = pending.matter in ("element", "candidate")
    before, words, after = _context(draft, one)
    value = pending.value_label.get(lang)
    relation = label_of(holdings.reference, pending.predicate).get(lang)
    return Card(
        line=line_of(one, lang, now=True),
        number=place + 1,
        subject="" if itself or pending.label == value else pending.label,
        relation=_capital(value if itself else relation),
        value=pending.label if itself else value,
        why=pending.why.get(lang),
        before=before,
        words=words,
        after=after,
        link=pending.matter == "link",
        candidate=pending.matter == "candidate",
        fields=fields_of(one, holdings.reference, found.year, lang),
        open=is_open,
        previous=digest_of(wanted[place - 1]) if place else "",
        next=digest_of(wanted[place + 1]) if place + 1 < len(wanted) else "",
    )


def _context(draft: Draft, one: Suggestion) -> tuple[str, str, str]:
    """Return the passage of a suggestion, and what stands before and after it in the document."""
    text, start, end = draft.text(), one.pending.start, one.end
    if text is None or not 0 <= start < end <= len(text):
        return "", one.pending.words, ""
    end = min(end, start + _LONGEST_PASSAGE)
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if start > _AROUND:  # not in the middle of a word
        before = "… " + before.partition(" ")[2]
    if end + _AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    gap = ["\n" if "\n" in side else " " if side.isspace() else "" for side in (before[-1:], after[:1])]
    words = _lines(text[start:end]) or one.pending.words
    return _lines(before) + gap[0], words, gap[1] + _lines(after)


def _lines(text: str) -> str:
    """Return a part of the document line by line, as it is set."""
    lines = (normalise(line) for line in re.split(r"\n+|\f", text))
    return "\n".join(line for line in lines if line)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

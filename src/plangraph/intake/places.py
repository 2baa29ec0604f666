"""Recognises which municipality or municipalities a document is the plan of."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from plangraph.intake.document import Document, Span
from plangraph.intake.knowledge import Knowledge, Place
from plangraph.model import Text

#: How much of a document (code points) is its front: title page, preface.
FRONT: Final = 3000
#: What a place in the document tells of the municipality: a name there outweighs mentions elsewhere.
_IN_TITLE, _IN_NAME, _AT_FRONT, _IN_TEXT, _ALONE = 12.0, 8.0, 4.0, 1.0, 0.25
#: More mentions than this add nothing.
_ENOUGH: Final = 12
#: Below the first no municipality is told; with the second share of another's weight one may be its partner,
#: with the third it is its rival.
_LEAST, _PARTNER, _RIVAL = 1.0, 0.2, 0.75
_JOBCENTRE: Final = re.compile(r"\b[Jj]obcent(?:er|eret|ret|re)\s+(?:i\s+)?$")


@dataclass(frozen=True, slots=True)
class Places:
    """The municipalities of a plan.

    :param codes: four-digit codes, or empty when they are unknown
    :param spans: where each is named first
    :param note: why they are unknown, or None
    """

    codes: tuple[str, ...]
    spans: tuple[Span, ...] = ()
    note: Text | None = None


def recognise(document: Document, knowledge: Knowledge, head: str, title: Span | None) -> Places:
    """Recognise whose plan a document is; a municipality that is named in passing isn't it.

    :param head: words of its title
    :param title: where the title stands, or None when it is that of the file's properties
    """
    weights: dict[str, float] = defaultdict(float)
    counted: Counter[tuple[str, str]] = Counter()
    spans: dict[str, list[Span]] = defaultdict(list)
    partners: set[frozenset[str]] = set()
    pattern, places = _names(knowledge)
    before: tuple[int, str, bool] | None = None
    for match in pattern.finditer(document.text):
        place = places[_folded(match["name"])]
        start, end = match.span()
        in_title = title is not None and title.start <= start < title.end
        official = (
            bool(match["office"]) or _JOBCENTRE.search(document.text, max(0, start - 24), start) is not None
        )
        alone = not official and not in_title
        if alone and (match["name"] == "Vejen" or not match["name"][0].isupper()):
            continue
        kind = "alone" if alone else "official"
        counted[place.code, kind] += 1
        if counted[place.code, kind] <= _ENOUGH:
            weights[place.code] += (_ALONE if alone else _IN_TEXT) + (
                _IN_TITLE
                if in_title
                else _AT_FRONT
                if official and start < FRONT and _leads(document, start)
                else 0.0
            )
        if not alone:
            spans[place.code].append(Span(start, end))
        joined = before is not None and _joined(document.text[before[0] : start])
        if before is not None and joined and before[1] != place.code and (official or in_title):
            partners.add(frozenset((before[1], place.code)))
            if not before[2]:  # "Tårnby og Dragør Kommuner"
                weights[before[1]] += _IN_TEXT
                spans[before[1]].append(Span(start, end))
        before = (end, place.code, official)
    for source in (head if title is None else "", _spelt(document.name)):
        for match in pattern.finditer(source):
            weights[places[_folded(match["name"])].code] += _IN_NAME
    named = [places[_folded(m["name"])].code for m in pattern.finditer(_spelt(document.name))]
    return _chosen(weights, spans, partners, named)


def _leads(document: Document, start: int) -> bool:
    """Say whether a place is among the first at the front, where a plan says whose it is."""
    return start < FRONT // 2 or (document.pages is not None and _page(document, start) == 1)


def _page(document: Document, start: int) -> int | None:
    return next((b.page for b in document.blocks if b.start <= start < b.end), None)


def _chosen(
    weights: dict[str, float],
    spans: dict[str, list[Span]],
    partners: set[frozenset[str]],
    named: list[str],
) -> Places:
    ranked = sorted(weights, key=lambda code: (-weights[code], code))
    if not ranked or weights[ranked[0]] < _LEAST:
        return Places((), note=_NO_PLACE)
    first = ranked[0]
    chosen = [first]
    for other in ranked[1:]:
        together = frozenset((first, other)) in partners or (first in named and other in named)
        if (
            together
            and weights[other] >= max(_LEAST, _PARTNER * weights[first])
            and _early(spans, first, other)
        ):
            chosen.append(other)
    rival = next((code for code in ranked[1:] if code not in chosen), None)
    if rival is not None and weights[rival] >= _RIVAL * weights[first]:
        return Places((), note=_RIVALS)
    if len(chosen) > 1:
        if all(code in named for code in chosen):
            chosen.sort(key=named.index)
        else:
            chosen.sort(key=lambda code: min((s.start for s in spans[code]), default=0))
    return Places(tuple(chosen), tuple(s for code in chosen for s in spans[code][:1]))


def _early(spans: dict[str, list[Span]], first: str, other: str) -> bool:
    """Say whether both stand at the front: neighbours that are named further on are no partners."""
    return all(any(s.start < FRONT for s in spans[code]) for code in (first, other))


_NO_PLACE: Final = Text(
    "Dokumentet siger ikke, hvilken kommune planen er for.",
    "The document does not say which municipality the plan is for.",
)
_RIVALS: Final = Text(
    "Dokumentet nævner flere kommuner, og ingen af dem tydeligst; derfor er kommunen ukendt.",
    "The document names several municipalities and none most clearly; the municipality is therefore unknown.",
)


def _names(knowledge: Knowledge) -> tuple[re.Pattern[str], dict[str, Place]]:
    """Return a pattern for municipalities' names as plans write them, and which municipality each means."""
    places: dict[str, Place] = {}
    for place in knowledge.places.values():
        for form in (
            place.name,
            place.name.replace("-", " "),
            place.name.replace("aa", "å").replace("Aa", "Å"),
        ):
            places[_folded(form)] = place
            if not form.endswith("s"):
                places[_folded(form + "s")] = place
        if place.name == "Bornholm":
            places[_folded("Bornholms")] = place
    forms = sorted({f for p in knowledge.places.values() for f in _forms(p.name)}, key=lambda f: (-len(f), f))
    names = "|".join(re.escape(form).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]+") for form in forms)
    return (
        re.compile(rf"(?<![\w-])(?P<name>(?:{names}))(?P<office>\s+(?i:(?:regions)?kommune)\w*)?(?![\w])"),
        places,
    )


def _forms(name: str) -> Iterator[str]:
    for form in (name, name.replace("aa", "å").replace("Aa", "Å")):
        for case in (form, form.upper()):
            yield case
            yield case + ("S" if case.isupper() else "s")


def _folded(name: str) -> str:
    return re.sub(r"[\s-]+", " ", name).casefold().replace("aa", "å")


def _joined(between: str) -> bool:
    return re.fullmatch(r"(?:\s+[Kk]ommunes?)?\s*(?:og|&|/|[-–]|,)\s*", between) is not None


def _spelt(name: str) -> str:
    """Return a file's name as words, each with a capital: ``vallensbaek-ishoej`` → ``Vallensbæk Ishøj``."""
    stem = PurePath(name).stem
    for old, new in (("ae", "æ"), ("oe", "ø"), ("Ae", "Æ"), ("Oe", "Ø")):
        stem = stem.replace(old, new)
    return " ".join(word[:1].upper() + word[1:] for word in re.split(r"[\W_]+", stem))


def jobcentre(document: Document, knowledge: Knowledge, codes: tuple[str, ...]) -> str:
    """Return the jobcentre of one of the plan's municipalities, or an empty name."""
    pattern, places = _names(knowledge)
    counted: Counter[str] = Counter()
    for match in pattern.finditer(document.text):
        place = places[_folded(match["name"])]
        if place.code in codes and _JOBCENTRE.search(
            document.text, max(0, match.start() - 24), match.start()
        ):
            counted[place.name] += 1
    return f"Jobcenter {counted.most_common(1)[0][0]}" if counted else ""

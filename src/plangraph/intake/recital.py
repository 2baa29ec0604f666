"""Finds the official names of national targets in a text, well or badly copied, whole or shortened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from plangraph.intake import official, sentences, themes
from plangraph.intake.document import Document, Kind, Span
from plangraph.intake.knowledge import NationalTarget
from plangraph.intake.sentences import Sentence

_WORD: Final = re.compile(
    r"[^\W\d_]+(?:[-\u00ad]\s*\n\s*(?!(?:og|eller|samt)\b)[a-zæøåéü]+|\u00ad[^\W\d_]+)*"
)
_BROKEN: Final = re.compile(r"[-\u00ad\s]+")
_MINISTER: Final = re.compile(
    r"\b(?:beskæftigelses)?ministe?r(?:en|ens|iet|iets|s)?\b|\bministermål|\bnational(?:e|t)?\b.{0,40}?"
    r"\b(?:mål|målsætning|målene|fokusområde)|\bregeringens? mål|\bbeskæftigelsespolitiske mål",
    re.IGNORECASE,
)
#: "Ministerens mål om …": in prose, what follows is the target.
_TARGET_OF: Final = re.compile(
    r"(?:\bministermål\w*|\b(?:\w{0,30}ministe?r\w*|national\w*|regeringens?|beskæftigelsespolitiske)\b"
    r"[^.;]{0,40}?\b(?:\w{0,30}(?<!for)mål\b|målet|målene|målsætning\w*|fokusområde\w*)"
    r"|\bmål\w*,? (?:fra|som|der)\b[^.:;]{0,30}?"
    r"\b(?:beskæftigelses)?ministeren(?: har)?(?: \w+)?(?: for 20\d\d)?)",
    re.IGNORECASE,
)
_YEAR_OF_TARGETS: Final = re.compile(
    r"\b(?:\w{0,30}mål\w*|fokusområde\w*|udmelding\w*)\b[^.;]{0,40}?\b(20\d\d)\b"
    r"|\b(?:for|i)\s+(20\d\d)\b(?=[^.;]{0,30}\b(?:var|lød|gjaldt|havde|hed)\b)",
    re.IGNORECASE,
)
_ANNOUNCED_IN: Final = re.compile(
    r"\b(?:udmeld|offentliggj|meldt ud|annoncer|præsenter)\w*[^.;]{0,40}?\bi\s+(?:\w+\s+)?20\d\d",
    re.IGNORECASE,
)
_CARRIED_ON: Final = re.compile(
    r"\b(?:viderefør|uændre|fortsæt|fortsat|gentag|fasthold|genta|de samme|også|ligeledes)\w*", re.IGNORECASE
)
#: A name this like (per cent) is that name, wherever it stands …
_LIKE: Final = 90.0
#: … and under a heading of the minister's.
_LIKE_ENOUGH: Final = 82.0
#: So like, it is the name even where its words are cut in pieces that are no words.
_EXACT: Final = 95.0
#: Share of a name's weight that a misspelt form keeps.
_WHOLE: Final = 0.8
#: Share of a name's weight that a shortened or reordered form keeps, under such a heading.
_KEPT: Final = 0.55
#: How far (code points) after "ministerens mål" such a form begins in prose.
_FOLLOWS: Final = 45
#: A part of an enumeration.
_CATCHWORDS: Final = re.compile(r"(?:(?! og | samt | eller )[^,;:.])+")
#: A catchword has no more words around it, and a list of them no fewer targets.
_FEW: Final = 6
_LIST: Final = 3
#: Where a sentence speaks of more than the minister's targets, its words may be of other targets.
_OTHERS: Final = re.compile(
    r"\b(?:ikke|ud ?over|derudover|supple\w*|foruden|samtidig\w*|egne|lokale?|vores|kommunens)\b",
    re.IGNORECASE,
)
#: Longer than this, a sentence under such a heading is prose about the targets, not one of them.
_SHORT: Final = 16


@dataclass(frozen=True, slots=True)
class Recital:
    """A place where a target is recited.

    :param target: which
    :param span: where
    :param likeness: how like the official name, from 0 to 1
    :param ministers: whether heading, introducing line or sentence say that it is the minister's
    :param group: what it shares with the targets recited beside it: the same list, heading or sentence
    :param heading: whether it is itself a heading
    :param marker: number in front of it, as printed
    :param catchword: whether a word or two only tell which it is, in a list of such words
    """

    target: NationalTarget
    span: Span
    likeness: float
    ministers: bool
    group: tuple[str, int]
    heading: bool
    marker: str
    catchword: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int
    sentence: int


def find(
    document: Document,
    targets: tuple[NationalTarget, ...],
    year: int,
    text: tuple[Sentence, ...] | None = None,
) -> tuple[Recital, ...]:
    """Find where a document recites targets; those it tells as another year's history are left out.

    :param targets: those of the plan's year
    :param year: plan year
    :param text: the sentences, where they have been made out already
    """
    text = sentences.find(document) if text is None else text
    tokens = [token for at, sentence in enumerate(text) for token in _tokens(document.text, at, sentence)]
    words = frozenset(token.word for token in tokens)
    telling = _telling(document.text, text, tokens)
    found: list[Recital] = []
    for target in targets:
        for name in official.forms(target):
            found += _verbatim(text, tokens, words, target, name)
            found += _reworded(text, telling, target, name)
    kept: list[Recital] = []
    for recital in sorted(found, key=lambda r: (-r.likeness, r.span, r.target.number)):
        if any(recital.span.start < k.span.end and k.span.start < recital.span.end for k in kept):
            continue
        kept.append(recital)
    named = {recital.target for recital in kept}
    kept += (r for r in _catchwords(document.text, text, targets) if r.target not in named)
    return tuple(
        sorted(
            (r for r in kept if not _history(text, _sentence_at(text, r.span.start), year)),
            key=lambda r: r.span,
        )
    )


def ministers(words: str) -> bool:
    """Say whether a heading or sentence speaks of the minister's or the national targets."""
    return _MINISTER.search(words) is not None


def _tokens(text: str, at: int, sentence: Sentence) -> Iterator[_Token]:
    for match in _WORD.finditer(text, sentence.span.start, sentence.span.end):
        word = match[0] if match[0].isalpha() else _BROKEN.sub("", match[0])
        yield _Token(word.casefold(), match.start(), match.end(), at)


def _verbatim(
    text: tuple[Sentence, ...],
    tokens: list[_Token],
    words: frozenset[str],
    target: NationalTarget,
    name: tuple[str, ...],
) -> Iterator[Recital]:
    """Find a name as it is, letter by letter: misspelt, torn apart by lines, without its hyphens."""
    squashed = "".join(name)
    anchors = [w for w in name if official.weight(w) == 1.0]
    reach = len(name) + 3
    reached = -1
    anchoring = {w for w in words if any(official.same(w, anchor) for anchor in anchors)}
    for at, token in enumerate(tokens):
        if at <= reached or token.word not in anchoring:
            continue
        around = tokens[max(0, at - reach) : at + reach]
        haystack = "".join(t.word for t in around)
        aligned = fuzz.partial_ratio_alignment(squashed, haystack, score_cutoff=_LIKE_ENOUGH)
        if aligned is None or len(haystack) < 0.8 * len(squashed):
            continue
        inside = _covered(around, aligned.dest_start, aligned.dest_end)
        if not inside:
            continue
        first, last = around[inside[0]], around[inside[-1]]
        own = _own(text, first.sentence)
        said = [t.word for t in around[inside[0] : inside[-1] + 1]]
        if aligned.score < _LIKE and not (own and official.kept(said, name)[0] >= _WHOLE):
            continue
        if aligned.score < _EXACT and official.kept(said, name)[0] < _WHOLE:
            continue
        reached = max(0, at - reach) + inside[-1]
        yield _recital(target, Span(first.start, last.end), aligned.score / 100, own, first.sentence, text)


def _covered(around: list[_Token], start: int, end: int) -> list[int]:
    """Return which tokens lie at least half between two places of their squashed text."""
    inside, at = [], 0
    for position, token in enumerate(around):
        shared = min(end, at + len(token.word)) - max(start, at)
        if shared * 2 >= len(token.word):
            inside.append(position)
        at += len(token.word)
    return inside


@dataclass(frozen=True, slots=True)
class _Telling:
    """A part of a sentence that may be a target, where the minister's targets are told."""

    tokens: list[_Token]
    sentence: int
    listed: bool
    follows: int | None  # where "ministerens mål" ends before it


def _telling(document_text: str, text: tuple[Sentence, ...], tokens: list[_Token]) -> tuple[_Telling, ...]:
    """Return the sentences, or their parts, that can be a target in other words."""
    by_sentence: dict[int, list[_Token]] = {}
    for token in tokens:
        by_sentence.setdefault(token.sentence, []).append(token)
    found: list[_Telling] = []
    for at, of in by_sentence.items():
        sentence = text[at]
        if sentence.kind is Kind.HEADING or not _own(text, at):
            continue
        says = _TARGET_OF.search(document_text, sentence.span.start, sentence.span.end)
        if says is None and (len(of) > _SHORT or ministers(sentence.words)):
            continue
        found += (
            _Telling(part, at, listed, says.end() if says else None)
            for part, listed in _parts(document_text, of, says)
        )
    return tuple(found)


def _reworded(
    text: tuple[Sentence, ...], telling: tuple[_Telling, ...], target: NationalTarget, name: tuple[str, ...]
) -> Iterator[Recital]:
    """Find a name shortened or in another order, where the minister's targets are told."""
    for told in telling:
        part = told.tokens
        words = [t.word for t in part]
        share, places = official.kept(words, name)
        if share < _KEPT:
            continue
        first, last = min(places), max(places)
        if last - first > 2 * len(name) + 2:
            continue
        if told.follows is not None and not told.listed and part[first].start - told.follows > _FOLLOWS:
            continue
        while first > 0 and words[first - 1] in ("flere", "alle", "at"):
            first -= 1
        first += words[first] == "at"
        span = Span(part[first].start, part[last].end)
        yield _recital(target, span, 0.8 * share, True, told.sentence, text)


def _parts(text: str, of: list[_Token], says: re.Match[str] | None) -> Iterator[tuple[list[_Token], bool]]:
    """Return the parts of a sentence that may each be a target, and whether they are items of a list in it.

    After "ministerens mål" all that follows is one part, and after a colon each item up to a comma is.
    """
    if says is None:
        yield of, False
        return
    after = [t for t in of if t.start >= says.end()]
    if not after:
        return
    colon = text.find(":", says.end() - 1, after[-1].start)
    if not -1 < colon < says.end() + _FOLLOWS:
        yield after, False
        return
    item: list[_Token] = []
    for token in after:
        if token.start < colon:
            continue
        if item and re.search(r"[,;]|\bsamt\b", text[item[-1].end : token.end]):
            yield item, True
            item = []
        item.append(token)
    if item:
        yield item, True


def _recital(
    target: NationalTarget, span: Span, like: float, own: bool, at: int, text: tuple[Sentence, ...]
) -> Recital:
    sentence = text[at]
    if sentence.lead is not None:
        group = ("lead", sentence.lead)
    elif sentence.heading is not None and own and sentence.kind is not Kind.HEADING:
        group = ("heading", sentence.heading)
    else:
        group = ("sentence", at)
    return Recital(target, span, like, own, group, sentence.kind is Kind.HEADING, sentence.marker)


def _catchwords(
    document_text: str, text: tuple[Sentence, ...], targets: tuple[NationalTarget, ...]
) -> Iterator[Recital]:
    """Find targets told by a word each: "Ministeren peger på opkvalificering, flygtninge og handicap"."""
    for at, sentence in enumerate(text):
        if sentence.kind is Kind.HEADING or not (told := _MINISTER.search(sentence.words)):
            continue
        if _OTHERS.search(sentence.words):
            continue
        # Space for space, so that places in it are places in the document.
        raw = re.sub(r"\s", " ", document_text[sentence.span.start : sentence.span.end])
        told = _MINISTER.search(raw) or told
        found: dict[NationalTarget, Span] = {}
        for part in _CATCHWORDS.finditer(raw, told.end()):
            if len(part[0].split()) > _FEW:
                continue
            for target in targets:
                topic = themes.of(target)
                word = topic.titles.search(part[0]) or topic.words.search(part[0])
                if word is not None and word[0]:
                    start = sentence.span.start + part.start()
                    end = re.compile(r"\w*").match(part[0], word.end())
                    found.setdefault(target, Span(start + word.start(), start + (end or word).end()))
                    break
        if len(found) >= min(_LIST, len(targets)):
            for target, span in found.items():
                yield Recital(target, span, 0.5, True, ("sentence", at), False, "", catchword=True)


def _own(text: tuple[Sentence, ...], at: int) -> bool:
    """Say whether a sentence stands where the minister's targets are told."""
    heading, lead = sentences.context(text, text[at])
    return any(ministers(words) for words in (text[at].words, lead, "" if lead else heading))


def _sentence_at(text: tuple[Sentence, ...], start: int) -> Sentence:
    return next(s for s in text if s.span.start <= start < s.span.end)


def _history(text: tuple[Sentence, ...], sentence: Sentence, year: int) -> bool:
    """Say whether a sentence tells what another year's targets were, and not that they go on."""
    heading, lead = sentences.context(text, sentence)
    for words in (sentence.words, lead, heading if ministers(heading) else ""):
        told = _ANNOUNCED_IN.sub("", words)
        years = {int(y) for match in _YEAR_OF_TARGETS.finditer(told) for y in match.groups() if y}
        if year in years or _CARRIED_ON.search(told):
            return False
        if years:
            return True
    return False

"""The sentences of a document, each with the heading it stands under and the line that introduces it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from plangraph.intake.document import Block, Document, Kind, Span
from plangraph.passages import normalise

#: Neither says anything: what is printed on every page, and what a heading further on says again.
_PASSED_OVER: Final = (Kind.RUNNING, Kind.CONTENTS)
_END: Final = re.compile(r"[.!?:][\"”’')\]]*(?=\s|$)")
_BEGINS_SMALL: Final = re.compile(r"\W*[a-zæøåéü]")
#: A full stop after these ends no sentence, whatever follows.
_SHORT: Final = re.compile(
    r"(?:\b(?:bl\.?a|f\.?eks|fx|jf|jvf|pct|pst|nr|kap|stk|kl|ca|d|dvs|evt|inkl|ekskl|hhv|mio|mia|max|min|m|mv"
    r"|m\.v|m\.fl|mfl|m\.m|mm|o\.l|ift|iht|vedr|tlf|pkt|s|v|red|jan|feb|febr|apr|aug|sept|okt|nov|dec|str)"
    r"|(?<!\w)[A-ZÆØÅ]|§)\.$",
    re.IGNORECASE,
)
#: The same, where a capital after it may as well begin a sentence (*mv. Kommunen …*).
_ENDS_OFTEN: Final = re.compile(r"\b(?:pct|pst|mv|m\.v|m\.fl|mfl|m\.m|mm|o\.l|mio|mia)\.$", re.IGNORECASE)
#: A number with a full stop: an ordinal, or the end of a sentence that names one.
_NUMBER: Final = re.compile(r"(?<!\w)\d{1,3}\.$")
_NEXT: Final = re.compile(r"\s+[\"”’'(–-]*(?P<first>\w)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, an item without a full stop, or a heading.

    :param span: where it stands
    :param words: its normalised words
    :param kind: of the block it begins in
    :param page: 1-based page, or None
    :param heading: position of the heading above it among the sentences, or None
    :param lead: position of the sentence that introduces its list (*Målene er:*), or None
    :param marker: number or bullet of its item, as printed, or empty
    """

    span: Span
    words: str
    kind: Kind
    page: int | None
    heading: int | None
    lead: int | None
    marker: str


def find(document: Document) -> tuple[Sentence, ...]:
    """Cut a document into sentences, in its order.

    Blocks that a page or line end has torn apart are joined again: the first has no full stop, and the
    second begins with a small letter. Running headers and tables of contents are passed over.
    """
    found: list[Sentence] = []
    heading: int | None = None
    lead: int | None = None
    for run in _runs(document):
        first = run[0]
        kind, page, marker = first.kind, first.page, first.marker
        if kind is Kind.HEADING or (
            kind is Kind.PARAGRAPH and not marker and found and not _introduces(found[-1])
        ):
            lead = None
        if lead is None and found and _introduces(found[-1]):
            lead = len(found) - 1
        for span in _cut(document.text, run):
            words = normalise(document.text[span.start : span.end])
            if any(c.isalnum() for c in words):
                found.append(Sentence(span, words, kind, page, heading, lead, marker))
        if kind is Kind.HEADING and found:
            heading = len(found) - 1
    return tuple(found)


def context(sentences: tuple[Sentence, ...], sentence: Sentence) -> tuple[str, str]:
    """Return the words of the heading above a sentence and of the line that introduces its list."""
    heading = "" if sentence.heading is None else sentences[sentence.heading].words
    return heading, "" if sentence.lead is None else sentences[sentence.lead].words


def _introduces(sentence: Sentence) -> bool:
    return sentence.words.endswith(":") and sentence.kind is not Kind.HEADING


def _runs(document: Document) -> Iterator[list[Block]]:
    run: list[Block] = []
    for block in document.blocks:
        if block.kind in _PASSED_OVER:
            continue
        if run and _continues(document.text, run[-1], block):
            run.append(block)
            continue
        if run:
            yield run
        run = [block]
    if run:
        yield run


def _continues(text: str, before: Block, after: Block) -> bool:
    if after.marker or after.cell is not None or before.cell is not None or after.box != before.box:
        return False
    if after.kind is not Kind.PARAGRAPH or before.kind not in (Kind.PARAGRAPH, Kind.ITEM):
        return False
    ended = text[before.start : before.end].rstrip()[-1:] in tuple(".!?:")
    return not ended and _BEGINS_SMALL.match(text, after.start, after.end) is not None


def _cut(text: str, run: list[Block]) -> Iterator[Span]:
    start, end = run[0].start, run[-1].end
    if run[0].kind is not Kind.HEADING:
        for match in _END.finditer(text, start, end):
            if match.end() < end and _ends(text, start, match):
                yield from _trimmed(text, start, match.end())
                start = match.end()
    yield from _trimmed(text, start, end)


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    following = _NEXT.match(text, match.end())
    if following is None:
        return True
    first = following["first"]
    before = text[max(start, match.start() - 12) : match.start() + 1]
    if match[0].startswith(":"):  # "Målene er: flere i job" is one sentence, "Målene er:\nFlere i job" is two
        return "\n" in following[0] and first.isupper()
    if number := _NUMBER.search(before):
        opens = not text[start : match.start() + 1 - len(number[0])].strip()
        return first.isupper() and not opens
    if _SHORT.search(before):
        return bool(_ENDS_OFTEN.search(before)) and first.isupper()
    return first.isupper() or first.isdigit()


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)

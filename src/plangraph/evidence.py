"""Holds a plan's graph against the text it was read from: passages, boxes, figures, names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDFS
from rdflib.term import Node

from plangraph.errors import LoadError
from plangraph.names import PG, PREFIXES
from plangraph.passages import fingerprint, normalise

if TYPE_CHECKING:
    from plangraph.model import Report
    from plangraph.wording import Lexicon

#: Element → its passages, each with its span in the text.
_Passages: TypeAlias = "dict[Node, list[tuple[tuple[int, int], str]]]"

_PG: Final = Namespace(PG)
_OA: Final = Namespace(PREFIXES["oa"])

_BULLET: Final = re.compile(r"^[ \t]*(?:[-•\ufffd])[ \t]+", re.MULTILINE)
#: Headings of boxes; capitals over one or two lines, as "… UDVAL-/GETS MÅLSÆTNINGER".
_BOX: Final = re.compile(
    r"^[#* \t]*(?P<head>"
    r"MÅL"
    r"|(?:[A-ZÆØÅ\- ]+\n)?[A-ZÆØÅ\- ]*\bMÅLSÆTNING(?:ER)?"
    r"|(?:\d+\. +)?Udfordringer"
    r")[* \t]*$",
    re.MULTILINE,
)
_NUMBERED_GOAL: Final = re.compile(r"^[ \t]*Resultatmål (?P<key>\d+[a-z]?):", re.MULTILINE)
_TABLE_GOAL: Final = re.compile(r"^(?P<key>\d{1,2}): (?=[A-ZÆØÅ])", re.MULTILINE)
_PERCENTAGE: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:%|pct\.?|procent(?:point)?\b)", re.IGNORECASE)
_WORD: Final = re.compile(r"[a-zæøåéü]{5,}")


@dataclass(frozen=True, slots=True)
class Item:
    """An item that the layout of a text announces as a goal, an objective or a challenge.

    :param kind: ``Goal``, ``Objective`` or ``Challenge``
    :param start: code point where its words begin
    :param words: its first words, to name it by
    """

    kind: str
    start: int
    words: str


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something that graph and text do not agree on.

    :param check: ``document``, ``offsets``, ``fingerprint``, ``item``, ``figure``, ``name`` or ``words``
    :param subject: the node at fault (IRI), or the plan for a passage that no node covers
    :param detail: one sentence
    """

    check: str
    subject: str
    detail: str


def read_text(path: Path) -> str:
    """Read a plan text so that offsets are those of the file: UTF-8, line ends untouched.

    :raises LoadError: when the file is missing or not UTF-8
    """
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise LoadError(path, f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise LoadError(path, f"is not UTF-8 text (byte {error.start})") from error


def read_source(path: Path) -> str:
    """Return what offsets count in: the text of a text file, or what the intake's reader makes of a document.

    :raises LoadError: when it cannot be read
    """
    if path.suffix.lower() == ".txt":
        return read_text(path)
    from plangraph.intake import reading

    return reading.read(path).text


def find_source(plan: Graph, folder: Path) -> Path | None:
    """Return the text or document in a folder whose SHA-256 is that of the plan's source, or None."""
    from plangraph.intake import reading

    wanted = {str(digest) for digest in plan.objects(None, _PG.sha256)}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in reading.FORMATS and path.is_file() and digest(path) in wanted:
            return path
    return None


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def locate(text: str, first: str, last: str | None = None) -> tuple[int, int]:
    """Find a passage by its first and last words; white space in them matches any white space.

    :returns: start and end in code points, end exclusive
    :raises LookupError: when the first words are not there or stand more than once, or the last do not follow
    """
    starts = list(re.finditer(_loose(first), text))
    if len(starts) != 1:
        raise LookupError(
            f"{first!r} stands {len(starts)} times in the text; give words that stand there once"
        )
    if last is None:
        return starts[0].span()
    end = re.compile(_loose(last)).search(text, starts[0].start())
    if end is None:
        raise LookupError(f"{last!r} does not follow {first!r} in the text")
    return starts[0].start(), end.end()


def _loose(words: str) -> str:
    return r"\s+".join(re.escape(word) for word in words.split())


def with_matches(plan: Graph, text: str) -> Graph:
    """Return the plan with what the rule ``passage-matches`` looks at: whether each passage still stands.

    :param plan: one plan's graph; it is not changed
    :param text: the source text, as :func:`read_source` gives it
    """
    told = Graph() + plan
    for node in plan.subjects(RDF.type, _PG.Evidence):
        span, wanted = _span(plan, node), plan.value(node, _PG.fingerprint)
        if span is not None and wanted is not None:
            inside = 0 <= span[0] < span[1] <= len(text)
            matches = inside and fingerprint(text[slice(*span)]) == str(wanted)
            told.add((node, _PG.matches, Literal(matches)))
    return told


def with_words(report: Report, text: str) -> Report:
    """Return the report with the document's own words at each finding.

    :param report: the report of a plan
    :param text: the source text, as :func:`read_source` gives it
    """
    return replace(
        report,
        findings=tuple(
            replace(
                finding,
                evidence=tuple(
                    replace(p, words=normalise(text[p.start : p.end]) or None) for p in finding.evidence
                ),
            )
            for finding in report.findings
        ),
    )


def items(text: str) -> tuple[Item, ...]:
    """Find what the layout announces: bullets in boxes, "Resultatmål 3c:", rows "3: …" of a goal table."""
    found: dict[int, Item] = {}
    boxes = list(_BOX.finditer(text))
    for box, following in zip(boxes, [*boxes[1:], None], strict=False):
        head = box["head"]
        if head.startswith("BESKÆFTIGELSESMINISTER"):
            continue  # national targets, not the municipality's own
        kind = "Goal" if head == "MÅL" else "Challenge" if head.endswith("Udfordringer") else "Objective"
        end = following.start() if following else len(text)
        for start in _box_items(text[:end], box.end(), bullets_only=kind == "Challenge"):
            found[start] = Item(kind, start, _first_words(text, start))
    for match in _NUMBERED_GOAL.finditer(text):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        found[start] = Item("Goal", start, _first_words(text, start))
    annex = text.find("oversigt over målene")
    if annex >= 0:
        for match in _TABLE_GOAL.finditer(text, annex):
            found[match.start()] = Item("Goal", match.start(), _first_words(text, match.start()))
    return tuple(sorted(found.values(), key=lambda item: item.start))


def _first_words(text: str, start: int) -> str:
    return " ".join(text[start : start + 80].split()[:7])


def _box_items(text: str, position: int, *, bullets_only: bool) -> Iterator[int]:
    """Yield where the items of a box begin; the box ends where a paragraph is no bullet any more."""
    blocks = list(re.finditer(r"\S[\s\S]*?(?=\n\s*\n|\Z)", text[position:]))
    open_sentence, any_bullet = False, False
    for block in blocks:
        start = position + block.start()
        paragraph = block[0]
        bullets = [position + block.start() + m.end() for m in _BULLET.finditer(paragraph)]
        if not bullets:
            if not any_bullet and not bullets_only:
                yield start
                return
            if any_bullet and not open_sentence:
                return
            if not any_bullet and not paragraph.rstrip().endswith((":", ";")):
                return
        any_bullet = any_bullet or bool(bullets)
        yield from bullets
        open_sentence = not paragraph.rstrip().endswith((".", "!", "?"))


def verify(
    plan: Graph, text: str, lexicon: Lexicon | None = None, *, sha256: str | None = None
) -> tuple[Mismatch, ...]:
    """Hold a plan's graph against its text.

    Checks that the document is this text; that each passage lies inside it and still has its
    fingerprint; that every item of a goals, objectives or challenges box is an element; that every
    percentage in a goal's passage is among the goal's figures; that the words of each goal and
    objective are in its passage; and, with a lexicon, that each target group and instrument which
    an element does not inherit is named in its passage.

    :param plan: one plan's graph
    :param text: the source text, as :func:`read_source` gives it
    :param lexicon: the vocabularies' labels; without it names are not checked
    :param sha256: digest of the file that the text was read from, where that is no text file
    """
    result = list(_document(plan, sha256 or hashlib.sha256(text.encode("utf-8")).hexdigest()))
    spans = {}
    for node in plan.subjects(RDF.type, _PG.Evidence):
        span = _span(plan, node)
        if span is None or not 0 <= span[0] < span[1] <= len(text):
            result.append(Mismatch("offsets", str(node), f"the passage {span} is not inside the text"))
            continue
        spans[node] = span
        if str(plan.value(node, _PG.fingerprint)) != fingerprint(text[slice(*span)]):
            words = _first_words(text, span[0])
            result.append(Mismatch("fingerprint", str(node), f"the text at {span[0]} is another: {words!r}"))
    passages = {
        element: [
            (spans[e], text[slice(*spans[e])]) for e in plan.objects(element, _PG.evidence) if e in spans
        ]
        for element in set(plan.subjects(_PG.evidence, None))
    }
    result += _items(plan, text, passages)
    result += _figures(plan, passages)
    result += _words(plan, passages)
    if lexicon is not None:
        result += _names(plan, passages, lexicon)
    return tuple(sorted(result, key=lambda m: (m.check, m.subject, m.detail)))


def _document(plan: Graph, known: str) -> Iterator[Mismatch]:
    for document in plan.subjects(RDF.type, _PG.SourceDocument):
        stated = str(plan.value(document, _PG.sha256))
        if stated != known:
            yield Mismatch("document", str(document), f"SHA-256 of the text is {known}, not {stated}")


def _span(plan: Graph, evidence: object) -> tuple[int, int] | None:
    selector = plan.value(URIRef(str(evidence)), _OA.hasSelector)
    if selector is None:
        return None
    ends = [plan.value(selector, p) for p in (_OA.start, _OA.end)]
    if not all(isinstance(v, Literal) and isinstance(v.value, int) for v in ends):
        return None
    return int(str(ends[0])), int(str(ends[1]))


def _items(plan: Graph, text: str, passages: _Passages) -> Iterator[Mismatch]:
    owner = next(plan.subjects(RDF.type, _PG.Plan), None)
    for item in items(text):
        elements = set(plan.subjects(RDF.type, _PG[item.kind]))
        if not any(span[0] == item.start for e in elements for span, _ in passages.get(e, ())):
            kind = item.kind.lower()
            yield Mismatch("item", str(owner), f"no {kind} begins at {item.start}: {item.words!r}")


def _figures(plan: Graph, passages: _Passages) -> Iterator[Mismatch]:
    for goal in plan.subjects(RDF.type, _PG.Goal):
        known = set()
        for target in plan.objects(goal, _PG.targetValue):
            nodes = [target, *plan.objects(target, _PG.baseline)]
            for figure in (v for n in nodes for p in (_PG.value, _PG.offset) for v in plan.objects(n, p)):
                known.add(abs(Decimal(str(figure))))
        for _, passage in passages.get(goal, ()):
            for match in _PERCENTAGE.finditer(normalise(passage)):
                try:
                    number = Decimal(match[1].replace(",", "."))
                except InvalidOperation:  # pragma: no cover - the pattern allows digits only
                    continue
                if number not in known:
                    yield Mismatch("figure", str(goal), f"{match[0]!r} is in the passage, not in the graph")


def _words(plan: Graph, passages: _Passages) -> Iterator[Mismatch]:
    """At least a third of the longer words of an element's Danish texts begin like words of its passage."""
    for kind in (_PG.Goal, _PG.Objective):
        for element in plan.subjects(RDF.type, kind):
            texts = [*plan.objects(element, RDFS.label), *plan.objects(element, DCTERMS.description)]
            ours = {
                w[:5]
                for t in texts
                if isinstance(t, Literal) and t.language == "da"
                for w in _WORD.findall(t.lower())
            }
            for span, passage in passages.get(element, ()):
                theirs = normalise(passage).lower()
                shared = sum(1 for word in ours if word in theirs)
                if ours and shared * 3 < len(ours):
                    detail = f"{shared} of {len(ours)} words of its texts are in the passage at {span[0]}"
                    yield Mismatch("words", str(element), detail)


def _names(plan: Graph, passages: _Passages, lexicon: Lexicon) -> Iterator[Mismatch]:
    for predicate in (_PG.targetGroup, _PG.usesInstrument):
        for element, concept in plan.subject_objects(predicate):
            if element not in passages or (element, _PG.inherits, concept) in plan:
                continue
            if (element, RDF.type, _PG.Observation) in plan:
                continue
            if not any(lexicon.names(normalise(p), str(concept)) for _, p in passages[element]):
                yield Mismatch("name", str(element), f"no passage names {concept}, and it is not inherited")

"""Findings as remarks in the margin of the draft that they were found in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plangraph.errors import OutputError
from plangraph.report.words import SEVERITY, SIGN, word

if TYPE_CHECKING:
    from plangraph.intake.document import Block, Document
    from plangraph.model import Assessment, Lang, Severity

AUTHOR = "plangraph"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Source:
    """A document that a plan was taken in from.

    :param data: its bytes
    :param document: as it was read
    """

    data: bytes
    document: Document


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said at a place of a document.

    :param block: the part of the document that it is about, or None for the whole of it
    :param severity: of the finding
    :param heading: sign and severity, in words
    :param lines: message, why, what to do; then the id of the rule
    """

    block: Block | None
    severity: Severity
    heading: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole remark, a line each."""
        return "\n".join((self.heading, *self.lines))


def given(
    assessments: Sequence[Assessment], drafts: Mapping[str, Source], media_type: str
) -> tuple[Assessment, Source]:
    """Return the one assessment and the draft it is about.

    :param drafts: the documents that plans were taken in from, by the plans' IRIs
    :param media_type: what the draft has to be
    :raises OutputError: when there are several plans, or the plan was not handed in as such a file
    """
    if len(assessments) != 1:
        raise OutputError("the draft", "is given back one at a time; check one plan")
    source = drafts.get(assessments[0].report.plan)
    if source is None or source.document.media_type != media_type:
        ending = ".docx" if media_type == WORD else ".pdf"
        name = assessments[0].report.slug if source is None else source.document.name
        raise OutputError(name, f"was not handed in as a {ending}, so it can't be given back as one")
    return assessments[0], source


def remarks(assessment: Assessment, document: Document, lang: Lang) -> tuple[Remark, ...]:
    """Turn the findings of a draft into remarks: first those about the whole of it, then in its order.

    :param assessment: of the plan that was taken in from the document
    :param document: as it was read
    """
    rules = {outcome.rule.id: outcome.rule for outcome in assessment.report.outcomes}
    found = []
    for finding in assessment.report.findings:
        rule = rules[finding.rule]
        lines = [
            finding.message.get(lang),
            f"{word('why', lang)}: {rule.why.get(lang)}",
            f"{word('fix', lang)}: {finding.fix.get(lang)}",
        ]
        if finding.waiver is not None:
            lines.append(f"{word('accepted_by', lang)}: {finding.waiver.by}. {finding.waiver.reason}")
        severity = SEVERITY[finding.severity].get(lang).capitalize()
        heading = f"{SIGN[finding.severity]} {severity}: {rule.name.get(lang)}"
        start = min((p.start for p in finding.evidence), default=None)
        block = None if start is None else block_at(document, start)
        found.append(Remark(block, finding.severity, heading, (*lines, finding.rule)))
    order = {id(block): place for place, block in enumerate(document.blocks)}
    return tuple(
        sorted(found, key=lambda r: (-1 if r.block is None else order[id(r.block)], -r.severity.rank))
    )


def block_at(document: Document, place: int) -> Block | None:
    """Return the block that a code point stands in, or the next one after it."""
    return next(_from(document, place), None)


def _from(document: Document, place: int) -> Iterator[Block]:
    return (block for block in document.blocks if block.end > place)

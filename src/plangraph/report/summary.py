"""One page about a plan for those who decide on it: a picture, and the text that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plangraph import __version__
from plangraph.model import Assessment, Lang
from plangraph.report.content import build
from plangraph.report.drawing import draw
from plangraph.report.html import asset, environment, security
from plangraph.report.parts import Bar, Document, PlanPart, Rung, TargetRow
from plangraph.report.typeset import typeset
from plangraph.report.words import count, listing, word

#: As many fixes as fit: their number, and their characters in all.
_MOVES: Final = 4
_ROOM: Final = 900
#: The font that comes with the maker of PDFs; a picture cannot inherit it.
_PDF_FONT: Final = "Libertinus Serif"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one page.

    :param title: the plan's name
    :param verdict: how complete it is, in a few sentences
    :param picture: the picture, SVG
    :param alt: the same in words
    :param said: what the picture shows, in sentences
    :param moves: the fixes that would help most
    :param more: how many fixes there are besides
    """

    title: str
    ruleset: str
    verdict: str
    picture: str
    alt: str
    said: tuple[str, ...]
    moves: tuple[str, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Summary:
    """One sheet a plan, in one language."""

    lang: Lang
    title: str
    sheets: tuple[Sheet, ...]
    version: str = __version__


def as_html(assessments: Sequence[Assessment], lang: Lang) -> bytes:
    """Return the summary as HTML that prints on one A4 page a plan.

    :param assessments: one a plan
    :param lang: its language
    """
    from markupsafe import Markup

    summary = summarise(assessments, lang)
    style = asset("summary.css")
    html = (
        environment(lang)
        .get_template("summary.html.jinja")
        .render(
            summary=summary,
            pictures=[Markup(sheet.picture) for sheet in summary.sheets],  # noqa: S704 - drawn by us, escaped
            style=Markup(style),  # noqa: S704 - ours
            security=security(style),
        )
    )
    return html.encode()


def as_pdf(assessments: Sequence[Assessment], lang: Lang) -> bytes:
    """Return the summary as a tagged PDF of one A4 page a plan.

    :param assessments: one a plan
    :param lang: its language
    """
    return typeset("summary", summarise(assessments, lang, font=_PDF_FONT))


def summarise(assessments: Sequence[Assessment], lang: Lang, *, font: str = "") -> Summary:
    """Put together what the page says; the picture and its text come from the same rows.

    :param assessments: one a plan
    :param lang: language of the page
    :param font: font family of the picture, where it cannot inherit it
    """
    document: Document = build(assessments, lang)
    sheets = tuple(_sheet(plan, lang, font) for plan in document.plans)
    names = [s.title for s in sheets]
    title = names[0] if len(names) == 1 else word("title", lang)
    return Summary(lang, f"{word('summary', lang)}: {title}", sheets)


def _sheet(plan: PlanPart, lang: Lang, font: str) -> Sheet:
    moves: list[str] = []
    for move in plan.moves[:_MOVES]:
        text = f"{move.text} ({move.clears})"
        if moves and len(text) + sum(map(len, moves)) > _ROOM:
            break
        moves.append(text)
    rest = len(plan.moves) - len(moves)
    bars = (*plan.dimensions, plan.overall)
    said = tuple(_said(plan.rungs, bars, plan.targets, plan.year, lang))
    return Sheet(
        title=plan.title,
        ruleset=plan.ruleset,
        verdict=" ".join(plan.verdict),
        picture=draw(plan.rungs, bars, plan.targets, lang, font=font),
        alt=word("picture_of", lang, text=" ".join(said)),
        said=said,
        moves=tuple(moves),
        more=word("and_more", lang, count=count("fix", rest, lang)) if rest else "",
    )


def _said(
    rungs: Sequence[Rung], bars: Sequence[Bar], targets: Sequence[TargetRow], year: int, lang: Lang
) -> list[str]:
    """Say in words what the picture shows."""
    said = []
    if rungs:
        steps = [
            f"{r.name} ({word('reached', lang)})"
            if r.reached
            else f"{r.name} ({r.blocked or word('not_reached', lang)})"
            for r in rungs
        ]
        said.append(f"{word('tier', lang)}: {listing(steps, lang)}.")
    scores = [f"{b.label} {b.passed} {word('of', lang)} {b.examined}" for b in bars]
    said.append(f"{word('scores', lang)}: {listing(scores, lang)}.")
    if not targets:
        said.append(word("no_targets", lang))
        return said
    served = sum(t.level == "goal" for t in targets)
    said.append(word("served_of", lang, served=served, all=len(targets), year=year))
    said += [f"{t.number}. {t.label}: {t.counts or t.status}." for t in targets]
    return said

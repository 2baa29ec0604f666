"""The picture of the one-page summary, as SVG: tiers as stairs, checks as bars, how far targets reach."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from plangraph.report.parts import Bar, Rung, TargetRow
from plangraph.report.words import word

#: Width in CSS pixels: 180 mm, the width of the text on an A4 page.
WIDTH: Final = 680
#: 9 pt, the smallest type in the picture.
_TYPE: Final = 12
_INK, _SOFT, _LINE, _TINT = "#1b1f24", "#4a525c", "#c5cbd3", "#f3f5f8"
_GOOD, _WARN, _BAD = "#14602f", "#7a4b00", "#a3141b"
_LEVEL: Final = {"goal": (_GOOD, "#ebf6ee"), "area": (_WARN, "#fff5e0"), "none": (_BAD, "#fdecec")}
#: How far down into a plan a link can reach: attribute of a reach, word in the column head.
_DEPTHS: Final = (("areas", "area"), ("objectives", "objective"), ("measures", "measure"), ("goals", "goal"))
_LABEL, _CELL = 268, 74


def draw(
    rungs: Sequence[Rung], bars: Sequence[Bar], targets: Sequence[TargetRow], lang: str, *, font: str = ""
) -> str:
    """Draw a plan's completeness as SVG, 680 pixels wide.

    :param rungs: the tiers, lowest first
    :param bars: the scores to show as bars
    :param targets: the national targets
    :param lang: language of the words
    :param font: font family, where the picture cannot inherit it
    """
    parts: list[str] = []
    bottom = 0
    for band in (_stairs(rungs, lang), _bars(bars, lang), _targets(targets, lang)):
        height, shapes = band
        parts.append(f'<g transform="translate(0 {bottom})">{"".join(shapes)}</g>')
        bottom += height
    face = f' font-family="{escape(font)}"' if font else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom}" width="{WIDTH}" '
        f'height="{bottom}" font-size="{_TYPE}" fill="{_INK}"{face}>{"".join(parts)}</svg>'
    )


def _stairs(rungs: Sequence[Rung], lang: str) -> tuple[int, list[str]]:
    if not rungs:
        return 0, []
    width, rise, low = WIDTH / len(rungs), 16, 44
    height = low + rise * (len(rungs) - 1)
    shapes = []
    for i, rung in enumerate(rungs):
        x, tall = i * width, low + rise * i
        y = height - tall
        fill, edge, dash = (
            ("#ebf6ee", _GOOD, "") if rung.reached else (_TINT, _SOFT, ' stroke-dasharray="5 4"')
        )
        if rung.current:
            fill, edge = "#fff5e0", _WARN
        shapes.append(
            f'<rect x="{x + 1:.1f}" y="{y + 1}" width="{width - 4:.1f}" height="{tall - 2}" rx="3" '
            f'fill="{fill}" stroke="{edge}" stroke-width="1.5"{dash}/>'
        )
        state = word("reached", lang) if rung.reached else rung.blocked or word("not_reached", lang)
        shapes.append(_mark(x + 17, y + 17, rung, edge))
        shapes.append(_text(x + 30, y + 21, rung.name, weight=700))
        shapes.append(_text(x + 10, y + 37, state, colour=edge))
    return height + 16, shapes


def _mark(x: float, y: float, rung: Rung, colour: str) -> str:
    """Draw a tick, or an empty ring; a drawn one, because no font is sure to have the sign."""
    if rung.reached:
        path = f"M{x - 6:.1f} {y:.1f}l4 4 8 -9"
        return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-linecap="round"/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="#fff" stroke="{colour}" stroke-width="1.8"/>'


def _bars(bars: Sequence[Bar], lang: str) -> tuple[int, list[str]]:
    row, left, rail = 18, 232, 340
    shapes = [_text(0, 12, word("scores", lang), weight=700)]
    for i, bar in enumerate(bars):
        y = 22 + i * row
        done = rail * bar.passed / bar.examined if bar.examined else 0
        shapes.append(_text(0, y + 11, bar.label))
        shapes.append(f'<rect x="{left}" y="{y + 2}" width="{rail}" height="10" fill="#dde2e8"/>')
        shapes.append(f'<rect x="{left}" y="{y + 2}" width="{done:.1f}" height="10" fill="#2f7d4f"/>')
        said = f"{bar.passed} {word('of', lang)} {bar.examined}"
        shapes.append(_text(WIDTH, y + 11, said, anchor="end"))
    return 22 + row * len(bars) + 12, shapes


def _targets(targets: Sequence[TargetRow], lang: str) -> tuple[int, list[str]]:
    if not targets:
        return 0, []
    shapes = [_text(0, 12, word("national_targets", lang), weight=700)]
    for i, (_, head) in enumerate(_DEPTHS):
        shapes.append(_text(_LABEL + (i + 0.5) * _CELL, 12, word(head, lang), anchor="middle", colour=_SOFT))
    y = 20
    for target in targets:
        height, rows = _target(target, y)
        shapes += rows
        y += height
    return y + 4, shapes


def _target(target: TargetRow, y: float) -> tuple[int, Iterator[str]]:
    lines = textwrap.wrap(f"{target.number}. {target.label}", 42, max_lines=4, placeholder=" …") or [""]
    height = max(24, 15 * len(lines) + 9)
    colour, fill = _LEVEL[target.level]

    def shapes() -> Iterator[str]:
        yield f'<path d="M0 {y}H{WIDTH}" stroke="{_LINE}"/>'
        middle = y + height / 2
        first = middle - 7.5 * (len(lines) - 1) + 4
        for i, line in enumerate(lines):
            yield _text(0, first + 15 * i, line)
        for i, (attribute, _) in enumerate(_DEPTHS):
            number = getattr(target.reach, attribute)
            x = _LABEL + i * _CELL
            if number:
                yield (
                    f'<rect x="{x + 3}" y="{middle - 9:.1f}" width="{_CELL - 6}" height="18" rx="9" '
                    f'fill="{_GOOD}"/>'
                )
            yield _text(
                x + _CELL / 2,
                middle + 4,
                str(number),
                anchor="middle",
                colour="#fff" if number else _SOFT,
                weight=700 if number else 400,
            )
        x = _LABEL + len(_DEPTHS) * _CELL + 4
        dash = ' stroke-dasharray="4 3"' if target.level != "goal" else ""
        yield (
            f'<rect x="{x}" y="{middle - 10:.1f}" width="{WIDTH - x}" height="20" fill="{fill}" '
            f'stroke="{colour}"{dash}/>'
        )
        yield _text((x + WIDTH) / 2, middle + 4, target.status, anchor="middle", colour=colour)

    return height, shapes()


def _text(
    x: float, y: float, text: str, *, anchor: str = "start", colour: str = _INK, weight: int = 400
) -> str:
    bold = f' font-weight="{weight}"' if weight != 400 else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"{bold}>{escape(text)}</text>'

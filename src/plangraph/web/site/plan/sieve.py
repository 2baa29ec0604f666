"""A part of a plan: what has gaps, with what it stands within."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from plangraph.web.site.plan.parts import Branch, Element, Thread, Twig


def sift(thread: Thread, has: Callable[[str], bool]) -> Thread:
    """Return what of a plan is to be shown.

    :param has: says of an anchor whether it, or something within it, is to be shown
    """

    def area(element: Element) -> Element:
        return replace(
            element,
            challenges=some(element.challenges),
            objectives=some(element.objectives),
            goals=some(element.goals),
            measures=some(element.measures),
        )

    def some(found: tuple[Element, ...]) -> tuple[Element, ...]:
        return tuple(area(one) for one in found if has(one.anchor))

    def prune(twigs: tuple[Twig, ...]) -> tuple[Twig, ...]:
        return tuple(replace(t, twigs=prune(t.twigs)) for t in twigs if has(t.anchor))

    def trim(branch: Branch) -> Branch:
        # A branch that was empty stays so; one that lost its twigs says that they are left out.
        return replace(branch, twigs=prune(branch.twigs))

    return replace(
        thread,
        areas=some(thread.areas),
        outside=area(thread.outside) if thread.outside and has(thread.outside.anchor) else None,
        branches=tuple(trim(b) for b in thread.branches if has(b.anchor) or not b.twigs or prune(b.twigs)),
        loose=prune(thread.loose),
        requirements=tuple(r for r in thread.requirements if has(r.anchor)),
        statements=tuple(s for s in thread.statements if has(s.anchor)),
        figures=tuple(f for f in thread.figures if has(f.anchor)),
        measured=tuple(m for m in thread.measured if has(m.anchor)),
    )


def anchors_of(thread: Thread) -> frozenset[str]:
    """Return the anchors of a thread that others link to."""
    found = {branch.anchor for branch in thread.branches}
    found |= {measured.anchor for measured in thread.measured}
    found |= {statement.anchor for statement in thread.statements}
    for requirement in thread.requirements:
        # What is told elsewhere is a link here itself.
        found |= {requirement.anchor, *(s.anchor for s in requirement.statements if not s.elsewhere)}
    waiting = [*thread.areas, *([] if thread.outside is None else [thread.outside])]
    while waiting:
        one = waiting.pop()
        found.add(one.anchor)
        found |= {reading.figure.anchor for f in one.figures for reading in f.readings if reading.figure}
        waiting += [*one.challenges, *one.objectives, *one.goals, *one.measures]
    return frozenset(found)

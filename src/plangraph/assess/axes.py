"""The rows and columns of a matrix: themes, plans, and hierarchies of groups and instruments."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from plangraph.assess.serving import Serving
from plangraph.assess.yardstick import Target, Yardstick
from plangraph.model import Text
from plangraph.names import PREFIXES, shorten
from plangraph.numbers import natural

#: What is ours is known by its last part, anything else by its short name.
_OURS: Final = tuple(PREFIXES[prefix] for prefix in ("tg", "ins", "theme"))


@dataclass(frozen=True, slots=True)
class Head:
    """A row or column of a matrix.

    :param key: what it is called in addresses (``unge``, ``hvidovre-2023``)
    :param iri: the theme (or a national target without one), group, instrument or plan
    :param label: what a person reads
    :param depth: how far down a hierarchy it stands, 0 at the top
    :param parent: key of what it stands under; nothing at the top
    :param below: how many heads stand under it, however deep
    :param also: labels of other broader concepts, under which it does not stand
    :param targets: of a theme: its national targets in the years of the plans
    """

    key: str
    iri: str
    label: Text
    depth: int = 0
    parent: str = ""
    below: int = 0
    also: tuple[Text, ...] = ()
    targets: tuple[Target, ...] = ()


def key_of(iri: str) -> str:
    """Return what a concept or theme is called in addresses."""
    for start in _OURS:
        if iri.startswith(start) and "/" not in iri.removeprefix(start):
            return iri.removeprefix(start)
    return shorten(iri)


def plan_heads(plans: Iterable[Serving]) -> tuple[Head, ...]:
    """Return plans as heads, in the order in which they come."""
    return tuple(Head(plan.facts.slug, plan.facts.iri, plan.name) for plan in plans)


def theme_heads(
    linked: Collection[str], years: Collection[int], yardstick: Yardstick, *, whole: bool
) -> tuple[Head, ...]:
    """Return themes as heads: those of the newest year first, by their number in it.

    :param linked: themes that some plan is linked to
    :param years: the years of the plans
    :param whole: with the themes that no plan and none of these years knows
    """
    found = []
    for theme in {*linked, *yardstick.themes}:
        known = yardstick.themes.get(theme, ())
        targets = tuple(target for target in known if target.year in years)
        if targets or whole or theme in linked:
            newest = max(targets or known, key=lambda t: t.year, default=None)
            order = (1, 0, natural(theme)) if newest is None else (0, -newest.year, natural(newest.number))
            found.append((order, theme, Head(key_of(theme), theme, yardstick.label(theme), targets=targets)))
    return tuple(head for *_, head in sorted(found, key=lambda row: row[:2]))


def concept_heads(
    named: Collection[str], kind: str, yardstick: Yardstick, *, whole: bool
) -> tuple[Head, ...]:
    """Return groups or instruments as heads, narrower ones under their broader; of several under the first.

    What no vocabulary knows is of no kind that could be told and stands on neither axis; rules report it.

    :param named: what the plans name, and what is broader
    :param kind: ``TargetGroup`` or ``Instrument``
    :param whole: with those that no plan names
    """
    known = set(yardstick.concepts(kind))
    there = known if whole else known & set(named)
    children: dict[str, list[str]] = {}
    also: dict[str, tuple[Text, ...]] = {}
    for concept in there:
        above = [b for b in yardstick.broader(concept) if b in there and concept not in yardstick.upward(b)]
        children.setdefault(above[0] if above else "", []).append(concept)
        also[concept] = tuple(yardstick.label(broader) for broader in above[1:])
    heads: list[Head] = []
    _descend("", "", 0, children, also, yardstick, heads)
    return tuple(heads)


def _descend(
    above: str,
    parent: str,
    depth: int,
    children: dict[str, list[str]],
    also: dict[str, tuple[Text, ...]],
    yardstick: Yardstick,
    heads: list[Head],
) -> None:
    for concept in sorted(children.get(above, ()), key=lambda c: (yardstick.label(c).da.casefold(), c)):
        at, key = len(heads), key_of(concept)
        heads.append(Head(key, concept, yardstick.label(concept), depth, parent, 0, also[concept]))
        _descend(concept, key, depth + 1, children, also, yardstick, heads)
        own = heads[at]
        heads[at] = Head(own.key, own.iri, own.label, own.depth, own.parent, len(heads) - at - 1, own.also)


def visible(heads: Sequence[Head], opened: Collection[str]) -> tuple[Head, ...]:
    """Return the heads of a hierarchy that are to be seen: the top, and what stands under an opened one.

    :param opened: keys of the heads that are unfolded
    """
    shown: dict[str, Head] = {}
    for head in heads:
        if not head.parent or (head.parent in opened and head.parent in shown):
            shown[head.key] = head
    return tuple(shown.values())

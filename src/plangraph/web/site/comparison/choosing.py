"""Which plans are compared: those asked for, or a municipality's last two years."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plangraph.model import Lang
from plangraph.web.holdings import Holdings, Plan
from plangraph.web.site.listing import Choice
from plangraph.web.words import word

#: So many plans stand beside each other.
MOST: Final = 6
#: With more plans than this a list to choose from is too long; then names are written, with suggestions.
_LONG: Final = 80
#: So many municipalities are offered with one click.
_QUICK: Final = 12


@dataclass(frozen=True, slots=True)
class Slot:
    """A field in which a plan is chosen.

    :param number: which, from 1
    :param choices: the plans; none where a name is written
    :param written: the name that is written there
    """

    number: int
    choices: tuple[Choice, ...]
    written: str


@dataclass(frozen=True, slots=True)
class Quick:
    """A comparison that is one click away.

    :param label: what it says
    :param slugs: of its plans
    """

    label: str
    slugs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is compared.

    :param plans: the earliest first
    :param notes: what was made of what was asked for
    :param unknown: names that no plan has
    """

    plans: tuple[Plan, ...]
    notes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def choose_plans(holdings: Holdings, names: Sequence[str], lang: Lang) -> Chosen:
    """Return the plans that are compared.

    :param names: slugs, or names as people write them; nothing for an example
    """
    asked = [name.strip() for name in names if name.strip()]
    found, unknown, notes = [], [], []
    for name in asked:
        plan = find(holdings, name)
        if plan is None:
            known = _names(holdings, lang)
            near = difflib.get_close_matches(name[:80].casefold(), known, n=1)
            key = "comparison_unknown_near" if near else "comparison_unknown"
            notes.append(word(key, lang, name=name[:80], near=known[near[0]] if near else ""))
            unknown.append(name[:80])
        elif plan not in found:
            found.append(plan)
    if not asked:
        found = list(_example(holdings))
        if found:
            notes.append(word("comparison_example", lang))
    elif len(found) == 1 and not unknown:
        found, note = _beside(holdings, found[0], lang)
        notes.append(note)
    if len(found) > MOST:
        notes.append(word("comparison_too_many", lang, most=MOST, count=len(found)))
        found = found[:MOST]
    ordered = sorted(found, key=lambda plan: (plan.year, plan.name.da.casefold(), plan.slug))
    return Chosen(tuple(ordered), tuple(notes), tuple(unknown))


def find(holdings: Holdings, name: str) -> Plan | None:
    """Return the plan of a slug, or of a name as pages show it (``Hvidovre 2023``)."""
    folded = name.casefold()
    for plan in holdings.plans:
        if folded in (plan.slug, plan.name.da.casefold(), plan.name.en.casefold()):
            return plan
    return None


def spell(holdings: Holdings, lang: Lang) -> dict[str, str]:
    """Return what to write for each plan, by slug: its name, or the slug where several have that name."""
    names = {plan.slug: plan.name.get(lang) for plan in holdings.plans}
    known = Counter(name.casefold() for name in names.values())
    return {slug: name if known[name.casefold()] == 1 else slug for slug, name in names.items()}


def _names(holdings: Holdings, lang: Lang) -> dict[str, str]:
    """Return what plans are called, by what people may write."""
    names = [(plan, plan.name.get(lang)) for plan in holdings.plans]
    return {said: name for plan, name in names for said in (name.casefold(), plan.slug)}


def _example(holdings: Holdings) -> tuple[Plan, ...]:
    """Return the last two plans of the municipality that has the newest, of those with two."""
    pairs = [series[-2:] for series in _series(holdings) if len(series) > 1]
    return max(pairs, key=lambda pair: (pair[1].year, pair[0].year), default=tuple(holdings.plans[:2]))


def _beside(holdings: Holdings, plan: Plan, lang: Lang) -> tuple[list[Plan], str]:
    """Return a plan with the one before it, else after it."""
    series = holdings.series(plan)
    at = series.index(plan)
    other = series[at - 1] if at else series[1] if len(series) > 1 else None
    if other is None:
        return [plan], word("comparison_alone", lang, plan=plan.name.get(lang))
    return [plan, other], word("comparison_beside", lang, plan=other.name.get(lang))


def _series(holdings: Holdings) -> list[tuple[Plan, ...]]:
    """Return the plans of each municipality, by year; those of the same plans once."""
    found = dict.fromkeys(holdings.series(plan) for plan in holdings.plans if plan.places)
    return list(found)


def slots(holdings: Holdings, chosen: Chosen, lang: Lang) -> tuple[Slot, ...]:
    """Return the fields of the form: one for each plan and one more."""
    count = min(MOST, max(2, len(chosen.plans) + len(chosen.unknown) + 1))
    slugs = [plan.slug for plan in chosen.plans]
    spelled = spell(holdings, lang)
    written = [spelled[slug] for slug in slugs] + list(chosen.unknown)
    lists = len(holdings.plans) <= _LONG
    return tuple(
        Slot(
            number + 1,
            _choices(holdings, slugs[number] if number < len(slugs) else "", lang) if lists else (),
            written[number] if number < len(written) else "",
        )
        for number in range(count)
    )


def _choices(holdings: Holdings, slug: str, lang: Lang) -> tuple[Choice, ...]:
    # The empty one would stand under a heading of its own, so it is one of these.
    none = Choice("", word("comparison_none", lang), not slug)
    return (none, *(Choice(p.slug, p.name.get(lang), p.slug == slug) for p in holdings.plans))


def quick(holdings: Holdings, chosen: Chosen, lang: Lang) -> tuple[Quick, ...]:
    """Return comparisons that are one click away: municipalities with several years."""
    found = []
    for series in _series(holdings):
        if len(series) > 1:
            shown = series[-MOST:]
            places = " · ".join(place.name.get(lang) for place in series[-1].places)
            years = ", ".join(str(plan.year) for plan in shown)
            found.append(Quick(f"{places} {years}", tuple(plan.slug for plan in shown)))
    now = tuple(plan.slug for plan in chosen.plans)
    others = [one for one in found if one.slugs != now]
    return tuple(sorted(others, key=lambda one: one.label.casefold())[:_QUICK])

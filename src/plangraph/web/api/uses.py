"""Which plans are tied to what they share: national targets, target groups, instruments."""

from __future__ import annotations

from collections import defaultdict

from plangraph.web.holdings import Holdings


def plans_by_thing(holdings: Holdings) -> dict[str, tuple[str, ...]]:
    """Return the slugs of the plans that are tied to each thing, by its IRI."""

    def make() -> dict[str, tuple[str, ...]]:
        from plangraph.network.tallies import tally_plans

        found: defaultdict[str, set[str]] = defaultdict(set)
        served = {plan.slug for plan in holdings.plans}
        for slug, tally in tally_plans(holdings.copy.store).items():
            for tie in tally.ties if slug in served else ():
                found[tie.thing].add(slug)
        return {thing: tuple(sorted(slugs)) for thing, slugs in found.items()}

    return holdings.keep("api uses", make)

"""Assessments of many plans: those that are known, and a few that are worth waiting for."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Final

from plangraph.errors import PlangraphError
from plangraph.model import Assessment
from plangraph.web.holdings import Holdings, Plan

log = logging.getLogger(__name__)

#: So many plans are waited for; where more are unknown, the answer says so and they come later.
MOST_AWAITED: Final = 8


def assessments(holdings: Holdings, plans: Iterable[Plan]) -> dict[str, Assessment | None]:
    """Return the assessment of each plan by slug, None for those that are still to be checked.

    A plan that cannot be checked has none, and does not keep the others from being answered.
    """
    found = {plan.slug: holdings.assessed(plan.slug) for plan in plans}
    unknown = [slug for slug, assessment in found.items() if assessment is None]
    if len(unknown) <= MOST_AWAITED:
        for slug in unknown:
            try:
                found[slug] = holdings.assessment(slug)
            except PlangraphError:
                log.exception("a plan cannot be checked", extra={"plan": slug})
    return found

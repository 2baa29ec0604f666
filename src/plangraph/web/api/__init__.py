"""REST under ``/api/v1``: a module a resource, all of it read with care and described by one OpenAPI.

A route is a plain function that :func:`~plangraph.web.api.answers.read` makes answer GET and HEAD; it gives a
model of :mod:`plangraph.web.api.models` to :func:`~plangraph.web.api.answers.answer`. What it is asked and
doesn't know is refused, an answer has an ETag, a list comes in parts, and every error is problem+json.
The OpenAPI is made of the routes (:mod:`plangraph.web.api.openapi`); its examples are answers for the shipped
plans, which the tests hold against them (``make golden`` renews them).
"""

from __future__ import annotations

from typing import Final

from plangraph.web.api import (
    checks,
    concepts,
    elements,
    entry,
    gaps,
    jobs,
    matrices,
    municipalities,
    openapi,
    plans,
    questions,
    reports,
    rules,
    targets,
)

#: What the OpenAPI describes, in this order.
DESCRIBED: Final = (
    entry.router,
    plans.router,
    elements.router,
    gaps.router,
    reports.router,
    matrices.router,
    checks.router,
    jobs.router,
    questions.router,
    rules.router,
    targets.router,
    concepts.router,
    municipalities.router,
)
ROUTERS: Final = (*DESCRIBED, openapi.router)

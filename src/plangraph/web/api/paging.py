"""Long lists in parts: which part is wanted, and where the others are.

Source: RFC 8288 (``Link``); the relations are those of the IANA registry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import Query
from starlette.requests import Request

from plangraph.web.incoming import settings_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of a list is wanted.

    :param page: its number, from 1
    :param per_page: how many items a part has
    """

    page: int
    per_page: int

    def part(self, items: Sequence[T]) -> Sequence[T]:
        """Return the items of this part; none where it lies beyond the end."""
        start = (self.page - 1) * self.per_page
        return items[start : start + self.per_page]

    def pages(self, total: int) -> int:
        """Return how many parts a list has."""
        return max(1, -(-total // self.per_page))

    def told(self, total: int) -> dict[str, Any]:
        """Return what a :class:`~plangraph.web.api.models.common.Listing` says of the part."""
        return {"total": total, "page": self.page, "per_page": self.per_page, "pages": self.pages(total)}

    def links(self, request: Request, total: int) -> list[str]:
        """Return the links to the other parts, for the ``Link`` header."""
        last = self.pages(total)
        wanted = {"first": 1, "prev": min(self.page - 1, last), "next": self.page + 1, "last": last}
        kept = [pair for pair in request.query_params.multi_items() if pair[0] != "page"]
        path = settings_of(request).prefix + request.url.path
        return [
            f'<{path}?{urlencode([*kept, ("page", str(number))])}>; rel="{rel}"'
            for rel, number in wanted.items()
            if 1 <= number <= last
        ]


def paging(
    page: Annotated[int, Query(ge=1, le=100_000, description="Which part of the list, from 1.")] = 1,
    per_page: Annotated[
        int, Query(ge=1, le=200, description="How many items a part of the list has at most.")
    ] = 50,
) -> Paging:
    """Return which part of a list a request wants; for ``Depends``."""
    return Paging(page, per_page)

"""The vocabularies: trees of concepts, a page a concept with its uses, the national targets by year."""

from __future__ import annotations

from typing import Final

from plangraph.web.site.vocabulary import targets, trees, usage

#: The narrower addresses first.
ROUTERS: Final = (targets.router, usage.router, trees.router)

"""The search: its page, and the hits as people read them."""

from plangraph.web.site.search.page import router

__all__ = ["router"]

"""The interactive graph: what is drawn of which plans, and what leads into it."""

from plangraph.web.site.graph.page import router

__all__ = ["router"]

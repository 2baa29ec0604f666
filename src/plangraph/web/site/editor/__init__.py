"""The SPARQL editor: the page, what it answers, and what it completes."""

from plangraph.web.site.editor.page import router

__all__ = ["router"]

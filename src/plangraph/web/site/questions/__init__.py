"""The question library as forms: what is chosen, the answer as a table and a chart, and its downloads."""

from plangraph.web.site.questions.page import router

__all__ = ["router"]

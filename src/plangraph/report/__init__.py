"""Findings and tables as a person or a program reads them: terminal, JSON, CSV, Markdown, RDF, HTML."""

from plangraph.report.assessment import show_assessment, show_comparison
from plangraph.report.drafts import matter, show_suggestion, show_taken, suggestions_table
from plangraph.report.formats import FORMATS, MARKED, SUMMARIES, Format, format_of
from plangraph.report.forms import as_comparison_json, as_dict, as_json
from plangraph.report.listing import changes_table, rules_table
from plangraph.report.rdf import RDF_FORMS, as_rdf
from plangraph.report.rows import as_rows
from plangraph.report.site import title, write_site
from plangraph.report.terminal import show_library, show_summary, show_table
from plangraph.report.words import word

__all__ = [
    "FORMATS",
    "MARKED",
    "RDF_FORMS",
    "SUMMARIES",
    "Format",
    "as_comparison_json",
    "as_dict",
    "as_json",
    "as_rdf",
    "as_rows",
    "changes_table",
    "format_of",
    "matter",
    "rules_table",
    "show_assessment",
    "show_comparison",
    "show_library",
    "show_suggestion",
    "show_summary",
    "show_table",
    "show_taken",
    "suggestions_table",
    "title",
    "word",
    "write_site",
]

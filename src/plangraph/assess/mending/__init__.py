"""Forms that mend findings: built from the shapes and the drafted patches, filled in by a person.

A form asks for what a patch leaves blank, and for what may be chosen otherwise; what may be filled in follows
from the shapes, the ontology and the vocabularies. What is filled in is written into a copy of the plan, and
marked with who wrote it and when.
"""

from __future__ import annotations

from plangraph.assess.mending.additions import Addition, additions
from plangraph.assess.mending.forms import WAY, Fault, Field, Form, Kind, MendingError, Option, Part
from plangraph.assess.mending.making import form_for
from plangraph.assess.mending.reasons import REASONS, Reason, why_no_form
from plangraph.assess.mending.writing import fill

__all__ = [
    "REASONS",
    "WAY",
    "Addition",
    "Fault",
    "Field",
    "Form",
    "Kind",
    "MendingError",
    "Option",
    "Part",
    "Reason",
    "additions",
    "fill",
    "form_for",
    "why_no_form",
]

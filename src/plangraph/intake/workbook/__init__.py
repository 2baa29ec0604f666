"""A plan as a workbook: a template to fill in, read when it is filled in, or written of a plan.

::

    template(knowledge, municipalities=["0167"], year=2024, lang="da") -> bytes   # an empty workbook
    write(graph, knowledge, "da") -> bytes        # a plan's graph; reads back as the same graph
    is_template(data) -> bool                     # ours, or a spreadsheet of somebody's own?
    read(data, name) -> rdflib.Graph              # ours, filled in; LoadError with every mistake in it
    take_in(data, name) -> Filled                 # the same, with what was left aside
    open_file(path) -> Filled | Document          # either, read in a process of its own
    document(data, name) -> Document              # anybody's, for the general intake
"""

from plangraph.intake.workbook.filled import Filled, is_template, open_file, read, take_in
from plangraph.intake.workbook.foreign import read as document
from plangraph.intake.workbook.template import template, write

__all__ = ["Filled", "document", "is_template", "open_file", "read", "take_in", "template", "write"]

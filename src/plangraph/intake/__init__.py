"""From a document as people have it to a draft graph.

The rooms above use these names::

    is_document(path) -> bool                       # a format that the intake reads (and RDF is not)
    take_in(path, …) -> Taken                       # LoadError: broken, encrypted, scanned, too big …

A document is read (``reading/``) into text and blocks, its sections are made out (``structure``), statements,
names, figures and links are recognised (``understanding``), and all of it becomes the graph of one plan
(``graph``) in which nothing is more than a suggestion until a person has said so.
"""

from plangraph.intake.taking import Taken, is_document, take_in

__all__ = ["Taken", "is_document", "take_in"]

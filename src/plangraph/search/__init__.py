"""Finds plans, their parts, concepts and rules by the words that people use for them.

::

    index = Index.read(store, more)         # once for a copy of the data; more: Entry(iri, kind, texts)
    found = index.ask("unge flygtninge", kind="goal", plan="hvidovre-2023")
    found.groups, found.plans               # how many of each kind, and of each plan
    found.hits("goal", 0, 25)               # the best first
    marked("Flere unge i job", found.terms) # the words that made it a hit

A word is found whatever its inflection and whether it is written with æøå or ae oe aa, also at the beginning,
end or in the middle of a compound; where nothing fits, what is spelt almost so is tried.
"""

from plangraph.search.index import Found, Hit, Index
from plangraph.search.marking import Piece, marked, snippet
from plangraph.search.things import KINDS, Entry, Field

__all__ = ["KINDS", "Entry", "Field", "Found", "Hit", "Index", "Piece", "marked", "snippet"]

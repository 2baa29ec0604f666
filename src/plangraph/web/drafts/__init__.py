"""Drafts that somebody hands in: kept for a while under an address that nobody can guess, then gone.

::

    keeper = Keeper(folder, limits, workshop, current)    # folder: None for one that goes with the server
    token, draft = keeper.open(data, "plan.docx", client=…, municipalities=("Hvidovre",), year=2024)
    draft = keeper.find(token)                            # ProblemError: not there, or not any more
    draft.wait(3.0) -> bool                               # whether the work on it is done
    draft.state -> State                                  # work (progress), failure, versions, uploads
    draft.examined() -> Examined                          # the assessment and what pages tell beside it
    draft.graph() -> bytes                                # the plan as Turtle
    keeper.delete(token)

What was handed in is parsed, checked and written by :mod:`plangraph.web.drafts.crafts`, in other processes.
"""

from __future__ import annotations

from plangraph.web.drafts.draft import Draft
from plangraph.web.drafts.keeping import Keeper
from plangraph.web.drafts.state import Failure, State, Upload, Version, Work

__all__ = ["Draft", "Failure", "Keeper", "State", "Upload", "Version", "Work"]

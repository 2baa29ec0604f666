"""Why some findings have no form: what mends them instead."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from plangraph.model import Finding, Text


class Reason(StrEnum):
    """Why a finding has no form."""

    WORDS = "words"  # only the words of the document can change it
    NOTHING = "nothing"  # there is nothing to mend
    REVIEW = "review"  # the review of suggestions settles it
    FILE = "file"  # it is in the build of the graph file
    OPEN = "open"  # nothing to choose from yet, or a thing that is no part of the plan


#: The rules whose findings never have a form.
REASONS: Final[Mapping[str, Reason]] = {
    "link-interpreted": Reason.WORDS,
    "national-target-only-interpreted": Reason.WORDS,
    "continuation-not-stated": Reason.WORDS,
    "goal-target-softened": Reason.WORDS,
    "goal-carried-unchanged": Reason.WORDS,
    "focus-area-local-priority": Reason.NOTHING,
    "suggestions-reviewed": Reason.REVIEW,
    "link-suggested": Reason.REVIEW,
    "link-once": Reason.FILE,
    "code-wellformed": Reason.FILE,
}
TEXTS: Final[Mapping[Reason, Text]] = {
    Reason.WORDS: Text(
        "Her er det dokumentets ord, der skal ændres. Skriv det i planen, og aflever den igen; en formular "
        "kan ikke sige noget, som planen ikke selv siger.",
        "Here it is the words of the document that have to change. Write it in the plan and hand it in "
        "again; a form cannot say what the plan does not say itself.",
    ),
    Reason.NOTHING: Text(
        "Her er intet at rette. Fundet er kun en oplysning til læseren.",
        "There is nothing to mend here. The finding only informs the reader.",
    ),
    Reason.REVIEW: Text(
        "Det afgøres i gennemsynet: dér kan forslagene godtages, ændres eller afvises, hvert ved siden af "
        "sin passage.",
        "The review settles it: there the suggestions can be accepted, changed or rejected, each beside its "
        "passage.",
    ),
    Reason.FILE: Text(
        "Fejlen ligger i, hvordan graffilen er skrevet, ikke i planen. Den rettes i filen; fundet siger, "
        "hvordan.",
        "The fault is in how the graph file is written, not in the plan. It is mended in the file; the "
        "finding says how.",
    ),
    Reason.OPEN: Text(
        "En formular har endnu intet at vælge imellem her, eller fundet gælder noget, som ikke er en del af "
        "planen. Ret de andre fund først, eller ret det i dokumentet.",
        "A form has nothing to choose from here yet, or the finding is about something that is no part of "
        "the plan. Mend the other findings first, or mend it in the document.",
    ),
}


def why_no_form(finding: Finding) -> Text:
    """Say what mends a finding that has no form."""
    return TEXTS[REASONS.get(finding.rule, Reason.OPEN)]

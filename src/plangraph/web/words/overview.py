"""What the overview says in Danish and English."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from plangraph.model import Text

WORDS: Final = MappingProxyType(
    {
        "overview_title": Text("Kommunernes beskæftigelsesplaner", "Municipal employment plans"),
        "overview_lead": Text(
            "Hvad vil kommunerne, for hvem og med hvilke redskaber? Hvilke nationale mål arbejder de for, og hvad "
            "mangler der i planerne?",
            "What do the municipalities want, for whom and by what means? Which national targets do they work "
            "towards, and what do the plans lack?",
        ),
        "overview_search": Text("Søg i planer og ordlister", "Search plans and vocabularies"),
        "overview_search_example": Text("fx IGU, unge eller fleksjob", "e.g. IGU, unge or fleksjob"),
        "overview_card_draft": Text(
            "Aflever et udkast i Word, PDF, tekst eller regneark, og se, hvad det mangler, hvor og hvorfor.",
            "Hand in a draft in Word, PDF, text or a spreadsheet, and see what it lacks, where and why.",
        ),
        "overview_card_coverage": Text("Dækningen i tabeller", "Coverage in tables"),
        "overview_card_coverage_text": Text(
            "Nationale mål, målgrupper og redskaber – og hvor der ikke står noget.",
            "National targets, target groups and instruments – and where nothing is said.",
        ),
        "overview_card_graph": Text("Planerne som graf", "The plans as a graph"),
        "overview_card_graph_text": Text(
            "Se, hvordan mål, målgrupper og redskaber hænger sammen.",
            "See how goals, target groups and instruments hang together.",
        ),
        "overview_card_questions": Text("Stil et spørgsmål", "Ask a question"),
        "overview_card_questions_text": Text(
            "Hvem tilbyder hvad, hvilke mål har intet tal – med svar, der kan hentes.",
            "Who offers what, which goals have no figure – with answers to download.",
        ),
        "overview_counts": Text(
            "{plans} planer fra {municipalities} kommuner.",
            "{plans} plans of {municipalities} municipalities.",
        ),
        "overview_caption": Text(
            "Planerne efter kommune og år. Niveauerne bygger oven på hinanden: en plan står på det højeste, den har nået.",
            "The plans by municipality and year. Levels build on one another: a plan stands on the highest it has "
            "reached.",
        ),
        "overview_checking": Text(
            "{count} planer tjekkes endnu. Indlæs siden igen om lidt.",
            "{count} plans are still being checked. Load the page again in a moment.",
        ),
        "overview_empty": Text("Der er ingen planer endnu.", "There are no plans yet."),
    }
)

"""What the pages of ``site/search/`` say in Danish and English."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from plangraph.model import Text

WORDS: Final = MappingProxyType(
    {
        "search_field": Text("Hvad leder du efter?", "What are you looking for?"),
        "search_help": Text(
            "Søg i planernes fokusområder, mål og indsatser, i ordlisterne, de nationale mål, kommunerne, spørgsmålene og "
            "reglerne. Bøjninger og sammensatte ord findes af sig selv: »flygtninge« finder »flygtningefamilier«.",
            "Search the plans' focus areas, goals and measures, the vocabularies, the national targets, the municipalities, the "
            "questions and the rules. Inflections and compounds are found by themselves. Danish words and English ones both work.",
        ),
        "search_examples": Text(
            "IGU · unge uden uddannelse · fleksjob · handicap · Hvidovre",
            "IGU · young people · refugees · disability · Hvidovre",
        ),
        "search_found": Text("{count} fundet", "{count} found"),
        "search_found_one": Text("1 fundet", "1 found"),
        "search_nothing": Text("Intet fundet for »{question}«.", "Nothing found for “{question}”."),
        "search_nothing_help": Text(
            "Prøv et andet ord, eller gå ind gennem", "Try another word, or go in by"
        ),
        "search_did_you_mean": Text("Mente du", "Did you mean"),
        "search_shown_instead": Text(
            "Intet passer på »{question}«, så det er det, der vises.",
            "Nothing matches “{question}”, so that is what is shown.",
        ),
        "search_partial": Text(
            "Intet har alle ordene. Her er det, der har flest af dem.",
            "Nothing has all the words. Here is what has most of them.",
        ),
        "search_used": Text(
            "Bruges {count} steder i {plans} planer.", "Used in {count} places in {plans} plans."
        ),
        "search_unused": Text("Bruges ikke i nogen plan her.", "Not used in any plan here."),
        "search_where": Text("Hvor bruges {name}?", "Where is {name} used?"),
        "search_also": Text("Også:", "Also:"),
        "search_section": Text("»{heading}«", "“{heading}”"),
        "search_page": Text("side {page}", "page {page}"),
        "search_target": Text("mål {number} for {year}", "target {number} for {year}"),
        "search_all": Text("Vis alle {count} {kind}", "Show all {count} {kind}"),
        "search_all_kinds": Text("Vis alt, der er fundet", "Show all that was found"),
        "search_kind_target-group": Text("Målgrupper", "Target groups"),
        "search_kind_instrument": Text("Redskaber", "Instruments"),
        "search_kind_benefit": Text("Ydelser", "Benefits"),
        "search_kind_national-target": Text("Nationale mål", "National targets"),
        "search_kind_municipality": Text("Kommuner", "Municipalities"),
        "search_kind_plan": Text("Planer", "Plans"),
        "search_kind_focus-area": Text("Fokusområder", "Focus areas"),
        "search_kind_objective": Text("Målsætninger", "Objectives"),
        "search_kind_goal": Text("Mål", "Goals"),
        "search_kind_measure": Text("Indsatser", "Measures"),
        "search_kind_challenge": Text("Udfordringer", "Challenges"),
        "search_kind_statement": Text("Udsagn om lovkrav", "Statements on what the law asks"),
        "search_kind_theme": Text("Temaer", "Themes"),
        "search_kind_requirement": Text("Lovkrav", "Statutory requirements"),
        "search_kind_organisation": Text("Udvalg, råd og jobcentre", "Committees, councils and jobcentres"),
        "search_kind_question": Text("Spørgsmål", "Questions"),
        "search_kind_rule": Text("Regler", "Rules"),
        "search_kind_indicator": Text("Indikatorer", "Indicators"),
        "search_kind_target-value": Text("Måltal", "Target figures"),
        "search_kind_observation": Text("Målte tal", "Measured figures"),
        "search_kind_unit": Text("Enheder", "Units"),
    }
)

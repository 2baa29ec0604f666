"""What the pages of ``site/vocabulary/`` say in Danish and English."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from plangraph.model import Text

WORDS: Final = MappingProxyType(
    {
        "vocabulary_lead": Text(
            "De ord, planerne er beskrevet med: hvad de betyder, hvornår de gælder, hvilken lov de hviler på, og hvilke "
            "planer der bruger dem.",
            "The words by which plans are described: what they mean, when they hold, on which law they rest, and which "
            "plans use them.",
        ),
        "vocabulary_targets_text": Text(
            "Ministerens beskæftigelsespolitiske mål for hvert år, med kilder, og hvad der er det samme fra år til år.",
            "The minister's targets of each year, with sources, and what stays the same from year to year.",
        ),
        "vocabulary_count": Text("{count} begreber.", "{count} concepts."),
        "vocabulary_count_targets": Text("{count} mål.", "{count} targets."),
        "vocabulary_uses_count": Text(
            "Tallene for brug tæller snævrere begreber med.", "Numbers of uses count narrower concepts too."
        ),
        "vocabulary_version": Text("Version {version}.", "Version {version}."),
        "vocabulary_more": Text("Mere om ordene", "More about the words"),
        "vocabulary_ontology": Text(
            "Ontologien: klasser og egenskaber", "The ontology: classes and properties"
        ),
        "vocabulary_rules": Text("Reglerne, som planerne måles på", "The rules that plans are held against"),
        "vocabulary_tops": Text("Øverste begreber", "Top concepts"),
        "vocabulary_told_above": Text("beskrevet et andet sted i træet", "described elsewhere in the tree"),
        "vocabulary_also_below": Text("Hører også under", "Also belongs to"),
        "vocabulary_below": Text("{count} snævrere begreber", "{count} narrower concepts"),
        "vocabulary_below_one": Text("1 snævrere begreb", "1 narrower concept"),
        "vocabulary_below_of": Text("under {name}", "below {name}"),
        "vocabulary_broader": Text("Hører under", "Belongs to"),
        "vocabulary_narrower": Text("Omfatter", "Covers"),
        "vocabulary_others": Text("Kaldes også", "Also called"),
        "vocabulary_others_in_da": Text("Kaldes også, på dansk", "Also called, in Danish"),
        "vocabulary_others_in_en": Text("Kaldes også, på engelsk", "Also called, in English"),
        "vocabulary_notation": Text("Kode", "Code"),
        "vocabulary_unit": Text("Enhed", "Unit"),
        "vocabulary_validity": Text("Gælder", "Holds"),
        "vocabulary_valid_since": Text("fra {since}", "since {since}"),
        "vocabulary_valid_until": Text("til og med {until}", "until {until}"),
        "vocabulary_valid_between": Text("fra {since} til og med {until}", "from {since} until {until}"),
        "vocabulary_known": Text(
            "kendt fra {since}; begyndelsen er ikke bekræftet",
            "known from {since}; the beginning is not confirmed",
        ),
        "vocabulary_law": Text("Retsgrundlag", "Legal basis"),
        "vocabulary_note": Text("Bemærkning", "Note"),
        "vocabulary_used": Text("Bruges {count} steder", "Used in {count} places"),
        "vocabulary_used_one": Text("Bruges 1 sted", "Used in 1 place"),
        "vocabulary_used_not": Text("Bruges ikke i nogen plan her.", "Not used in any plan here."),
        "vocabulary_unused_long": Text(
            "Ingen af planerne her bruger det. Det siger noget om planerne, ikke om kommunerne.",
            "None of the plans here uses it. That says something of the plans, not of the municipalities.",
        ),
        "vocabulary_unaddressed": Text(
            "Intet i planerne her adresserer målet.", "Nothing in the plans here addresses the target."
        ),
        "vocabulary_addressed": Text("Adresseret {count} steder", "Addressed in {count} places"),
        "vocabulary_addressed_one": Text("Adresseret 1 sted", "Addressed in 1 place"),
        "vocabulary_addressed_not": Text(
            "Ikke adresseret i nogen plan her.", "Not addressed in any plan here."
        ),
        "vocabulary_where_addressed": Text("Hvor det er adresseret", "Where it is addressed"),
        "vocabulary_where": Text("Hvor det bruges", "Where it is used"),
        "vocabulary_total": Text("{count} steder i {plans} planer.", "{count} places in {plans} plans."),
        "vocabulary_total_one": Text("1 sted.", "1 place."),
        "vocabulary_with_narrower": Text(
            "Steder med et snævrere begreb er talt med; begrebet står ved dem.",
            "Places with a narrower concept are counted; the concept stands beside them.",
        ),
        "vocabulary_element": Text("Hvor", "Where"),
        "vocabulary_how": Text("Hvordan", "How"),
        "vocabulary_inherited": Text("fra fokusområdet", "from the focus area"),
        "vocabulary_ask": Text("Spørg videre", "Ask further"),
        "vocabulary_as_data": Text("Som data", "As data"),
        "vocabulary_in_tree": Text("Se det i træet", "See it in the tree"),
        "vocabulary_in_list": Text("Se det mellem årets mål", "See it among the targets of the year"),
        "vocabulary_theme": Text("Tema", "Theme"),
        "vocabulary_targets_of_theme": Text("Nationale mål med temaet", "National targets with the theme"),
        "vocabulary_targets_lead": Text(
            "De beskæftigelsespolitiske mål, som ministeren udmeldte for hvert år. En plan måles på målene for sit eget år.",
            "The targets that the Minister for Employment announced for each year. A plan is held against those of its own year.",
        ),
        "vocabulary_targets_ended": Text(
            "Ordningen gjaldt til og med planer for {year}. Se kravet:",
            "The scheme held until and including plans for {year}. See the requirement:",
        ),
        "vocabulary_through_years": Text("Målene gennem årene", "The targets through the years"),
        "vocabulary_through_years_text": Text(
            "Et mål kan skifte nummer fra år til år; temaet er det, der er det samme. Tallet i tabellen er målets nummer det år.",
            "A target may change its number from year to year; the theme is what stays the same. The number in the table is "
            "that of the target in that year.",
        ),
        "vocabulary_disputed": Text("kilderne er uenige", "sources disagree"),
        "vocabulary_sources": Text("Kilder", "Sources"),
        "vocabulary_source_lacks": Text("uden mål {numbers}", "without target {numbers}"),
        "vocabulary_continues": Text("Fører videre", "Carries on"),
        "vocabulary_continued": Text("Føres videre af", "Carried on by"),
    }
)

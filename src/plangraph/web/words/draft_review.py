"""What the review of a draft's suggestions says in Danish and English."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from plangraph.model import Text

_WORDS: Final = {
    "review_title": Text("Gennemse forslagene", "Review the suggestions"),
    "review_lead": Text(
        "Det, der er læst ud af dokumentet, er forslag, til et menneske har set på dem. Se passagen, og afgør, om det "
        "passer.",
        "What was read out of the document is suggested until a person has looked at it. See the passage and decide "
        "whether it fits.",
    ),
    "review_counts": Text("{waiting} venter, {judged} er afgjort", "{waiting} waiting, {judged} decided"),
    "review_by": Text("afgøres af", "decided by"),
    "review_done": Text("Alle forslag er afgjort.", "All suggestions are decided."),
    "your_name": Text("Dit navn", "Your name"),
    "your_name_help": Text(
        "Der spørges kun én gang. Navnet skrives i planen ved det, du afgør eller tilføjer.",
        "You are asked only once. The name is written into the plan beside what you decide or add.",
    ),
    "name_needed": Text(
        "Skriv dit navn: det skal stå, hvem der afgør det.", "Write your name: it has to be said who decides."
    ),
    "begin": Text("Begynd", "Begin"),
    "filter_matter": Text("Hvad det handler om", "What it is about"),
    "filter_sure": Text("Hvor sikkert", "How sure"),
    "filter_area": Text("Fokusområde", "Focus area"),
    "no_area": Text("uden for fokusområderne", "outside the focus areas"),
    "at_least": Text("mindst {percent} %", "at least {percent} %"),
    "place_of": Text("Forslag {number} af {total}", "Suggestion {number} of {total}"),
    "said_of": Text("Siges om:", "Said of:"),
    "candidate": Text(
        "Det står i løbende tekst og er ikke med i planen, før du godtager det.",
        "It stands in running text and is no part of the plan until you accept it.",
    ),
    "passage": Text("Sådan står der", "This is what it says"),
    "no_passage": Text("Der er ingen passage til det.", "There is no passage for it."),
    "page": Text("s.", "p."),
    "sure_very": Text("meget sikkert", "very sure"),
    "sure_quite": Text("sikkert", "sure"),
    "sure_fairly": Text("nogenlunde sikkert", "fairly sure"),
    "sure_little": Text("usikkert", "unsure"),
    "accept": Text("Godtag", "Accept"),
    "accept_link": Text("Godtag som min læsning", "Accept as my reading"),
    "accept_stated": Text("Godtag: planen siger det selv", "Accept: the plan states it"),
    "reject": Text("Afvis", "Reject"),
    "skip": Text("Spring over", "Skip"),
    "change": Text("Ret forslaget", "Change the suggestion"),
    "change_stated": Text("Planen siger det selv", "The plan states it itself"),
    "change_save": Text("Gem det rettede", "Save the change"),
    "nothing_changed": Text(
        "Intet er ændret. Ret et felt, eller godtag forslaget, som det er.",
        "Nothing is changed. Change a field, or accept the suggestion as it is.",
    ),
    "not_judged": Text(
        "Det kan ikke skrives sådan. Se felterne efter, og prøv igen.",
        "It cannot be written so. Look at the fields and try again.",
    ),
    "no_decision": Text("Vælg, hvad der skal ske med forslaget.", "Choose what becomes of the suggestion."),
    "not_said": Text("siges ikke", "not said"),
    "field_element": Text("Hvad det er", "What it is"),
    "field_label": Text("Navn", "Name"),
    "field_value": Text("Tal", "Figure"),
    "field_comparator": Text("Sammenligning", "Comparison"),
    "field_unit": Text("Enhed", "Unit"),
    "field_valueKind": Text("Niveau eller ændring", "Level or change"),
    "field_direction": Text("Retning", "Direction"),
    "field_offset": Text("Afstand til landsgennemsnittet", "Distance to the national average"),
    "field_dueYear": Text("År, det skal være nået", "Year by which it is to be reached"),
    "field_NationalTarget": Text("Nationalt mål", "National target"),
    "field_TargetGroup": Text("Målgruppe", "Target group"),
    "field_Instrument": Text("Redskab", "Instrument"),
    "field_StatutoryRequirement": Text("Lovkrav", "Legal requirement"),
    "decision_accepted": Text("Godtaget", "Accepted"),
    "decision_stated": Text("Godtaget som planens egne ord", "Accepted as the plan's own words"),
    "decision_changed": Text("Ændret", "Changed"),
    "decision_rejected": Text("Afvist", "Rejected"),
    "bulk": Text("Godtag flere på én gang", "Accept several at once"),
    "bulk_text": Text(
        "Kun det, der er ret sikkert. Mulige udsagn i løbende tekst skal altid ses igennem ét for ét. Det kan fortrydes.",
        "Only what is rather sure. Possible statements in running text are always looked at one by one. It can be "
        "undone.",
    ),
    "bulk_from": Text("Hvor sikkert", "How sure"),
    "bulk_option": Text(
        "mindst {percent} % ({number} forslag)", "at least {percent} % (suggestions: {number})"
    ),
    "bulk_accept": Text("Godtag dem", "Accept them"),
    "accepted": Text("{count} forslag godtaget", "{count} suggestions accepted"),
    "accepted_one": Text("1 forslag godtaget", "1 suggestion accepted"),
    "list": Text("Alle forslag", "All suggestions"),
    "list_caption": Text(
        "{count} forslag i dokumentets rækkefølge", "Suggestions in the order of the document: {count}"
    ),
    "suggestion": Text("Forslag", "Suggestion"),
    "where": Text("Hvor", "Where"),
    "sure": Text("Sikkerhed", "Confidence"),
}

WORDS: Final = MappingProxyType({f"drafts_{key}": text for key, text in _WORDS.items()})

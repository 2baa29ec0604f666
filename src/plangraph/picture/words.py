"""The words of the picture, in Danish and English."""

from __future__ import annotations

from typing import Final

from plangraph.model import Text

#: A kind of node, in the plural: heading of a column and of a table.
KINDS: Final = {
    "national-target": Text("Nationale mål", "National targets"),
    "plan": Text("Planer", "Plans"),
    "focus-area": Text("Fokusområder", "Focus areas"),
    "objective": Text("Målsætninger", "Objectives"),
    "goal": Text("Mål", "Goals"),
    "measure": Text("Indsatser", "Measures"),
    "target-group": Text("Målgrupper", "Target groups"),
    "instrument": Text("Redskaber", "Instruments"),
}
#: The same in the singular.
KIND: Final = {
    "national-target": Text("Nationalt mål", "National target"),
    "plan": Text("Plan", "Plan"),
    "focus-area": Text("Fokusområde", "Focus area"),
    "objective": Text("Målsætning", "Objective"),
    "goal": Text("Mål", "Goal"),
    "measure": Text("Indsats", "Measure"),
    "target-group": Text("Målgruppe", "Target group"),
    "instrument": Text("Redskab", "Instrument"),
}
BASIS: Final = {
    "Stated": Text("planen siger det selv", "the plan says so"),
    "Interpreted": Text("tolket", "interpreted"),
    "Suggested": Text("foreslået", "suggested"),
}
STATUS: Final = {
    "goal": Text("adresseret af mål", "addressed by a goal"),
    "area": Text("kun i fokusområde", "focus area only"),
    "objective": Text("kun i målsætning", "objective only"),
    "both": Text("kun i fokusområde og målsætning", "focus area and objective only"),
    "measure": Text("kun i indsats", "measure only"),
    "none": Text("ikke adresseret", "not addressed"),
}
#: What the page says around the picture, and what the script says in it.
WORDS: Final = {
    "skip": Text("Gå til tabellerne", "Skip to the tables"),
    "intro": Text(
        "Læs fra venstre mod højre: hvad ministeren beder om, hvad planen sætter sig for, og hvem og hvad "
        "der er med. Klik på en kasse for at se, hvad den hænger sammen med, og hvor i planen det står.",
        "Read from left to right: what the minister asks for, what the plan sets out to do, and who and "
        "what is involved. Click a box to see what it is tied to, and where in the plan it stands.",
    ),
    "controls": Text("Vælg, hvad billedet viser", "Choose what the picture shows"),
    "plan": Text("Plan", "Plan"),
    "all_plans": Text("Alle planer (samlet)", "All plans (merged)"),
    "group": Text("Målgruppe", "Target group"),
    "all_groups": Text("Alle målgrupper", "All target groups"),
    "search": Text("Søg (dansk eller engelsk)", "Search (Danish or English)"),
    "language": Text("Sprog", "Language"),
    "kinds": Text("Vis", "Show"),
    "mediated": Text("Gennem indsatser", "Through measures"),
    "mentioned": Text("Kun nævnt", "Only named"),
    "reset": Text("Nulstil", "Reset"),
    "zoom_in": Text("Zoom ind", "Zoom in"),
    "zoom_out": Text("Zoom ud", "Zoom out"),
    "zoom_fit": Text("Normal størrelse", "Normal size"),
    "print": Text("Udskriv", "Print"),
    "legend": Text("Signaturforklaring", "Legend"),
    "line_stated": Text("planen siger det selv", "stated by the plan"),
    "line_interpreted": Text("tolket", "interpreted"),
    "line_part": Text("hører under", "belongs to"),
    "line_inherited": Text("arvet eller gennem indsats", "inherited or by a measure"),
    "line_gap": Text("planen adresserer det ikke", "the plan does not address it"),
    "line_count": Text("Tykkere streg: flere mål", "Thicker line: more goals"),
    "picture": Text("Billedet", "The picture"),
    "keys": Text(
        "Billede af planen. Pil op og ned går gennem en kolonne, pil til venstre og højre til den kasse, "
        "der hænger sammen med den valgte, Escape rydder valget. Tabellerne nedenfor siger det samme.",
        "Picture of the plan. Arrow up and down walk a column, arrow left and right go to a box tied to the "
        "chosen one, Escape clears the choice. The tables below say the same.",
    ),
    "no_script": Text(
        "Billedet kræver JavaScript. Tabellerne nedenfor siger det samme.",
        "The picture needs JavaScript. The tables below say the same.",
    ),
    "details": Text("Detaljer", "Details"),
    "details_hint": Text(
        "Klik på en kasse i billedet, eller vælg en i tabellerne med tastaturet.",
        "Click a box in the picture, or choose one in the tables with the keyboard.",
    ),
    "close": Text("Ryd valget", "Clear the choice"),
    "open_plan": Text("Vis denne plan", "Show this plan"),
    "number": Text("Nummer", "Number"),
    "description": Text("Indhold", "Content"),
    "figures": Text("Måltal", "Figures"),
    "no_figures": Text("uden måltal", "no figure"),
    "direction_only": Text("kun retning", "direction only"),
    "with_figures": Text("med måltal", "with a figure"),
    "links": Text("Sammenhæng med nationale mål", "Links to national targets"),
    "addressed_by": Text("Adresseret af", "Addressed by"),
    "in": Text("Ligger under", "Belongs to"),
    "contains": Text("Omfatter", "Comprises"),
    "groups": Text("Målgrupper", "Target groups"),
    "instruments": Text("Redskaber", "Instruments"),
    "concepts": Text("Grupper og redskaber", "Groups and instruments"),
    "mentions": Text("Nævnes også", "Also named"),
    "used_by": Text("Bruges af", "Used by"),
    "named_by": Text("Kun nævnt i", "Only named in"),
    "priority": Text("Lokal prioritet", "Local priority"),
    "why": Text("Begrundelse", "Rationale"),
    "where": Text("Hvor i planen", "Where in the plan"),
    "section": Text("afsnit", "section"),
    "page": Text("s.", "p."),
    "characters": Text("tegn", "characters"),
    "inherited": Text("arvet", "inherited"),
    "via": Text("gennem", "through"),
    "status": Text("Status", "Status"),
    "year": Text("År", "Year"),
    "no": Text("Nr.", "No."),
    "local": Text("lokal prioritet", "local priority"),
    "unlinked": Text("uden nationalt mål", "no national target"),
    "target_short": Text("nat. mål", "nat. target"),
    "gaps_in": Text("ikke adresseret i {n} af {m} planer", "not addressed in {n} of {m} plans"),
    "gap_short": Text("nat. mål {n} ikke adresseret", "nat. target {n} not addressed"),
    "lines_hint": Text(
        "Linjerne er for mange til at vises på én gang: peg på en kasse, eller klik på den.",
        "The lines are too many to be shown at once: point at a box, or click it.",
    ),
    "elements_count": Text("{n} elementer", "{n} elements"),
    "hits": Text("{n} fundet", "{n} found"),
    "no_hits": Text("Intet fundet", "Nothing found"),
    "shown": Text("{n} kasser vises", "{n} boxes shown"),
    "tables": Text("Tabellerne: det samme i ord", "The tables: the same in words"),
    "tables_intro": Text(
        "Tabellerne følger valgene ovenfor. Vælg en linje for at se den i billedet.",
        "The tables follow the choices above. Choose a row to see it in the picture.",
    ),
    "national_table": Text("Nationale mål og planer", "National targets and plans"),
    "none": Text("ingen", "none"),
    "basis": Text("Grundlag", "Basis"),
    "goals": Text("Mål", "Goals"),
    "other": Text("Fokusområder og målsætninger", "Focus areas and objectives"),
    "kind": Text("Slags", "Kind"),
    "made_by": Text(
        "Dannet af plangraph. Filen henter intet fra nettet.", "Made by plangraph. The file loads nothing."
    ),
}

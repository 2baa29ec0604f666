"""The words of the picture, in Danish and English."""

from __future__ import annotations

from typing import Final

from plangraph.model import Text

#: A kind of node, in the plural: heading of a column and of a table.
KINDS: Final = {
    "national-target": Text("Nationale mål", "National targets"),
    "theme": Text("Nationale mål efter tema", "National targets by theme"),
    "plan": Text("Planer", "Plans"),
    "municipality": Text("Kommuner", "Municipalities"),
    "region": Text("Regioner", "Regions"),
    "year": Text("År", "Years"),
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
    "theme": Text("Tema for nationale mål", "Theme of national targets"),
    "plan": Text("Plan", "Plan"),
    "municipality": Text("Kommune", "Municipality"),
    "region": Text("Region", "Region"),
    "year": Text("År", "Year"),
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
    "target": Text("Nationalt mål", "National target"),
    "all_targets": Text("Alle nationale mål", "All national targets"),
    "search": Text("Søg i billedet (dansk eller engelsk)", "Search the picture (Danish or English)"),
    "search_button": Text("Søg", "Search"),
    "search_all": Text(
        "Søg efter “{q}” i alle planer og ordlister", "Search all plans and vocabularies for “{q}”"
    ),
    "not_drawn": Text("ikke tegnet", "not drawn"),
    "language": Text("Sprog", "Language"),
    "kinds": Text("Vis", "Show"),
    "mediated": Text("Gennem indsatser", "Through measures"),
    "mentioned": Text("Kun nævnt", "Only named"),
    "reset": Text("Nulstil", "Reset"),
    "zoom_in": Text("Zoom ind", "Zoom in"),
    "zoom_out": Text("Zoom ud", "Zoom out"),
    "zoom_fit": Text("Normal størrelse", "Normal size"),
    "print": Text("Udskriv", "Print"),
    "legend": Text("Hvad der vises, og hvad det betyder", "What is shown, and what it means"),
    "line_stated": Text("planen siger det selv", "stated by the plan"),
    "line_interpreted": Text("tolket", "interpreted"),
    "line_suggested": Text("foreslået, ikke bekræftet", "suggested, not confirmed"),
    "line_part": Text("hører under", "belongs to"),
    "line_inherited": Text("arvet eller gennem indsats", "inherited or by a measure"),
    "line_gap": Text("planen adresserer det ikke", "the plan does not address it"),
    "line_count": Text("Tykkere streg: flere mål", "Thicker line: more goals"),
    "line_share": Text(
        "Tykkere streg: flere mål, eller en større del af planerne",
        "Thicker line: more goals, or a larger share of the plans",
    ),
    "matrix": Text("Som felter i stedet for linjer", "As a matrix instead of lines"),
    "cell_share": Text(
        "antal planer; mørkere: en større del af dem; ⚠ så mange adresserer det ikke",
        "number of plans; darker: a larger share of them; ⚠ so many do not address it",
    ),
    "cell_size": Text(
        "Større: flere mål. Tom: kun andet end mål", "Larger: more goals. Empty: only other than goals"
    ),
    "line_named": Text("arvet eller kun nævnt", "inherited or only named"),
    "gap_some": Text("mindst én plan adresserer det ikke", "at least one plan does not address it"),
    "part_some": Text("mindst én plan har det ikke i et mål", "at least one plan has no goal for it"),
    "gap_many": Text("mindst halvdelen adresserer det ikke", "at least half do not address it"),
    "part_many": Text(
        "nogle adresserer det ikke, eller ikke i et mål", "some do not address it, or by no goal"
    ),
    "picture": Text("Billedet", "The picture"),
    "keys": Text(
        "Billede af planen. Pil op og ned går gennem en kolonne, pil til venstre og højre til den kasse, "
        "der hænger sammen med den valgte, Enter går til detaljerne, Escape rydder valget. Tabellerne "
        "nedenfor siger det samme.",
        "Picture of the plan. Arrow up and down walk a column, arrow left and right go to a box tied to the "
        "chosen one, Enter goes to the details, Escape clears the choice. The tables below say the same.",
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
    "elements": Text("Steder i planerne", "Places in the plans"),
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
    "through_others": Text("gennem målsætninger og indsatser", "through objectives and measures"),
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
    "partly_in": Text("uden mål i {n} af {m} planer", "without a goal in {n} of {m} plans"),
    "missing_n": Text(
        "{n} huller: nationale mål, der ikke er adresseret", "{n} gaps: national targets not addressed"
    ),
    "missing_n_one": Text(
        "1 hul: et nationalt mål ikke adresseret", "1 gap: a national target not addressed"
    ),
    "missing_one": Text("1 nationalt mål ikke adresseret", "1 national target not addressed"),
    "missing_few": Text("{n} nationale mål ikke adresseret", "{n} national targets not addressed"),
    "reach_goal": Text("planer, hvor mål adresserer det: {n}", "plans in which goals address it: {n}"),
    "reach_area": Text(
        "planer, hvor kun andet end mål gør: {n}", "plans in which only other than goals do: {n}"
    ),
    "reach_none": Text("planer, der ikke adresserer det: {n}", "plans that do not address it: {n}"),
    "gaps": Text("Adresseres ikke", "Not addressed"),
    "gaps_of": Text("Ikke adresseret af", "Not addressed by"),
    "plans_of": Text("{n} af {m} planer", "{n} of {m} plans"),
    "goal": Text("{n} mål", "{n} goal"),
    "goals_n": Text("{n} mål", "{n} goals"),
    "others_n": Text("{n} andre steder", "{n} other places"),
    "more": Text("Se mere", "See more"),
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
    "key_goal": Text("adresseret af mål", "addressed by goals"),
    "key_part": Text("kun af andet end mål", "only by other than goals"),
    "key_none": Text("ikke adresseret", "not addressed"),
    "key_plans": Text("antal planer:", "numbers of plans:"),
    "not_asked": Text("ikke i planens år", "not in the plan's year"),
    "rows_left": Text(
        "{n} linjer mere er udeladt: vælg færre planer.", "{n} more rows are left out: choose fewer plans."
    ),
    "and_more": Text("og {n} mere", "and {n} more"),
    "name": Text("Navn", "Name"),
    "how": Text("Hvordan", "How"),
    "other_elements": Text("Andre steder", "Other places"),
    "only_named_in": Text("Kun nævnt", "Only named"),
    "with_goals": Text("Planer med mål", "Plans with goals"),
    "with_others": Text("Planer med andet end mål", "Plans with other than goals"),
    "without_it": Text("Planer uden", "Plans without"),
    "uses_table": Text("Hvor det står i planerne", "Where it stands in the plans"),
    "no_uses": Text("Ingen af planerne", "None of the plans"),
    "only_named": Text("kun nævnt", "only named"),
    "no_basis": Text("uden angivet grundlag", "no basis given"),
    "inherited_from": Text("arvet fra fokusområdet", "inherited from the focus area"),
    "own_words": Text("siger det selv", "says so itself"),
    "none": Text("ingen", "none"),
    "basis": Text("Grundlag", "Basis"),
    "goals": Text("Mål", "Goals"),
    "other": Text("Fokusområder og målsætninger", "Focus areas and objectives"),
    "kind": Text("Slags", "Kind"),
    "made_by": Text(
        "Dannet af plangraph. Filen henter intet fra nettet.", "Made by plangraph. The file loads nothing."
    ),
}

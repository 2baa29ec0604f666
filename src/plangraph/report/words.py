"""The words of reports and pages, in Danish and English."""

from __future__ import annotations

from typing import Final

from plangraph.assess.scores import DIMENSIONS
from plangraph.model import Severity, State, Text

SEVERITY: Final = {
    Severity.VIOLATION: Text("fejl", "violation"),
    Severity.WARNING: Text("advarsel", "warning"),
    Severity.INFO: Text("til orientering", "info"),
}
SEVERITIES: Final = {
    Severity.VIOLATION: Text("Fejl", "Violations"),
    Severity.WARNING: Text("Advarsler", "Warnings"),
    Severity.INFO: Text("Til orientering", "For information"),
}
#: A sign beside each colour, so that colour is never the only one.
SIGN: Final = {Severity.VIOLATION: "✖", Severity.WARNING: "▲", Severity.INFO: "●"}

STATE: Final = {
    State.PASSED: Text("opfyldt", "passed"),
    State.FAILED: Text("ikke opfyldt", "failed"),
    State.NOT_APPLICABLE: Text("ikke relevant", "not applicable"),
    State.ERRORED: Text("kunne ikke afgøres", "could not be decided"),
}
DIMENSION: Final = DIMENSIONS

#: Names of the folders of the question library.
THEME: Final = {
    "coverage": Text("Dækning", "Coverage"),
    "continuity": Text("Kontinuitet", "Continuity"),
    "comparison": Text("Sammenligning", "Comparison"),
    "quality": Text("Kvalitet", "Quality"),
}

_WORDS: Final = {
    "plan": Text("Plan", "Plan"),
    "plans": Text("Planer", "Plans"),
    "year": Text("År", "Year"),
    "checks": Text("Opfyldte tjek", "Checks passed"),
    "findings": Text("Fund", "Findings"),
    "no_findings": Text("Ingen fund.", "No findings."),
    "fix": Text("Gør sådan", "What to do"),
    "why": Text("Hvorfor", "Why"),
    "where": Text("Hvor", "Where"),
    "rule": Text("Regel", "Rule"),
    "rules": Text("Regler", "Rules"),
    "ruleset": Text("regelsæt", "rule set"),
    "result": Text("Resultat", "Result"),
    "examined": Text("Undersøgt", "Examined"),
    "page": Text("s.", "p."),
    "characters": Text("tegn", "characters"),
    "of": Text("af", "of"),
    "important_gap": Text("Det vigtigste hul", "The most important gap"),
    "no_gap": Text("ingen fejl eller advarsler", "no violations or warnings"),
    "remarked": Text("bemærket", "remarked"),
    "gaps": Text("Huller", "Gaps"),
    "none": Text("ingen", "none"),
    "overview": Text("Overblik", "Overview"),
    "coverage": Text("Dækning", "Coverage"),
    "graph": Text("Graf", "Graph"),
    "skip": Text("Gå til indholdet", "Skip to the content"),
    "goals": Text("Mål", "Goals"),
    "goal": Text("Mål", "Goal"),
    "area": Text("Fokusområde", "Focus area"),
    "areas": Text("Fokusområder", "Focus areas"),
    "national_target": Text("Nationalt mål", "National target"),
    "national_targets": Text("Nationale mål", "National targets"),
    "groups": Text("Målgrupper", "Target groups"),
    "instruments": Text("Redskaber", "Instruments"),
    "figures": Text("Måltal", "Figures"),
    "report_of": Text("Fuldstændighed", "Completeness"),
    "about_index": Text(
        "Planerne som graf: hvad de siger, hvad de mangler, og hvor det står.",
        "The plans as a graph: what they say, what they lack, and where it stands.",
    ),
    "open_graph": Text("Åbn det interaktive billede", "Open the interactive picture"),
    "open_coverage": Text("Se dækningen i tabeller", "See the coverage in tables"),
    "states_heading": Text("Reglerne én for én", "The rules one by one"),
    "dimension": Text("Dimension", "Dimension"),
    "made_by": Text(
        "Dannet af plangraph {version}. Kode: MPL-2.0. Data: CC BY 4.0. Belæg peger på planens egen tekst "
        "(tegnpositioner); planens sætninger er ikke gengivet.",
        "Made by plangraph {version}. Code: MPL-2.0. Data: CC BY 4.0. Evidence points at the plan's own text "
        "(character positions); the plan's sentences are not reproduced.",
    ),
    "other_language": Text("In English", "På dansk"),
    "stated": Text("planen siger det", "the plan states it"),
    "interpreted": Text("læst af os", "interpreted by a reader"),
    "suggested": Text("foreslået af indlæsningen", "suggested by the intake"),
    "inherited": Text("fra området", "from the area"),
    "index_caption": Text(
        "Hver plan er holdt op mod reglerne for sit eget år. Et tjek er én regel på ét element.",
        "Each plan is held against the rules of its own year. A check is one rule on one element.",
    ),
    "checks_lower": Text("tjek er opfyldt", "checks passed"),
    "number": Text("Nr.", "No."),
    "status": Text("Status", "Status"),
    "no_targets": Text(
        "Der er ingen nationale mål for dette år.", "There are no national targets for this year."
    ),
    "goals_caption": Text(
        "Planens mål i planens rækkefølge. Hvor planen ikke selv nummererer, er numrene løbende.",
        "The plan's goals in its own order. Where the plan has no numbers of its own they run on.",
    ),
    "coverage_lead": Text(
        "Hvert felt siger, hvilke mål der gælder noget, eller om det kun er nævnt eller slet ikke er der.",
        "Each cell says which goals concern something, or whether it is only named or not there at all.",
    ),
    "level_goal": Text("et eller flere mål", "one goal or more"),
    "level_area": Text("kun fokusområde eller målsætning", "only a focus area or an objective"),
    "level_none": Text("ikke adresseret", "not addressed"),
    "level_off": Text("ikke et nationalt mål det år", "no national target that year"),
    "only_mentioned": Text("kun nævnt", "only named"),
    "only_measure": Text("kun i en indsats", "only in a measure"),
    "not_there": Text("ikke nævnt", "not named"),
    "theme": Text("Tema", "Theme"),
    "matrix_themes": Text("Nationale mål i hver plan", "National targets in each plan"),
    "matrix_themes_caption": Text(
        "En række er det, der forbliver det samme, når et nationalt mål vender tilbage et andet år.",
        "Rows are what stays the same when a national target returns in another year.",
    ),
    "matrix_groups": Text("Målgrupper i hver plan", "Target groups in each plan"),
    "matrix_groups_caption": Text("Mål, der gælder hver gruppe.", "Goals that concern each group."),
    "matrix_instruments": Text("Redskaber i hver plan", "Instruments in each plan"),
    "matrix_instruments_caption": Text(
        "Mål, der bruger hvert redskab, selv eller gennem en indsats.",
        "Goals that use each instrument, themselves or through a measure.",
    ),
    "pages_at": Text("Siderne ligger klar: åbn {path}", "The pages are ready: open {path}"),
    "written": Text("Skrevet: {path}", "Written: {path}"),
    "loaded": Text(
        "{plan}: {count} udsagn indlæst fra {path}", "{plan}: {count} statements loaded from {path}"
    ),
    "reloaded": Text(
        "{plan}: {count} udsagn indlæst fra {path} i stedet for dem, der var",
        "{plan}: {count} statements loaded from {path} in place of those there were",
    ),
    "waives_nothing": Text(
        "Bemærk: reglen {rule} finder i dag intet galt med det; dispensationen venter.",
        "Note: the rule {rule} finds no fault with it today; the waiver waits.",
    ),
    "takes": Text("Tager", "Takes"),
    "optional": Text("kan udelades", "optional"),
    "no_text": Text(
        "{plan}: ingen tekst i {path} har kildens SHA-256",
        "{plan}: no text in {path} has the source's SHA-256",
    ),
    "verified": Text(
        "{plan}: holdt op mod {path}, {count} uoverensstemmelser",
        "{plan}: held against {path}, {count} mismatches",
    ),
    "title": Text("Beskæftigelsesplaner", "Employment plans"),
    "rows": Text("rækker", "rows"),
    "row": Text("række", "row"),
    # the report as a document
    "contents": Text("Indhold", "Contents"),
    "verdict_checks": Text(
        "Planen opfylder {passed} af {examined} tjek.", "The plan passes {passed} of {examined} checks."
    ),
    "verdict_top": Text(
        "Den har nået det øverste trin, »{tier}«.", "It has reached the highest tier, “{tier}”."
    ),
    "verdict_tier": Text("Den har nået trinnet »{tier}«.", "It has reached the tier “{tier}”."),
    "verdict_no_tier": Text(
        "Den har endnu ikke nået det første trin.", "It has not reached the first tier yet."
    ),
    "verdict_next": Text(
        "Mellem den og trinnet »{tier}« står {gaps}.", "Between it and the tier “{tier}” there {are} {gaps}."
    ),
    "verdict_steps": Text("{steps} er nok til at nå det.", "{steps} {are} enough to get there."),
    "tiers": Text("Hvor langt er planen?", "How far has the plan come?"),
    "tiers_note": Text(
        "Hvert trin bygger på det forrige. Et trin er nået, når intet fund står i vejen.",
        "Each tier builds on the one before. A tier is reached when no finding stands in the way.",
    ),
    "tier": Text("Trin", "Tier"),
    "reached": Text("nået", "reached"),
    "not_reached": Text("ikke nået", "not reached"),
    "undecided": Text("Kunne ikke afgøres: {rules}.", "Could not be decided: {rules}."),
    "left_out": Text("Slået fra i profilen: {rules}.", "Switched off by the profile: {rules}."),
    "next_tier": Text("næste trin", "next tier"),
    "in_the_way": Text("{gaps} i vejen", "{gaps} in the way"),
    "between": Text("Det står mellem planen og »{tier}«", "What stands between the plan and “{tier}”"),
    "steps": Text("Den korteste vej til »{tier}«", "The shortest way to “{tier}”"),
    "steps_note": Text(
        "Den mindste mængde rettelser, der når næste trin, med dem først, der rydder mest.",
        "The smallest set of fixes that reaches the next tier, those that clear most first.",
    ),
    "clears": Text("rydder {gaps}", "clears {gaps}"),
    "scores": Text("Opfyldte tjek", "Checks passed"),
    "scores_note": Text(
        "Et tjek er én regel på ét element i planen. Tæller og nævner står altid sammen.",
        "A check is one rule on one element of the plan. Numerator and denominator always stand together.",
    ),
    "one_page": Text("Resumé på én side", "Summary on one page"),
    "tier_reached": Text("Trin nået", "Tier reached"),
    "check_is": Text("Et tjek er én regel på ét element.", "A check is one rule on one element."),
    "per_dimension": Text("Efter dimension", "By dimension"),
    "per_area": Text("Efter fokusområde", "By focus area"),
    "per_goal": Text("Efter mål", "By goal"),
    "share": Text("Andel", "Share"),
    "whole_plan": Text("Hele planen", "The whole plan"),
    "findings_note": Text(
        "Efter dimension og fokusområde, de alvorligste først. Numrene er de samme i alle formater.",
        "By dimension and focus area, the most serious first. The numbers are the same in all formats.",
    ),
    "finding_no": Text("Fund {number}", "Finding {number}"),
    "sources": Text("Kilder", "Sources"),
    "patch": Text("Rettelse i Turtle", "Fix in Turtle"),
    "patch_of": Text("Rettelse i Turtle til fund {number}", "Fix in Turtle for finding {number}"),
    "examples": Text("Sådan gjorde andre", "How others did it"),
    "waived": Text("Accepterede huller", "Accepted gaps"),
    "waived_note": Text(
        "Huller, som nogen har taget ansvar for indtil en dato. Derefter melder de sig igen.",
        "Gaps that somebody has answered for until a date. After it they are reported again.",
    ),
    "no_waived": Text("Ingen.", "None."),
    "lapsed": Text("Accepten fra {by} udløb {until}", "The acceptance by {by} expired {until}"),
    "waived_by": Text("Accepteret af {by} til og med {until}", "Accepted by {by} until {until}"),
    "reason": Text("Begrundelse", "Reason"),
    "passed_heading": Text("Opfyldt ({count} af {total} regler)", "Passed ({count} of {total} rules)"),
    "failed_heading": Text(
        "Ikke opfyldt ({count} af {total} regler)", "Not passed ({count} of {total} rules)"
    ),
    "not_applicable_heading": Text(
        "Ikke relevant ({count} af {total} regler)", "Not applicable ({count} of {total} rules)"
    ),
    "errored_heading": Text(
        "Kunne ikke afgøres ({count} af {total} regler)", "Could not be decided ({count} of {total} rules)"
    ),
    "targets_reach_caption": Text(
        "Ministerens mål for planens år, og hvor langt ned i planen hvert af dem når. En kobling er angivet, "
        "når planen selv siger det, og fortolket, når en læser gør.",
        "The minister's targets for the plan's year, and how far down into the plan each of them reaches. A "
        "link is stated when the plan itself says so, and interpreted when a reader does.",
    ),
    "links": Text("Koblinger", "Links"),
    "links_counted": Text(
        "{stated} angivet, {interpreted} fortolket", "{stated} stated, {interpreted} interpreted"
    ),
    "reach_goal": Text("har mål", "has goals"),
    "reach_objective": Text("kun målsætning", "objective only"),
    "reach_measure": Text("kun indsats", "measure only"),
    "reach_focus-area": Text("kun fokusområde", "focus area only"),
    "reach_none": Text("intet i planen", "nothing in the plan"),
    "objectives": Text("Målsætninger", "Objectives"),
    "objective": Text("Målsætning", "Objective"),
    "measure": Text("Indsats", "Measure"),
    "measures": Text("Indsatser", "Measures"),
    "filter": Text("Vælg, hvad du vil se", "Choose what to see"),
    "severity": Text("Alvor", "Severity"),
    "all": Text("alle", "all"),
    "sort": Text("Rækkefølge", "Order"),
    "sort_grouped": Text("efter dimension og fokusområde", "by dimension and focus area"),
    "sort_severity": Text("de alvorligste først", "most serious first"),
    "sort_area": Text("efter fokusområde", "by focus area"),
    "sort_place": Text("som i planen", "as in the plan"),
    "shown": Text("Viser {n} af {m} fund", "Showing {n} of {m} findings"),
    "no_patch_here": Text(
        "Rettelserne i Turtle står i HTML-, Markdown- og JSON-udgaven.",
        "The fixes in Turtle are in the HTML, Markdown and JSON versions.",
    ),
    "page_of": Text("Side {page} af {pages}", "Page {page} of {pages}"),
    # the summary for a committee
    "summary": Text("Resumé til udvalget", "Summary for the committee"),
    "picture_says": Text("Det viser billedet", "What the picture shows"),
    "picture": Text("Billede", "Picture"),
    "picture_of": Text("Billede: {text}", "Picture: {text}"),
    "do_first": Text("Det vil hjælpe mest", "What would help most"),
    "nothing_to_do": Text(
        "Intet skal rettes for at nå et højere trin.", "Nothing needs fixing to reach a higher tier."
    ),
    "and_more": Text("og {count} til; se rapporten.", "and {count} more; see the report."),
    "served_of": Text(
        "{served} af {all} nationale mål for {year} har et mål i planen.",
        "{served} of {all} national targets for {year} have a goal in the plan.",
    ),
    "severity_note": Text(
        "Fejl skal rettes, advarsler bør, resten er til orientering.",
        "Violations must be fixed, warnings should be, the rest is for information.",
    ),
    "report_footer": Text(
        "Dannet af plangraph {version}, regelsæt {ruleset}.",
        "Made by plangraph {version}, rule set {ruleset}.",
    ),
    "accepted_by": Text("Accepteret af", "Accepted by"),
    "nothing_waits": Text("Ingen forslag venter.", "No suggestions wait."),
    "who_judges": Text("Dit navn", "Your name"),
    "judge": Text(
        "[g]odtag, [r]et, [a]fvis, [s]pring over, [q] slut", "[a]ccept, [c]hange, [r]eject, [s]kip, [q]uit"
    ),
    "judge_link": Text(
        "[g]odtag som din læsning, [u]dtrykt i planen selv, [r]et, [a]fvis, [s]pring over, [q] slut",
        "[a]ccept as your reading, s[t]ated by the plan itself, [c]hange, [r]eject, [s]kip, [q]uit",
    ),
    "judged": Text("{count} afgjort, {left} venter.", "{count} judged, {left} wait."),
    "change_element": Text(
        "Slags (focus-area, objective, goal, measure, challenge)",
        "Kind (focus-area, objective, goal, measure, challenge)",
    ),
    "change_label": Text("Navn", "Label"),
    "change_value": Text("I stedet (fx tg:unge)", "Instead (such as tg:unge)"),
    "change_figure": Text("Måltal (fx 12,5)", "Figure (such as 12,5)"),
    "change_comparator": Text("AtLeast, AtMost, Above, Below, Equal", "AtLeast, AtMost, Above, Below, Equal"),
    "change_unit": Text("Enhed (fx percent, person)", "Unit (such as percent, person)"),
    "change_valueKind": Text("Level eller Change", "Level or Change"),
    "change_direction": Text("Increase, Decrease, Maintain", "Increase, Decrease, Maintain"),
    "change_offset": Text("Afstand til landsgennemsnittet", "Distance to the national average"),
    "change_dueYear": Text("År, det skal være nået", "Year by which it is to be reached"),
}

#: Things that are counted in a sentence: one, and more than one.
_COUNTED: Final = {
    "gap": (Text("fund", "finding"), Text("fund", "findings")),
    "fix": (Text("rettelse", "fix"), Text("rettelser", "fixes")),
    "goal": (Text("mål", "goal"), Text("mål", "goals")),
    "objective": (Text("målsætning", "objective"), Text("målsætninger", "objectives")),
    "measure": (Text("indsats", "measure"), Text("indsatser", "measures")),
    "focus-area": (Text("fokusområde", "focus area"), Text("fokusområder", "focus areas")),
}


def count(thing: str, number: int, lang: str) -> str:
    """Write a number of things, such as ``1 fix`` or ``2 fixes``."""
    one, many = _COUNTED[thing]
    return f"{number} {(one if number == 1 else many).get(lang)}"


def listing(parts: list[str], lang: str) -> str:
    """Write things in a row: "a, b and c"."""
    conjunction = Text(" og ", " and ").get(lang)
    return conjunction.join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def word(key: str, lang: str, **values: object) -> str:
    """Return a word or sentence in ``da`` or ``en``, its ``{placeholders}`` filled."""
    text = _WORDS[key].get(lang)
    return text.format(**values) if values else text


def dimension(name: str, lang: str) -> str:
    """Return the name of a dimension of completeness; an unknown one keeps its file name."""
    text = DIMENSION.get(name)
    return text.get(lang) if text else name

"""The words of reports and pages, in Danish and English."""

from __future__ import annotations

from typing import Final

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
DIMENSION: Final = {
    "structure": Text("Opbygning", "Structure"),
    "linkage": Text("Sammenhæng med de nationale mål", "Links to the national targets"),
    "measurability": Text("Målbarhed", "Measurability"),
    "evidence": Text("Belæg", "Evidence"),
    "statutory": Text("Lovkrav", "Statutory requirements"),
}

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
    "targets_caption": Text(
        "De mål, som ministeren udmeldte for planens år, og hvad i planen der arbejder for dem.",
        "The targets that the minister announced for the plan's year, and what in the plan serves them.",
    ),
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
}


def word(key: str, lang: str, **values: object) -> str:
    """Return a word or sentence in ``da`` or ``en``, its ``{placeholders}`` filled."""
    text = _WORDS[key].get(lang)
    return text.format(**values) if values else text


def dimension(name: str, lang: str) -> str:
    """Return the name of a dimension of completeness; an unknown one keeps its file name."""
    text = DIMENSION.get(name)
    return text.get(lang) if text else name

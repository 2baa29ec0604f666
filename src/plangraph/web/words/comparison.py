"""What the pages of ``site/comparison/`` say in Danish and English."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from plangraph.model import Text

WORDS: Final = MappingProxyType(
    {
        "comparison_lead": Text(
            "Hvad er ført videre, hvad er nyt, og hvad er faldet bort? Hvor højt sigter planerne mod det samme nationale mål, og hvor komplette er de?",
            "What was carried over, what is new, and what is gone? How high do the plans aim at the same national target, and how complete are they?",
        ),
        "comparison_choose": Text("Vælg planer", "Choose plans"),
        "comparison_slot": Text("Plan {number}", "Plan {number}"),
        "comparison_none": Text("– ingen –", "– none –"),
        "comparison_write": Text(
            "Skriv kommune og år, fx {example}.", "Write municipality and year, e.g. {example}."
        ),
        "comparison_most": Text("Op til {most} planer.", "Up to {most} plans."),
        "comparison_quick": Text("Kommuner med flere år", "Municipalities with several years"),
        "comparison_example": Text(
            "Du har ikke valgt planer. Her er som eksempel de to nyeste fra samme kommune.",
            "You have not chosen plans. Here, as an example, are the two newest of one municipality.",
        ),
        "comparison_beside": Text(
            "Du valgte én plan. Ved siden af den står {plan} fra samme kommune.",
            "You chose one plan. Beside it stands {plan} of the same municipality.",
        ),
        "comparison_alone": Text(
            "Du valgte kun {plan}, og der er ingen anden plan fra kommunen. Vælg en til at sammenligne med.",
            "You chose {plan} only, and there is no other plan of the municipality. Choose one to compare it with.",
        ),
        "comparison_unknown": Text(
            "Der er ingen plan, der hedder »{name}«.", "There is no plan called “{name}”."
        ),
        "comparison_unknown_near": Text(
            "Der er ingen plan, der hedder »{name}«. Mente du {near}?",
            "There is no plan called “{name}”. Did you mean {near}?",
        ),
        "comparison_too_many": Text(
            "{count} planer er valgt; de første {most} vises.",
            "{count} plans are chosen; the first {most} are shown.",
        ),
        "comparison_too_few": Text("Vælg mindst to planer.", "Choose at least two plans."),
        "comparison_leave_out": Text("Udelad {plan}", "Leave out {plan}"),
        "comparison_contents": Text("På siden", "On this page"),
        "comparison_glance": Text("I tal", "In numbers"),
        "comparison_glance_caption": Text("Hvad planerne består af.", "What the plans consist of."),
        "comparison_what": Text("Hvad", "What"),
        "comparison_goals_with_figure": Text("Mål med tal", "Goals with a figure"),
        "comparison_links_stated": Text(
            "Koblinger til nationale mål, som planen selv angiver",
            "Links to national targets that the plan states",
        ),
        "comparison_links_interpreted": Text(
            "Koblinger, som en læser har fortolket", "Links that a reader interpreted"
        ),
        "comparison_kind_focus-area": Text("Fokusområder", "Focus areas"),
        "comparison_kind_objective": Text("Målsætninger", "Objectives"),
        "comparison_kind_goal": Text("Mål", "Goals"),
        "comparison_kind_measure": Text("Indsatser", "Measures"),
        # Year to year.
        "comparison_lines": Text("Fra år til år: {name}", "From year to year: {name}"),
        "comparison_lines_short": Text("Fra år til år", "From year to year"),
        "comparison_lines_text": Text(
            "Et element er ført videre, når den senere plan siger det selv, eller en læser har fortolket det; at to titler ligner hinanden, tæller ikke. »Ændret« betyder, at nationalt mål, målgrupper, redskaber eller tal er andre end før.",
            "An element is carried over where the later plan says so or a reader interpreted it so; titles that look alike do not count. “Changed” means that national target, target groups, instruments or figures are other than before.",
        ),
        "comparison_no_lines": Text(
            "Planerne er fra forskellige kommuner, så intet kan være ført videre fra den ene til den anden. De er sammenlignet efter tema.",
            "The plans are of different municipalities, so nothing can have been carried over from one to another. They are compared by theme.",
        ),
        "comparison_from_to": Text("Fra {before} til {plan}:", "From {before} to {plan}:"),
        "comparison_fate_carried": Text("ført videre", "carried over"),
        "comparison_fate_changed": Text("ført videre, ændret", "carried over, changed"),
        "comparison_fate_resumed": Text("taget op igen", "taken up again"),
        "comparison_fate_new": Text("nyt", "new"),
        "comparison_fate_dropped": Text("ikke ført videre", "not carried over"),
        "comparison_fate_discontinued": Text(
            "ikke ført videre; planen siger det selv", "not carried over; the plan says so"
        ),
        "comparison_many_carried": Text("ført videre uændret", "carried over unchanged"),
        "comparison_many_changed": Text("ført videre, ændret", "carried over, changed"),
        "comparison_many_resumed": Text("taget op igen", "taken up again"),
        "comparison_many_new": Text("nye", "new"),
        "comparison_many_dropped": Text("ikke ført videre", "not carried over"),
        "comparison_many_discontinued": Text(
            "ikke ført videre, siger planen selv", "not carried over, as the plan says"
        ),
        "comparison_what_targets": Text("Nationale mål", "National targets"),
        "comparison_what_groups": Text("Målgrupper", "Target groups"),
        "comparison_what_instruments": Text("Redskaber", "Instruments"),
        "comparison_what_figures": Text("Tal", "Figures"),
        "comparison_gone": Text("ikke længere", "no longer"),
        "comparison_come": Text("nu også", "now also"),
        "comparison_left": Text("Ikke ført videre", "Not carried over"),
        "comparison_nothing": Text("intet her", "nothing here"),
        "comparison_lines_caption": Text(
            "{kind}: en række er det samme gennem planerne.", "{kind}: a row is the same through the plans."
        ),
        # Ambitions.
        "comparison_ambitions": Text(
            "Samme nationale mål, forskelligt sigte", "Same national target, different aims"
        ),
        "comparison_ambitions_short": Text("Nationale mål og tal", "National targets and figures"),
        "comparison_themes_caption": Text(
            "Hvor langt ned i planen hvert nationalt mål når. ≠ betyder, at planerne er forskellige.",
            "How far down into the plan each national target reaches. ≠ means that the plans differ.",
        ),
        "comparison_differs": Text("forskellige", "differ"),
        "comparison_with_figure": Text("{count} med tal", "{count} with a figure"),
        "comparison_figures": Text("Målenes tal", "The figures of the goals"),
        "comparison_figures_text": Text(
            "Som planerne skriver dem. En tom celle betyder, at planen ikke siger det.",
            "As the plans print them. An empty cell means that the plan does not say so.",
        ),
        "comparison_no_figures": Text(
            "Ingen af planernes mål har tal.", "None of the plans' goals has a figure."
        ),
        "comparison_goal": Text("Mål", "Goal"),
        "comparison_indicator": Text("Måles på", "Measured by"),
        "comparison_aim": Text("Sigte", "Aim"),
        "comparison_value": Text("Tal", "Figure"),
        "comparison_unit": Text("Enhed", "Unit"),
        "comparison_relative": Text("I forhold til", "Relative to"),
        "comparison_due": Text("Frist", "Due"),
        "comparison_baseline": Text("Udgangspunkt", "Baseline"),
        "comparison_plain": Text("Mål uden tal", "Goals without a figure"),
        "comparison_plain_of": Text("{plan}: {without} af {goals}", "{plan}: {without} of {goals}"),
        "comparison_no_theme": Text("Uden nationalt mål", "Without a national target"),
        "comparison_same_indicator": Text("Samme indikator", "Same indicator"),
        "comparison_alike": Text(
            "Samme enhed og art: tallene kan holdes op mod hinanden.",
            "Same unit and kind: the figures can be held against each other.",
        ),
        "comparison_unlike": Text(
            "Forskellig enhed, art eller reference: tallene kan ikke sammenlignes direkte.",
            "Different unit, kind or reference: the figures cannot be compared directly.",
        ),
        "comparison_relative_NationalAverage": Text("landsgennemsnittet", "the national average"),
        "comparison_relative_Baseline": Text("udgangspunktet", "the baseline"),
        "comparison_aim_AtLeast": Text("mindst", "at least"),
        "comparison_aim_AtMost": Text("højst", "at most"),
        "comparison_aim_Above": Text("over", "more than"),
        "comparison_aim_Below": Text("under", "less than"),
        "comparison_aim_Equal": Text("lig med", "equal to"),
        "comparison_aim_Increase": Text("mere", "more"),
        "comparison_aim_Decrease": Text("mindre", "less"),
        "comparison_aim_Maintain": Text("uændret", "unchanged"),
        "comparison_aim_ChangeIncrease": Text("stigning", "increase"),
        "comparison_aim_ChangeDecrease": Text("fald", "decrease"),
        # Groups and instruments.
        "comparison_concepts": Text("Målgrupper og redskaber", "Target groups and instruments"),
        "comparison_concepts_text": Text(
            "Kun det, planerne har forskelligt. Et bredere begreb har de snævrere med.",
            "Only what the plans do not have alike. A broader concept includes the narrower ones.",
        ),
        "comparison_concepts_caption": Text(
            "{kind}, som planerne har forskelligt.", "{kind} that the plans do not have alike."
        ),
        "comparison_level_goal": Text("i et mål", "in a goal"),
        "comparison_level_part": Text("kun i en målsætning eller indsats", "in an objective or measure only"),
        "comparison_level_named": Text("kun nævnt", "named only"),
        "comparison_level_none": Text("ikke nævnt", "not named"),
        "comparison_same": Text("Ens i alle planerne ({count})", "Alike in all plans ({count})"),
        "comparison_no_difference": Text("Planerne har de samme.", "The plans have the same."),
        # Completeness.
        "comparison_standing": Text("Hvor komplette er planerne?", "How complete are the plans?"),
        "comparison_standing_short": Text("Fuldstændighed", "Completeness"),
        "comparison_standing_caption": Text(
            "Niveau, opfyldte tjek og fund. Hver plan er holdt op mod reglerne for sit eget år.",
            "Level, checks passed and findings. Each plan is held against the rules of its own year.",
        ),
        "comparison_findings": Text("Fund", "Findings"),
        "comparison_not_checked": Text("kunne ikke tjekkes", "could not be checked"),
        "comparison_report": Text("Rapporten", "The report"),
        "comparison_rules": Text(
            "Regler, planerne ikke opfylder lige godt", "Rules that the plans do not meet alike"
        ),
        "comparison_rules_caption": Text(
            "Efter den andel, der mangler. Fra den første plan til den sidste er {better} regler bedre opfyldt og {worse} dårligere.",
            "By the share that is lacking. From the first plan to the last {better} rules are met better and {worse} worse.",
        ),
        "comparison_rules_apart": Text("Efter den andel, der mangler.", "By the share that is lacking."),
        "comparison_remarks": Text("Til orientering ({count})", "For information ({count})"),
        "comparison_no_rules": Text(
            "Planerne opfylder de samme regler lige godt.", "The plans meet the same rules alike."
        ),
        "comparison_rule": Text("Regel", "Rule"),
        "comparison_turn": Text("Udvikling", "Change"),
        "comparison_turn_better": Text("bedre", "better"),
        "comparison_turn_worse": Text("dårligere", "worse"),
        "comparison_rule_passed": Text("opfyldt ({examined})", "met ({examined})"),
        "comparison_rule_failed": Text("{failed} af {examined} mangler", "{failed} of {examined} lacking"),
        "comparison_rule_none": Text("ikke relevant", "not applicable"),
        "comparison_shift": Text(
            "Fra {before} til {after}: {fixed} fund er væk, {new} er nye, {same} står der stadig, {worse} er blevet alvorligere.",
            "From {before} to {after}: {fixed} findings are gone, {new} are new, {same} are still there, {worse} have become more serious.",
        ),
        "comparison_shift_note": Text(
            "Et fund er det samme, når det er samme regel om samme sag; det, der ikke er ført videre, tager sine fund med sig.",
            "A finding is the same where it is the same rule about the same matter; what is not carried over takes its findings along.",
        ),
        "comparison_links": Text("Videre", "Further"),
        "comparison_coverage": Text("Planerne i dækningstabellen", "The plans in the table of coverage"),
        "comparison_graph": Text("{plan} som graf", "{plan} as a graph"),
    }
)

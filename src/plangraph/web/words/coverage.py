"""What the pages of ``site/coverage/`` say in Danish and English."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from plangraph.model import Text

WORDS: Final = MappingProxyType(
    {
        "coverage_title": Text("Dækning", "Coverage"),
        "coverage_lead": Text(
            "Hvad er dækket, hvad mangler – og hvor ved vi det ikke? Hvert felt åbner de mål, der står bag det; et tomt felt siger, hvorfor det er tomt.",
            "What is covered, what is missing – and where do we not know? Every cell opens the goals behind it; an empty cell says why it is empty.",
        ),
        "coverage_tabs": Text("Vælg en tabel", "Choose a table"),
        "coverage_tab_targets": Text("Nationale mål × planer", "National targets × plans"),
        "coverage_tab_offers": Text("Målgrupper × redskaber", "Target groups × instruments"),
        "coverage_tab_aims": Text("Nationale mål × målgrupper", "National targets × target groups"),
        "coverage_caption_targets": Text(
            "Hver række er et tema, så et nationalt mål, der vender tilbage et andet år med et andet nummer, står i samme række. Hver plan er holdt op mod de nationale mål for sit eget år.",
            "Each row is a theme, so that a national target that returns in another year under another number stands in one row. Each plan is held against the national targets of its own year.",
        ),
        "coverage_caption_offers": Text(
            "Hvilke redskaber de valgte planer bruger til hvem. En bredere målgruppe eller et bredere redskab har de snævrere med. Tallet er antallet af mål.",
            "Which instruments the chosen plans use for whom. A broader group or instrument includes the narrower ones. The number counts the goals.",
        ),
        "coverage_caption_aims": Text(
            "Hvem de valgte planers mål er for, når de er knyttet til et nationalt mål. En bredere målgruppe har de snævrere med. Tallet er antallet af mål.",
            "Whom the goals of the chosen plans are for where they are linked to a national target. A broader group includes the narrower ones. The number counts the goals.",
        ),
        "coverage_years_newest": Text(
            "Den nyeste plan fra hver kommune", "The newest plan of each municipality"
        ),
        "coverage_years_all": Text("Alle år", "All years"),
        "coverage_all_plans": Text("Alle valgte", "All that are chosen"),
        "coverage_about": Text("Om disse planer: {plans}.", "About these plans: {plans}."),
        "coverage_about_one": Text("Om én plan: {plans}.", "About one plan: {plans}."),
        "coverage_about_many": Text("Om {count} planer.", "About {count} plans."),
        "coverage_limit": Text(
            "{count} planer er valgt, og en tabel rummer {limit}: den viser de nyeste. Vælg et år, en region eller en kommune for at se andre.",
            "{count} plans are chosen and a table holds {limit}: it shows the newest. Choose a year, a region or a municipality to see others.",
        ),
        "coverage_part": Text("Planerne {first}–{last} af {total}.", "Plans {first}–{last} of {total}."),
        "coverage_no_plans": Text("Ingen plan passer til valget.", "No plan matches the choice."),
        "coverage_legend": Text("Tegnforklaring", "Legend"),
        "coverage_counted": Text("{count} felter", "{count} cells"),
        "coverage_counted_one": Text("1 felt", "1 cell"),
        "coverage_meaning_goal": Text(
            "Mindst ét mål dækker det, selv eller gennem en indsats.",
            "At least one goal covers it, itself or through a measure.",
        ),
        "coverage_meaning_part": Text(
            "Kun et fokusområde, en målsætning eller en løs indsats – eller et mål gennem det, det står under.",
            "Only a focus area, an objective or a loose measure – or a goal through what it belongs to.",
        ),
        "coverage_meaning_missing": Text(
            "Der er bedt om det – af årets nationale mål eller af planen selv – men intet dækker det.",
            "It is asked for – by the year's national targets or by the plan itself – but nothing covers it.",
        ),
        "coverage_meaning_unknown": Text(
            "Det kan ikke afgøres: kilderne er uenige, året mangler, eller forslag er ikke set igennem.",
            "It cannot be decided: the sources disagree, the year is missing, or suggestions are not reviewed.",
        ),
        "coverage_meaning_not-relevant": Text(
            "Intet beder om det: ikke et nationalt mål det år, eller ikke nævnt i planen.",
            "Nothing asks for it: no national target that year, or not named in the plan.",
        ),
        "coverage_covered_in": Text("Dækket af mål", "Covered by goals"),
        "coverage_n_of_m": Text("{covered} af {asked}", "{covered} of {asked}"),
        "coverage_n_of_m_help": Text(
            "planer, hvor feltet er relevant", "plans in which the cell is relevant"
        ),
        "coverage_show_empty": Text("Vis også tomme rækker og kolonner", "Show empty rows and columns too"),
        "coverage_hide_empty": Text("Skjul tomme rækker og kolonner", "Hide empty rows and columns"),
        "coverage_unfold_all": Text("Fold alle kolonner ud", "Unfold all columns"),
        "coverage_fold_all": Text("Fold alle kolonner sammen", "Fold all columns"),
        "coverage_unfold": Text(
            "Vis de {count} snævrere under {what}", "Show the {count} narrower under {what}"
        ),
        "coverage_fold": Text("Skjul de snævrere under {what}", "Hide the narrower under {what}"),
        "coverage_under": Text("under {what}", "under {what}"),
        "coverage_also_under": Text("også under {what}", "also under {what}"),
        "coverage_too_wide": Text(
            "Foldet ud ville tabellen have {count} felter. Fold enkelte kolonner ud i stedet.",
            "Unfolded the table would have {count} cells. Unfold single columns instead.",
        ),
        "coverage_download": Text("Hent tabellen", "Download the table"),
        "coverage_skip_table": Text("Spring tabellen over", "Skip the table"),
        "coverage_keys": Text(
            "I tabellen flytter piletasterne fra felt til felt; Enter åbner feltet.",
            "In the table the arrow keys move from cell to cell; Enter opens the cell.",
        ),
        "coverage_unaddressed_in": Text(
            "{sign} intet knyttet til det i {missing} af {asked} planer",
            "{sign} nothing linked to it in {missing} of {asked} plans",
        ),
        "coverage_number_in": Text("nr. {number} i {years}", "no. {number} in {years}"),
        "coverage_no_number": Text("{years}", "{years}"),
        # What stands in a cell.
        "coverage_goal_one": Text("mål", "goal"),
        "coverage_goal_many": Text("mål", "goals"),
        "coverage_only_area": Text("kun fokusområde", "focus area only"),
        "coverage_only_objective": Text("kun målsætning", "objective only"),
        "coverage_only_measure": Text("kun indsats", "measure only"),
        "coverage_only_part": Text("kun delvist", "partly"),
        "coverage_unconfirmed": Text("ubekræftet", "unconfirmed"),
        "coverage_short_unaddressed": Text("mangler", "missing"),
        "coverage_short_asked": Text("mangler", "missing"),
        "coverage_short_unserved": Text("mangler", "missing"),
        "coverage_short_no-year": Text("uvist: planen siger intet år", "unknown: the plan says no year"),
        "coverage_short_unrecorded-year": Text(
            "uvist: årets mål er ikke registreret", "unknown: that year's targets are not recorded"
        ),
        "coverage_short_disputed": Text("uvist: kilderne er uenige", "unknown: the sources disagree"),
        "coverage_short_no-elements": Text(
            "uvist: intet indhold registreret", "unknown: no content recorded"
        ),
        "coverage_short_unreviewed": Text("uvist: forslag venter", "unknown: suggestions wait"),
        "coverage_short_no-plans": Text("uvist: ingen planer", "unknown: no plans"),
        "coverage_short_apart": Text("ikke relevant", "not relevant"),
        "coverage_short_not-asked": Text("ikke relevant", "not relevant"),
        "coverage_short_not-named": Text("ikke relevant", "not relevant"),
        "coverage_short_other-year": Text("ikke et nationalt mål det år", "no national target that year"),
        "coverage_short_abolished": Text("ingen nationale mål det år", "no national targets that year"),
        "coverage_word_missing": Text("mangler", "missing"),
        "coverage_word_unknown": Text("uvist", "unknown"),
        # The page of a cell.
        "coverage_and": Text("{row} × {column}", "{row} × {column}"),
        "coverage_in_plan": Text("{row} – {column}", "{row} – {column}"),
        "coverage_why": Text("Hvorfor er feltet tomt?", "Why is the cell empty?"),
        "coverage_why_part": Text("Hvorfor kun delvist?", "Why only partly?"),
        "coverage_rests": Text("Her er {what}.", "There is {what}."),
        "coverage_rests_in": Text(
            "Her er {what} i {plans} af {all} planer.", "There is {what} in {plans} of {all} plans."
        ),
        "coverage_asked_by": Text(
            "Ordlisten over temaer knytter »{theme}« til målgrupperne {groups}.",
            "The vocabulary of themes ties “{theme}” to the target groups {groups}.",
        ),
        "coverage_basis_stated": Text("planen siger det selv", "stated by the plan"),
        "coverage_basis_interpreted": Text("fortolket af en læser", "interpreted by a reader"),
        "coverage_basis_suggested": Text(
            "foreslået af indlæsningen, ikke bekræftet", "suggested by the intake, unconfirmed"
        ),
        "coverage_basis_unknown": Text("grundlag ikke angivet", "basis not given"),
        "coverage_all_unconfirmed": Text(
            "Alt bag feltet er foreslået af indlæsningen, og ingen har set det igennem endnu.",
            "All that stands behind the cell was suggested by the intake, and nobody has reviewed it yet.",
        ),
        "coverage_behind": Text("Det står bag feltet", "What stands behind the cell"),
        "coverage_behind_caption": Text(
            "Hvert element åbner planen det sted, hvor det står.",
            "Every element opens the plan at its place.",
        ),
        "coverage_element": Text("Element", "Element"),
        "coverage_how": Text("Hvordan det hænger sammen", "How it is linked"),
        "coverage_figures": Text("Måltal", "Target figures"),
        "coverage_no_figure": Text("intet tal", "no figure"),
        "coverage_direction_only": Text("kun en retning", "a direction only"),
        "coverage_kind_goal": Text("mål", "goal"),
        "coverage_kind_objective": Text("målsætning", "objective"),
        "coverage_kind_measure": Text("indsats", "measure"),
        "coverage_kind_focus-area": Text("fokusområde", "focus area"),
        "coverage_link": Text("Knyttet til {what}", "Linked to {what}"),
        "coverage_for": Text("For {what}", "For {what}"),
        "coverage_uses": Text("Bruger {what}", "Uses {what}"),
        "coverage_names": Text("Nævner {what}", "Names {what}"),
        "coverage_inherited": Text("taget fra fokusområdet", "taken from the focus area"),
        "coverage_through_measure": Text("gennem indsatsen {what}", "through the measure {what}"),
        "coverage_through_measures": Text("gennem indsatserne {what}", "through the measures {what}"),
        "coverage_through_goal": Text("gennem målet {what}", "through the goal {what}"),
        "coverage_through_goals": Text("gennem målene {what}", "through the goals {what}"),
        "coverage_through_objective": Text("gennem målsætningen {what}", "through the objective {what}"),
        "coverage_through_objectives": Text("gennem målsætningerne {what}", "through the objectives {what}"),
        "coverage_through_focus-area": Text("gennem fokusområdet {what}", "through the focus area {what}"),
        "coverage_through_focus-areas": Text(
            "gennem fokusområderne {what}", "through the focus areas {what}"
        ),
        "coverage_more": Text("{count} til", "{count} more"),
        "coverage_waiting": Text("forslag, ingen har set igennem", "a suggestion that nobody has reviewed"),
        "coverage_itself_waiting": Text(
            "Elementet selv er et forslag, som ingen har set igennem.",
            "The element itself is a suggestion that nobody has reviewed.",
        ),
        "coverage_rationale": Text("Begrundelse", "Rationale"),
        "coverage_target_in": Text(
            "nationalt mål {number} for {year}", "national target {number} for {year}"
        ),
        "coverage_reached_through": Text(
            "Målet er ikke selv knyttet til det nationale mål; det er kun det, det står under.",
            "The goal is not itself linked to the national target; only what it belongs to is.",
        ),
        "coverage_verdicts": Text("Plan for plan", "Plan by plan"),
        "coverage_asks": Text("Det kræver reglen", "What the rule asks"),
        "coverage_law": Text("Retsgrundlag", "Legal basis"),
        "coverage_do": Text("Gør sådan", "What to do"),
        "coverage_near": Text("Det er tæt på", "What comes near"),
        "coverage_near_groups": Text(
            "Det her er for de målgrupper, det nationale mål handler om, men er ikke knyttet til det.",
            "This is for the target groups that the national target is about, but is not linked to it.",
        ),
        "coverage_near_linked": Text(
            "Det her er knyttet til det nationale mål, men er ikke for gruppen.",
            "This is linked to the national target, but is not for the group.",
        ),
        "coverage_near_named": Text(
            "Her nævner planen det, som intet mål, ingen målsætning og ingen indsats tager op.",
            "Here the plan names what no goal, objective or measure takes up.",
        ),
        "coverage_astray": Text("Knyttet til et andet års mål", "Linked to another year's target"),
        "coverage_astray_text": Text(
            "Det her er knyttet til det samme tema, men til det nationale mål for et andet år. Det tæller ikke som dækning.",
            "This is linked to the same theme, but to the national target of another year. It does not count as covering it.",
        ),
        "coverage_others": Text("Sådan gør andre planer", "How other plans do it"),
        "coverage_others_text": Text(
            "Det samme felt i andre planer, nærmeste år først.",
            "The same cell in other plans, nearest years first.",
        ),
        "coverage_others_none": Text(
            "Ingen af de andre planer har noget i feltet.",
            "None of the other plans has anything in the cell.",
        ),
        "coverage_further": Text("Videre", "Further"),
        "coverage_open_graph": Text("Se {plan} som graf", "See {plan} as a graph"),
        "coverage_open_all_graph": Text("Se planerne som graf", "See the plans as a graph"),
        "coverage_open_plan": Text("Åbn {plan}", "Open {plan}"),
        "coverage_back": Text("Tilbage til tabellen", "Back to the table"),
        "coverage_theme_targets": Text("De nationale mål i temaet", "The national targets of the theme"),
        "coverage_disputed_mark": Text("omstridt", "disputed"),
        # Why a cell is empty: {target} is what the national target is called, {year} the plan's year.
        "coverage_why_unaddressed": Text(
            "»{target}« var et nationalt mål for {year}, og planen skulle tage afsæt i årets nationale mål. Intet fokusområde, ingen målsætning, intet mål og ingen indsats i planen er knyttet til det.",
            "“{target}” was a national target for {year}, and the plan had to start from the national targets of the year. No focus area, objective, goal or measure of the plan is linked to it.",
        ),
        "coverage_why_asked": Text(
            "»{target}« var et nationalt mål for {year} og handler om denne målgruppe. Planen har noget, der er knyttet til det nationale mål, men intet af det er for {group}.",
            "“{target}” was a national target for {year} and is about this target group. The plan has something linked to the national target, but nothing of it is for {group}.",
        ),
        "coverage_why_unserved_offers": Text(
            "Et fokusområde nævner både {group} og {instrument}, men intet i planen er for gruppen, eller intet bruger redskabet. Så er det ikke til at se, om det er et løfte eller en omtale.",
            "A focus area names both {group} and {instrument}, but nothing in the plan is for the group, or nothing uses the instrument. Then nobody can see whether it is a promise or a mention.",
        ),
        "coverage_why_unserved_aims": Text(
            "Et fokusområde, der er knyttet til det nationale mål, nævner {group}, men intet i planen er for dem.",
            "A focus area that is linked to the national target names {group}, but nothing in the plan is for them.",
        ),
        "coverage_why_no-year": Text(
            "Planen siger ikke, hvilket år den gælder for. Derfor kan det ikke afgøres, hvilke nationale mål den skal holdes op mod.",
            "The plan does not say which year it is for. So it cannot be decided which national targets it is to be held against.",
        ),
        "coverage_why_unrecorded-year": Text(
            "De nationale mål for {year} er ikke registreret her: ordlyden er ikke bekræftet. Feltet siger derfor hverken, at noget mangler, eller at det er i orden.",
            "The national targets for {year} are not recorded here: their wording is not confirmed. So the cell says neither that something is missing nor that all is well.",
        ),
        "coverage_why_disputed": Text(
            "Kilderne er uenige om, hvorvidt »{target}« var et nationalt mål for {year}. Planen kan ikke bebrejdes, hvad kilderne er uenige om.",
            "The sources disagree whether “{target}” was a national target for {year}. A plan cannot be blamed for what the sources disagree on.",
        ),
        "coverage_why_no-elements": Text(
            "Planen er registreret, men ikke dens indhold: intet fokusområde, ingen målsætning, intet mål og ingen indsats.",
            "The plan is recorded, but not its content: no focus area, objective, goal or measure.",
        ),
        "coverage_why_unreviewed": Text(
            "{waiting} forslag fra indlæsningen venter på, at nogen tager stilling til dem. Før det er sket, kan det ikke siges, om noget mangler.",
            "{waiting} suggestions of the intake wait for somebody to judge them. Until then nobody can say whether something is missing.",
        ),
        "coverage_why_no-plans": Text("Ingen plan er valgt.", "No plan is chosen."),
        "coverage_why_apart_offers": Text(
            "Planen nævner både {group} og {instrument}, men ikke sammen, og intet kræver, at de hører sammen. Det er et valg og ikke en mangel.",
            "The plan names both {group} and {instrument}, but not together, and nothing asks that they go together. That is a choice and no gap.",
        ),
        "coverage_why_apart_aims": Text(
            "Det nationale mål handler ikke særligt om {group}. Planen nævner gruppen, men ikke i noget, der er knyttet til målet. Det er et valg og ikke en mangel.",
            "The national target is not about {group} in particular. The plan names the group, but not in anything that is linked to the target. That is a choice and no gap.",
        ),
        "coverage_why_not-asked": Text(
            "Det nationale mål handler ikke særligt om {group}, og planen nævner ikke gruppen.",
            "The national target is not about {group} in particular, and the plan does not name the group.",
        ),
        "coverage_why_not-named": Text(
            "Planen nævner ikke både {group} og {instrument}, og intet beder om det.",
            "The plan does not name both {group} and {instrument}, and nothing asks for it.",
        ),
        "coverage_why_other-year": Text(
            "»{theme}« var ikke blandt de nationale mål for {year}. {years}",
            "“{theme}” was not among the national targets for {year}. {years}",
        ),
        "coverage_was_in": Text("Det var nationalt mål i {years}.", "It was a national target in {years}."),
        "coverage_why_abolished": Text(
            "Der er ingen nationale mål for {year}: ordningen ophørte efter planår {last} (lov nr. 1656 af 30. december 2024).",
            "There are no national targets for {year}: the scheme ended after plan year {last} (Act no. 1656 of 30 December 2024).",
        ),
        "coverage_why_partly": Text(
            "Noget i planen er knyttet til det, men intet mål, selv eller gennem en indsats. Kun et mål kan følges op.",
            "Something in the plan is linked to it, but no goal, itself or through a measure. Only a goal can be followed up.",
        ),
        "coverage_why_all": Text(
            "For alle de valgte planer: {reason}.", "For all of the chosen plans: {reason}."
        ),
        "coverage_why_some": Text(
            "For mindst én af de valgte planer: {reason}. Plan for plan står det nedenfor.",
            "For at least one of the chosen plans: {reason}. It stands plan by plan below.",
        ),
    }
)

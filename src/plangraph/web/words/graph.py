"""What the pages of ``site/graph/`` say in Danish and English."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from plangraph.model import Text

WORDS: Final = MappingProxyType(
    {
        "graph_title": Text("Planerne som graf", "The plans as a graph"),
        "graph_title_plan": Text("Graf: {plan}", "Graph: {plan}"),
        "graph_title_thing": Text("{thing} i planerne", "{thing} in the plans"),
        "graph_how_plan": Text(
            "Læs fra venstre mod højre: hvad ministeren beder om, hvad planen sætter sig for, og hvem og hvad "
            "der er med. Vælg en kasse for at se, hvad den hænger sammen med, og hvor i planen det står.",
            "Read from left to right: what the minister asks for, what the plan sets out to do, and who and what "
            "is involved. Choose a box to see what it is tied to, and where in the plan it stands.",
        ),
        "graph_how_plans": Text(
            "Læs fra venstre mod højre: nationale mål, de planer, der arbejder for dem, og de målgrupper og "
            "redskaber, planerne har med. Søg fx efter IGU, eller vælg en kasse.",
            "Read from left to right: national targets, the plans that work towards them, and the target groups "
            "and instruments that the plans have. Search for IGU, say, or choose a box.",
        ),
        "graph_shown_home": Text(
            "{plans} planer fra én kommune, {years}.", "{plans} plans of one municipality, {years}."
        ),
        "graph_shown": Text(
            "{plans} planer fra {municipalities} kommuner, {years}.",
            "{plans} plans of {municipalities} municipalities, {years}.",
        ),
        "graph_newest": Text(
            "Der er {all} planer i alt, og her vises kun dem fra {year}. Vælg et andet år, eller alle, nedenfor.",
            "There are {all} plans in all; only those of {year} are shown. Choose another year, or all, below.",
        ),
        "graph_together": Text(
            "Der er for mange planer til, at hver kan få sin egen kasse, så de er lagt sammen: {way}.",
            "There are too many plans for a box each, so they are put together: {way}.",
        ),
        "graph_themes": Text(
            "Planerne er fra flere år. Et nationalt mål, der vender tilbage, er lagt sammen efter tema.",
            "The plans are of several years. A national target that returns is put together by theme.",
        ),
        "graph_concepts_left": Text(
            "Billedet viser de {drawn} mest brugte af {all} målgrupper og redskaber. Søgningen finder også de "
            "andre, og tabellerne har dem alle.",
            "The picture shows the {drawn} most used of {all} target groups and instruments. The search finds the "
            "others too, and the tables have them all.",
        ),
        "graph_units_left": Text(
            "Billedet viser de første {drawn} af {all} kasser. Tabellerne har dem alle.",
            "The picture shows the first {drawn} of {all} boxes. The tables have them all.",
        ),
        "graph_uses": Text(
            "{places} steder i {plans} af {all} planer bruger, adresserer eller nævner det.",
            "{places} places in {plans} of {all} plans use, address or name it.",
        ),
        "graph_uses_none": Text(
            "Ingen af de {all} planer bruger, adresserer eller nævner det.",
            "None of the {all} plans uses, addresses or names it.",
        ),
        "graph_uses_many": Text(
            "Det er for mange steder til at tegne hvert af dem: billedet viser planerne. Tabellen har alle steder.",
            "These are too many places to draw each: the picture shows the plans. The table has all places.",
        ),
        "graph_narrower": Text("Herunder hører også", "Narrower"),
        "graph_broader": Text("Hører under", "Broader"),
        "graph_not_in_plan": Text("Planen siger intet om “{thing}”.", "The plan says nothing of “{thing}”."),
        "graph_in_focus": Text("I fokus", "In focus"),
        "graph_to_row": Text("gå til linjen i tabellen", "go to the row of the table"),
        "graph_choose": Text("Vælg planer", "Choose plans"),
        "graph_choose_single": Text("Vælg bestemte planer", "Choose single plans"),
        "graph_choose_less": Text(
            "Der er {count} planer at vælge imellem. Vælg først et år, en region eller en kommune.",
            "There are {count} plans to choose from. Choose a year, a region or a municipality first.",
        ),
        "graph_show_chosen": Text("Vis de valgte", "Show the chosen"),
        "graph_most": Text("Mest brugte grupper og redskaber", "Most used groups and instruments"),
        "graph_by": Text("Læg sammen", "Put together"),
        "graph_by_auto": Text("Så billedet kan læses", "So that the picture can be read"),
        "graph_by_plan": Text("Hver plan for sig", "Each plan by itself"),
        "graph_by_municipality": Text("Efter kommune", "By municipality"),
        "graph_by_region": Text("Efter region", "By region"),
        "graph_by_year": Text("Efter år", "By year"),
        "graph_all_plans": Text("Vis alle planer", "Show all plans"),
        "graph_empty": Text("Ingen plan passer til det valgte.", "No plan fits what is chosen."),
        "graph_lead_plan": Text("I planen", "In the plan"),
        "graph_lead_plan_page": Text("Planens side", "The plan's page"),
        "graph_lead_plan_graph": Text("Kun denne plan", "This plan alone"),
        "graph_lead_group": Text("Vis planerne", "Show the plans"),
        "graph_lead_places": Text("Hvem og hvor?", "Who and where?"),
        "graph_lead_all_plans": Text("I alle planer", "In all plans"),
        "graph_lead_data": Text("Om det", "About it"),
        "graph_coverage": Text(
            "Dækningen i tabeller har en celle for hver plan og hvert mål",
            "The coverage tables have a cell for every plan and target",
        ),
    }
)

"""What the pages of ``site/questions/`` say in Danish and English."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from plangraph.model import Text

WORDS: Final = MappingProxyType(
    {
        "questions_title": Text("Spørgsmål til planerne", "Questions to the plans"),
        "questions_lead": Text(
            "{count} spørgsmål, som planerne kan svare på. Vælg et, afgræns det, og hent svaret som tabel.",
            "{count} questions that the plans can answer. Choose one, narrow it down, and download the answer as a table.",
        ),
        "questions_own": Text("Vil du spørge om noget andet?", "Do you want to ask something else?"),
        "questions_editor": Text(
            "Skriv din egen forespørgsel i SPARQL", "Write a query of your own in SPARQL"
        ),
        "questions_gap": Text("viser mangler", "shows gaps"),
        "questions_takes": Text("Kan afgrænses efter {what}.", "Can be narrowed by {what}."),
        "questions_required": Text("skal vælges", "has to be chosen"),
        "questions_ask": Text("Vis svaret", "Show the answer"),
        "questions_reset": Text("Nulstil", "Reset"),
        "questions_choose_first": Text(
            "Her er mange planer. Afgræns spørgsmålet ovenfor, så kommer svaret hurtigt.",
            "There are many plans here. Narrow the question above and the answer comes quickly.",
        ),
        "questions_all_plans": Text(
            "Spørg alle planer (det kan tage et halvt minut)", "Ask all plans (it may take half a minute)"
        ),
        "questions_answer": Text("Svar", "Answer"),
        "questions_count": Text("{count} rækker", "{count} rows"),
        "questions_count_one": Text("1 række", "1 row"),
        "questions_shown": Text("her række {first} til {last}", "here rows {first} to {last}"),
        "questions_caption": Text(
            "Alle rækker. Vælg en overskrift for at sortere.", "All rows. Choose a heading to sort."
        ),
        "questions_hidden": Text(
            "Kolonner med det, du har valgt ovenfor, er ikke vist, men er med i filerne.",
            "Columns with what you chose above are not shown, but are in the files.",
        ),
        "questions_no_rows": Text(
            "Ingen rækker: planerne siger ikke noget om det, du har valgt.",
            "No rows: the plans say nothing about what you chose.",
        ),
        "questions_no_gap": Text(
            "Ingen rækker: her er der intet, der mangler.", "No rows: nothing is missing here."
        ),
        "questions_none": Text("(intet)", "(none)"),
        "questions_others": Text("Øvrige", "Others"),
        "questions_with_plan": Text("Med en plan her", "With a plan here"),
        "questions_without_plan": Text("Uden en plan her", "Without a plan here"),
        "questions_by_one": Text("{what} efter {by}", "{what} by {by}"),
        "questions_by_two": Text("{what} efter {by} og {last}", "{what} by {by} and {last}"),
        "questions_left_out": Text(
            "Billedet viser de største; {count} til står i tabellen nedenfor.",
            "The picture shows the largest; {count} more are in the table below.",
        ),
        "questions_missing": Text(
            "Vælg først {what}. Vi har foreslået et valg; vis svaret, eller vælg noget andet.",
            "First choose {what}. We have suggested a choice; show the answer, or choose something else.",
        ),
        "questions_wrong": Text(
            "Svaret kan ikke vises, før valget er rettet.",
            "The answer cannot be shown before the choice is mended.",
        ),
        "questions_unknown": Text(
            "»{value}« er ikke et kendt valg for {what}. Vælg et fra listen.",
            "“{value}” is no known choice of {what}. Choose one from the list.",
        ),
        "questions_too_large": Text(
            "Svaret har flere end {limit} rækker. Vælg en plan eller en anden afgrænsning ovenfor.",
            "The answer has more than {limit} rows. Choose a plan or narrow it in another way above.",
        ),
        "questions_too_slow": Text(
            "Det tog for længe at finde svaret. Vælg en plan eller en anden afgrænsning ovenfor.",
            "It took too long to find the answer. Choose a plan or narrow it in another way above.",
        ),
        "questions_sparql": Text("Spørgsmålet i SPARQL", "The question in SPARQL"),
        "questions_sparql_text": Text(
            "Sådan spørger man, med de valg, du har truffet. Forespørgslen kan køres, som den står.",
            "This is how it is asked, with the choices you made. The query can be run as it stands.",
        ),
        "questions_open": Text("Åbn i editoren", "Open in the editor"),
        "questions_show_sparql": Text("Vis forespørgslen", "Show the query"),
    }
)

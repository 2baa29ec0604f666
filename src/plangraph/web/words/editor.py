"""What the pages of ``site/editor/`` say in Danish and English."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from plangraph.model import Lang, Text

WORDS: Final = MappingProxyType(
    {
        "editor_title": Text("Spørg i SPARQL", "Ask in SPARQL"),
        "editor_lead": Text(
            "Skriv en forespørgsel til grafen over planerne, eller begynd med et eksempel. Forespørgsler kan kun læse.",
            "Write a query to the graph of the plans, or begin with an example. Queries can only read.",
        ),
        "editor_query": Text("Forespørgsel", "Query"),
        "editor_run": Text("Kør forespørgslen", "Run the query"),
        "editor_keys": Text(
            "Ctrl+Enter kører forespørgslen, Ctrl+mellemrum foreslår ord, Tab forlader feltet.",
            "Ctrl+Enter runs the query, Ctrl+space suggests words, Tab leaves the field.",
        ),
        "editor_plain": Text(
            "Feltet er et almindeligt tekstfelt; Tab forlader det.",
            "The field is a plain text field; Tab leaves it.",
        ),
        "editor_examples": Text("Eksempler", "Examples"),
        "editor_examples_help": Text(
            "Fra spørgsmålsbiblioteket. Et eksempel lægges i feltet; kør det, eller ret i det først.",
            "From the question library. An example is put into the field; run it, or change it first.",
        ),
        "editor_theme_comparison": Text("Sammenligning", "Comparison"),
        "editor_theme_continuity": Text("Sammenhæng over år", "Continuity"),
        "editor_theme_coverage": Text("Dækning", "Coverage"),
        "editor_theme_quality": Text("Kvalitet", "Quality"),
        "editor_prefixes": Text("Præfikser, der er kendt", "Prefixes that are known"),
        "editor_prefixes_help": Text(
            "De kan bruges uden PREFIX-linjer.", "They can be used without PREFIX lines."
        ),
        "editor_answer": Text("Svar", "Answer"),
        "editor_rows_one": Text("1 række", "1 row"),
        "editor_rows": Text("{count} rækker", "{count} rows"),
        "editor_triples_one": Text("1 udsagn (tripel)", "1 statement (triple)"),
        "editor_triples": Text("{count} udsagn (tripler)", "{count} statements (triples)"),
        "editor_took": Text("{what} på {time}", "{what} in {time}"),
        "editor_shown": Text("Viser række {start} til {end}.", "Showing rows {start} to {end}."),
        "editor_shown_first": Text(
            "Viser de første {end} rækker; filerne har dem alle.",
            "Showing the first {end} rows; the files have them all.",
        ),
        "editor_columns_cut": Text(
            "Viser de første {shown} af {all} kolonner; filerne har dem alle.",
            "Showing the first {shown} of {all} columns; the files have them all.",
        ),
        "editor_graph_cut": Text(
            "Viser begyndelsen af grafen; filerne har det hele.",
            "Showing the beginning of the graph; the files have all of it.",
        ),
        "editor_caption": Text(
            "Svaret på forespørgslen, en kolonne for hver variabel",
            "The answer to the query, a column for each variable",
        ),
        "editor_no_rows": Text(
            "Intet i data passer til forespørgslen.", "Nothing in the data matches the query."
        ),
        "editor_no_columns": Text(
            "Forespørgslen har ingen variable at vise, så rækkerne er tomme.",
            "The query has no variables to show, so the rows are empty.",
        ),
        "editor_yes": Text(
            "Ja. Data rummer det, forespørgslen spørger om.", "Yes. The data holds what the query asks about."
        ),
        "editor_no": Text(
            "Nej. Data rummer ikke det, forespørgslen spørger om.",
            "No. The data does not hold what the query asks about.",
        ),
        "editor_truth": Text("Svaret er fundet", "Answered"),
        "editor_graph": Text("Grafen som Turtle", "The graph as Turtle"),
        "editor_download": Text("Hent svaret", "Download the answer"),
        "editor_download_help": Text(
            "CSV og Excel har navnene med og er gjort ufarlige for regneark; de andre former er præcis, som "
            "standarden siger.",
            "CSV and Excel have the names as well and are made harmless for spreadsheets; the other forms are "
            "exactly as the standard says.",
        ),
        "editor_link": Text("Link til forespørgslen og dens svar", "Link to the query and its answer"),
        "editor_long": Text(
            "Forespørgslen er for lang til at stå i et link.", "The query is too long to stand in a link."
        ),
        "editor_place": Text("Linje {line}, kolonne {column}", "Line {line}, column {column}"),
        "editor_here": Text("Fejlen står her", "The fault is here"),
        # For the script
        "editor_running": Text("Kører forespørgslen …", "Running the query …"),
        "editor_failed": Text(
            "Serveren svarer ikke. Prøv igen om lidt.", "The server does not answer. Try again in a moment."
        ),
        "editor_suggestions": Text("Forslag", "Suggestions"),
        "editor_kind_class": Text("klasse", "class"),
        "editor_kind_property": Text("egenskab", "property"),
        "editor_kind_thing": Text("ting", "thing"),
        "editor_kind_example": Text("eksempel", "example"),
        "editor_kind_variable": Text("variabel", "variable"),
        "editor_kind_keyword": Text("nøgleord", "keyword"),
        "editor_kind_prefix": Text("præfiks", "prefix"),
        "editor_syntax": Text(
            "Linje {line}: »{text}« kan ikke stå her.", "Line {line}: “{text}” cannot stand here."
        ),
        "editor_syntax_end": Text(
            "Linje {line}: her mangler noget.", "Line {line}: something is missing here."
        ),
        "editor_syntax_prefix": Text(
            "Linje {line}: præfikset »{text}« er ikke erklæret.",
            "Line {line}: the prefix “{text}” is not declared.",
        ),
    }
)

#: What is said of queries below the door, where it is said in English only, and the same in Danish.
_SAID: Final = tuple(
    (re.compile(pattern + r"\Z", re.DOTALL), danish)
    for pattern, danish in (
        (r"the query is empty", "forespørgslen er tom"),
        (
            r"no PREFIX declares (.+); known without declaring: (.+)",
            "ingen PREFIX-linje erklærer {0}; kendt uden at blive erklæret er {1}",
        ),
        (
            r"a query has SELECT, ASK, CONSTRUCT or DESCRIBE, and this has none",
            "en forespørgsel har SELECT, ASK, CONSTRUCT eller DESCRIBE, og det har denne ikke",
        ),
        (
            r"the query ends too early, (\d+) closing \} missing",
            "forespørgslen slutter for tidligt, der mangler {0} afsluttende }}",
        ),
        (r"not SPARQL at ('.*'|\".*\")", "ikke SPARQL ved {0}"),
        (r"not SPARQL: (.+)", "ikke SPARQL: {0}"),
        (r"the query is not text: (.+)", "forespørgslen er ikke tekst: {0}"),
        (r"the query cannot be run: (.+)", "forespørgslen kan ikke køres: {0}"),
        (
            r"SERVICE is refused: .+",
            "SERVICE afvises: en forespørgsel besvares alene af data her og kalder ingen anden server (og intet "
            "præfiks må hedde sådan)",
        ),
        (
            r"(\w+) is refused: a query reads .+",
            "{0} afvises: en forespørgsel læser og ændrer aldrig data",
        ),
        (r"the query is over (\d+) kB", "forespørgslen er over {0} kB"),
        (
            r"the answer has more than (\d+) rows; .+",
            "svaret har mere end {0} rækker; bed om en del af det med LIMIT og OFFSET",
        ),
        (
            r"the answer is over ([\d.]+) MB; .+",
            "svaret er over {0} MB; bed om en del af det med LIMIT og OFFSET",
        ),
        (
            r"the query was stopped: it ran for ([\d.]+) seconds, .+",
            "forespørgslen blev standset: den kørte i {0} sekunder, og ingen må køre længere",
        ),
        (
            r"the query was stopped after ([\d.]+) seconds; .+",
            "forespørgslen blev standset efter {0} sekunder; ingen må køre længere",
        ),
        (
            r"the query was stopped: it takes more memory .+|the query takes more memory than it may",
            "forespørgslen blev standset: den bruger mere hukommelse, end den må, eller er indlejret for dybt",
        ),
        (
            r"too many queries of yours run or wait already; .+",
            "for mange af dine forespørgsler kører eller venter allerede; spørg igen om et øjeblik",
        ),
        (
            r"too many queries wait already; .+",
            "for mange forespørgsler venter allerede; spørg igen om et øjeblik",
        ),
        (
            r"the store cannot be reached now; try again",
            "data kan ikke nås lige nu; prøv igen",
        ),
    )
)


def say(message: str, lang: Lang) -> tuple[str, str]:
    """Return what is wrong with a query in a language, and which language it is in then.

    :param message: as it is said in English, without a place
    """
    if lang == "en":
        return message, "en"
    for pattern, danish in _SAID:
        if found := pattern.match(message):
            return danish.format(*found.groups()), "da"
    return message, "en"

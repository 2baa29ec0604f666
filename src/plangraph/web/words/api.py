"""What the pages of ``site/programs/`` say in Danish and English, and what the API calls its links."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from plangraph.model import Text

WORDS: Final = MappingProxyType(
    {
        "api_title": Text("Kommunernes beskæftigelsesplaner som data", "Municipal employment plans as data"),
        "api_answer": Text("Svaret", "The answer"),
        "api_concepts": Text("Begreberne", "The concepts"),
        "api_context": Text("JSON-LD-kontekst", "JSON-LD context"),
        "api_document": Text("Alt, der siges om det, som RDF", "All that is said of it, as RDF"),
        "api_element": Text("Elementet", "The element"),
        "api_elements": Text("Planens elementer", "The plan's elements"),
        "api_gaps": Text("Huller", "Gaps"),
        "api_job": Text("Tjekket", "The check"),
        "api_municipalities": Text("Kommuner", "Municipalities"),
        "api_no_municipality": Text(
            "Der er ingen kommune med det navn eller den kode; ret municipality=.",
            "There is no municipality of that name or code; correct municipality=.",
        ),
        "api_no_year": Text(
            "Filen siger ikke, hvilket år planen gælder for; send det med year=2026.",
            "The file does not say which year the plan is for; send it with year=2026.",
        ),
        "api_openapi": Text("OpenAPI-beskrivelse", "OpenAPI description"),
        "api_page": Text("Som side", "As a page"),
        "api_reference": Text("Opslag: REST", "Reference: REST"),
        "api_report": Text("Rapporten", "The report"),
        "api_report_schema": Text("JSON Schema for rapporter", "JSON Schema of reports"),
        "api_reference_lead": Text(
            "Hvad der kan spørges om under /api/v1, hvad hver adresse tager, og hvad den svarer. Lavet af "
            "OpenAPI-beskrivelsen, som er på engelsk.",
            "What can be asked under /api/v1, what each address takes and what it answers. Made of the OpenAPI "
            "description.",
        ),
        "api_contents": Text("Indhold", "Contents"),
        "api_objects": Text("Objekter", "Objects"),
        "api_page_title": Text("For programmer", "For programs"),
        "api_lead": Text(
            "Alt, hvad siderne viser, kan programmer også hente: uden nøgle, i åbne formater og med faste adresser.",
            "Whatever the pages show programs can have too: without a key, in open formats and at lasting addresses.",
        ),
        "api_ways": Text("Veje til data", "Ways to the data"),
        "api_addresses": Text("Adresser: {section}", "Addresses: {section}"),
        "api_what": Text("Hvad der står der", "What is there"),
        "api_forms": Text("Formater", "Formats"),
        "api_copy": Text("Kopiér", "Copy"),
        "api_copied": Text("Kopieret.", "Copied."),
        "api_rest_title": Text("REST", "REST"),
        "api_rest_text": Text(
            "Planer, huller, rapporter, tabeller og svar som JSON, i mange tilfælde også som CSV, Excel eller PDF. "
            'Det, et menneske læser, står på dansk og engelsk: {{"da": …, "en": …}}. Et udkast kan tjekkes; intet '
            "af det bliver offentligt.",
            "Plans, gaps, reports, tables and answers as JSON, in many cases also as CSV, Excel or PDF. What a person "
            'reads stands there in Danish and English: {{"da": …, "en": …}}. A draft can be checked; nothing of it '
            "becomes public.",
        ),
        "api_documents_title": Text("Et dokument om hver ting", "A document of each thing"),
        "api_documents_text": Text(
            "Hver plan, hvert mål, hvert begreb og hver regel har et navn, der også er en adresse (IRI). Den fører til "
            "et dokument i det format, som Accept beder om, eller som endelsen siger: .html .ttl .jsonld .nt .rdf.",
            "Every plan, goal, concept and rule has a name that is an address as well (IRI). It leads to a document in "
            "the format that Accept asks for, or that the ending says: .html .ttl .jsonld .nt .rdf.",
        ),
        "api_sparql_title": Text("SPARQL", "SPARQL"),
        "api_sparql_text": Text(
            "SPARQL 1.1 Protocol: forespørgsler med GET og POST, aldrig ændringer. Ontologiens præfikser behøver ikke "
            "erklæres, og standardgrafen er alle grafer tilsammen. Uden forespørgsel svarer den med sin beskrivelse.",
            "SPARQL 1.1 Protocol: queries by GET and POST, never updates. The ontology's prefixes need not be declared, "
            "and the default graph is all graphs together. Without a query it answers with its description.",
        ),
        "api_graphs_title": Text("Graph Store Protocol", "Graph Store Protocol"),
        "api_graphs_text": Text(
            "En hel graf ad gangen, fx en plan. Den, der kender et token, kan også skrive, hvor serveren tillader det.",
            "A whole graph at a time, such as a plan. Who knows a token may write as well, where the server allows it.",
        ),
        "api_data_title": Text("Alle data", "All of the data"),
        "api_data_text": Text(
            "Beskrivelsen af datasættet (VoID og DCAT-AP) med optællinger, der passer, og det hele som fil.",
            "The description of the dataset (VoID and DCAT-AP) with counts that are true, and all of it as a file.",
        ),
        "api_at_entry": Text("Alle adresserne", "All the addresses"),
        "api_at_plans": Text(
            "Planerne, med niveau og antal fund", "The plans, with level and number of findings"
        ),
        "api_at_elements": Text(
            "En plans fokusområder, mål og indsatser: koblinger, tal, belæg",
            "A plan's focus areas, goals and measures: links, figures, evidence",
        ),
        "api_at_gaps": Text("Huller på tværs af planer", "Gaps across plans"),
        "api_at_report": Text("Hele rapporten om en plan", "The whole report on a plan"),
        "api_at_matrices": Text("Dækningen som tabeller", "Coverage as tables"),
        "api_at_questions": Text("Spørgsmålene, og svarene på dem", "The questions, and their answers"),
        "api_at_compare": Text(
            "To planer fund for fund: ?first=…&second=…", "Two plans finding by finding: ?first=…&second=…"
        ),
        "api_at_check": Text("Tjek af et udkast (POST)", "A draft checked (POST)"),
        "api_at_rules": Text("Reglerne, som planer holdes op imod", "The rules that plans are held against"),
        "api_at_targets": Text("De nationale mål år for år", "The national targets year by year"),
        "api_at_concepts": Text("Ordlisterne", "The vocabularies"),
        "api_at_municipalities": Text("Kommunerne", "The municipalities"),
        "api_at_openapi": Text("Beskrivelsen, til værktøjer", "The description, for tools"),
        "api_at_thing": Text("Navnet på en ting", "The name of a thing"),
        "api_at_document": Text("Dokumentet om den", "The document about it"),
        "api_at_ontology": Text("Ontologien", "The ontology"),
        "api_at_vocabulary": Text("En ordliste", "A vocabulary"),
        "api_at_endpoint": Text("Forespørgsler og beskrivelse", "Queries and description"),
        "api_at_graph_store": Text("Grafen med det navn", "The graph of that name"),
        "api_at_void": Text("Beskrivelsen af datasættet", "The description of the dataset"),
        "api_at_dump": Text("Det hele", "All of it"),
        "api_at_jsonld": Text("Konteksten til JSON-LD", "The context of the JSON-LD"),
        "api_do_plans": Text("Planerne for 2023", "The plans for 2023"),
        "api_do_gaps": Text("De alvorligste huller i en plan", "The most serious gaps of a plan"),
        "api_do_pdf": Text("Rapporten som PDF", "The report as PDF"),
        "api_do_csv": Text("Hvem tilbyder IGU? Som CSV", "Who offers IGU? As CSV"),
        "api_do_check": Text("Tjek et udkast, og få rapporten", "Check a draft and get the report"),
        "api_do_job": Text(
            "Begynd et tjek; Location siger, hvor svaret kommer",
            "Begin a check; Location says where the answer comes",
        ),
        "api_do_turtle": Text("En plan som Turtle", "A plan as Turtle"),
        "api_do_ending": Text("Det samme som JSON-LD", "The same as JSON-LD"),
        "api_do_query": Text("Alle planer og deres titler, som CSV", "All plans and their titles, as CSV"),
        "api_do_graph": Text("En plans graf", "A plan's graph"),
        "api_do_void": Text("Beskrivelsen som Turtle", "The description as Turtle"),
        "api_do_dump": Text("Det hele i én fil", "All of it in one file"),
        "api_notes": Text("Godt at vide", "Good to know"),
        "api_note_cache": Text("ETag", "ETag"),
        "api_note_cache_text": Text(
            "Svar har en ETag. Spørg igen med If-None-Match, så svarer serveren 304, hvis intet er ændret.",
            "Answers have an ETag. Ask again with If-None-Match, and the server says 304 where nothing has changed.",
        ),
        "api_note_parts": Text("Lange lister", "Long lists"),
        "api_note_parts_text": Text(
            "Lister kommer i dele: page og per_page. Link-hovedet fører til de andre dele, og total siger, hvor mange "
            "der er i alt.",
            "Lists come in parts: page and per_page. The Link header leads to the other parts, and total says how many "
            "there are in all.",
        ),
        "api_note_errors": Text("Fejl", "Errors"),
        "api_note_errors_text": Text(
            "Alle fejl er application/problem+json (RFC 9457). Det, en adresse beder om, og som ikke kendes, bliver "
            "afvist og ikke sprunget over.",
            "Every error is application/problem+json (RFC 9457). What an address asks for and is not known is refused, "
            "not passed over.",
        ),
        "api_note_rate": Text("Tempo", "Rate"),
        "api_note_rate_text": Text(
            "{rate} anmodninger i sekundet over tid, {burst} på én gang. Derefter svarer serveren 429, og Retry-After "
            "siger, hvornår den kan spørges igen.",
            "{rate} requests a second over time, {burst} at once. After that the server says 429, and Retry-After says "
            "when it can be asked again.",
        ),
        "api_note_no_rate": Text("Tempo", "Rate"),
        "api_note_no_rate_text": Text(
            "Denne server begrænser ikke, hvor ofte den må spørges.",
            "This server does not limit how often it may be asked.",
        ),
        "api_note_limits": Text("Grænser", "Limits"),
        "api_note_limits_text": Text(
            "En SPARQL-forespørgsel må vare {seconds} sekunder og give {rows} rækker; et udkast må fylde {megabytes} MB. "
            "Et svar over grænsen afvises helt: en del af det kunne tages for det hele.",
            "A SPARQL query may take {seconds} seconds and give {rows} rows; a draft may have {megabytes} MB. An answer "
            "over the limit is refused whole: a part of it could be taken for all.",
        ),
        "api_note_drafts": Text("Udkast", "Drafts"),
        "api_note_drafts_text": Text(
            "Et tjek, der svares på med det samme, efterlader intet. Et tjek med sin egen adresse er hemmeligt for den, "
            "der kender adressen, kan slettes med DELETE og forsvinder {hours} timer efter, at nogen sidst så på det.",
            "A check that is answered at once leaves nothing behind. One with an address of its own is private to whoever "
            "knows the address, can be deleted by DELETE, and goes {hours} hours after somebody looked at it last.",
        ),
        "api_note_scripts": Text("Fra andre sider", "From other sites"),
        "api_note_scripts_text": Text(
            "Scripts på de sider, som serverens ejer har valgt, må læse svarene (CORS).",
            "Scripts on the sites that the server's owner has chosen may read the answers (CORS).",
        ),
        "api_note_no_scripts": Text("Fra andre sider", "From other sites"),
        "api_note_no_scripts_text": Text(
            "Scripts på andre websider må ikke læse svarene (CORS er ikke slået til); programmer uden for browseren må.",
            "Scripts on other web sites may not read the answers (CORS is off); programs outside a browser may.",
        ),
    }
)

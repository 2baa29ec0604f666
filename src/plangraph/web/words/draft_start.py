"""What the pages say in Danish and English where a draft is handed in, is worked on, and is deleted."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from plangraph.model import Text

_WORDS: Final = {
    "lead": Text(
        "Aflever jeres plan, som den er nu, og se med det samme, hvad den mangler, hvor, hvorfor, og hvordan det rettes. "
        "Kun du kan se den.",
        "Hand in your plan as it is now, and see at once what it lacks, where, why, and how to mend it. Only you can see "
        "it.",
    ),
    "not_taken": Text("Filen blev ikke taget ind:", "The file was not taken in:"),
    "hand_in": Text("Aflever et udkast", "Hand in a draft"),
    "file": Text("Filen med udkastet", "The file with the draft"),
    "file_help": Text(
        "Word, PDF, OpenDocument, tekst, Markdown, HTML, regneark (xlsx) eller RDF, højst {megabytes} MB.",
        "Word, PDF, OpenDocument, text, Markdown, HTML, a spreadsheet (xlsx) or RDF, at most {megabytes} MB.",
    ),
    "optional": Text("(kan udelades)", "(optional)"),
    "joint": Text(
        "Kun hvis der ikke står det i filen. En fælles plan: skriv kommunerne med komma imellem.",
        "Only if the file does not say so. A joint plan: write the municipalities with commas between them.",
    ),
    "joint_only": Text(
        "En fælles plan: skriv kommunerne med komma imellem.",
        "A joint plan: write the municipalities with commas between them.",
    ),
    "contents": Text("I rapporten", "In the report"),
    "send": Text("Tjek udkastet", "Check the draft"),
    "steps": Text("Sådan foregår det", "What happens"),
    "step_1": Text(
        "Filen læses, og fokusområder, mål, måltal, målgrupper og redskaber findes i den. Det tager nogle sekunder.",
        "The file is read, and focus areas, goals, figures, target groups and instruments are found in it. That takes a "
        "few seconds.",
    ),
    "step_2": Text(
        "Planen holdes op mod reglerne for dens år: lovens krav, ministerens mål, målbarhed og sammenhæng.",
        "The plan is held against the rules for its year: what the law asks, the minister's targets, measurability and "
        "coherence.",
    ),
    "step_3": Text(
        "Du ser hvert hul ved siden af planens egne ord, retter det i en formular eller i dokumentet, og tjekker igen.",
        "You see each gap beside the plan's own words, mend it in a form or in the document, and check again.",
    ),
    "step_4": Text(
        "Det, som læseprogrammet kun gætter på, godtager, ændrer eller afviser du. Til sidst henter du Word-filen med "
        "bemærkninger, rapporten eller planen som data.",
        "What the reader only guesses you accept, change or reject. In the end you take the Word file with remarks, the "
        "report, or the plan as data.",
    ),
    "privacy": Text("Kun for dig", "For you alone"),
    "privacy_address": Text(
        "Udkastet får en adresse, som ingen kan gætte. Den, der har adressen, kan se og ændre det; gem den, og giv den "
        "kun til dem, der skal være med.",
        "The draft gets an address that nobody can guess. Whoever has the address can see and change it; keep it, and "
        "give it only to those who are to take part.",
    ),
    "privacy_stays": Text(
        "Filen bliver på denne server. Intet sendes videre, og hverken filens indhold, dens navn eller adressen skrives i "
        "serverens log. Der bruges ingen cookies.",
        "The file stays on this server. Nothing is sent on, and neither the file's content nor its name nor the address "
        "is written into the server's log. There are no cookies.",
    ),
    "privacy_gone": Text(
        "Det slettes, når ingen har set på det i {hours} timer, og straks, når du beder om det.",
        "It is deleted when nobody has looked at it for {hours} hours, and at once when you ask for it.",
    ),
    "privacy_publish": Text(
        "Det bliver aldrig en del af de offentlige planer, uden at nogen med serverens token gør det med vilje.",
        "It never becomes one of the public plans unless somebody who has the server's token makes it so on purpose.",
    ),
    "template": Text("Begynd med en skabelon", "Begin with a template"),
    "template_text": Text(
        "En tom plan med årets nationale mål: et regneark med lister at vælge fra, eller et Word-dokument med de rigtige "
        "overskrifter.",
        "An empty plan with the year's national targets: a workbook with lists to choose from, or a Word document with "
        "the right headings.",
    ),
    "template_sheet": Text("Hent regneark (xlsx)", "Download a workbook (xlsx)"),
    "template_word": Text("Hent Word-dokument (docx)", "Download a Word document (docx)"),
    "template_municipality": Text("Skriv kommunen.", "Write the municipality."),
    "template_year": Text("Skriv planens år.", "Write the year of the plan."),
    "from_plan": Text("Begynd med en plan, der er her", "Begin with a plan that is here"),
    "from_plan_text": Text(
        "Du får en kopi, som kun du kan se og ændre. Planen selv bliver, som den er.",
        "You get a copy that only you can see and change. The plan itself stays as it is.",
    ),
    "from_plan_send": Text("Lav en kopi", "Make a copy"),
    "no_municipality": Text(
        "Der er ingen kommune, der hedder »{name}«. Vælg en på listen.",
        "There is no municipality called “{name}”. Choose one from the list.",
    ),
    "no_year": Text("Skriv et årstal mellem {first} og {last}.", "Write a year between {first} and {last}."),
    "working": Text("Udkastet tjekkes", "The draft is being checked"),
    "stage_waiting": Text("Filen venter på sin tur.", "The file waits for its turn."),
    "stage_reading": Text("Filen læses.", "The file is being read."),
    "stage_pages": Text("Side {done} af {total} er læst.", "Page {done} of {total} has been read."),
    "stage_checking": Text("Planen tjekkes.", "The plan is being checked."),
    "look": Text("Se, om det er færdigt", "See whether it is done"),
    "keep_address": Text(
        "Du kan gemme denne adresse og komme tilbage senere.",
        "You can keep this address and come back later.",
    ),
    "failed_title": Text("Filen kunne ikke tages ind", "The file could not be taken in"),
    "asked_title": Text("Der mangler en oplysning", "Something has to be added"),
    "asked": Text("Hvad er det for en plan?", "Which plan is it?"),
    "try_again": Text("Prøv igen med samme fil", "Try again with the same file"),
    "read_again": Text("Læs filen", "Read the file"),
    "other_file": Text("Aflever en anden fil", "Hand in another file"),
    "delete_title": Text("Slet udkastet", "Delete the draft"),
    "delete": Text("Slet udkastet nu", "Delete the draft now"),
    "deleted": Text("Udkastet er slettet", "The draft is deleted"),
    "deleted_text": Text(
        "Filen og alt, hvad der blev læst af den, er fjernet fra serveren.",
        "The file and all that was read of it are gone from the server.",
    ),
    "another": Text("Tjek et andet udkast", "Check another draft"),
    "back": Text("Tilbage til resultatet", "Back to the result"),
}

WORDS: Final = MappingProxyType({f"drafts_{key}": text for key, text in _WORDS.items()})

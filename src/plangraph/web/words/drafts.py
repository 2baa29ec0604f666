"""What the pages of ``site/drafts/`` say in Danish and English."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from plangraph.model import Text

_SAVE_DA: Final = "Åbn den i det program, den er lavet i, gem den som Word (.docx) eller PDF, og prøv igen."

#: What stops a request.
_PROBLEMS: Final = {
    "changing": Text(
        "Udkastet er ved at blive ændret. Vent et øjeblik, og prøv igen.",
        "The draft is being changed. Wait a moment and try again.",
    ),
    "gone": Text(
        "Her er intet udkast. Adressen kan være forkert, eller udkastet er slettet eller udløbet.",
        "There is no draft here. The address may be wrong, or the draft was deleted or has expired.",
    ),
    "no_file": Text(
        "Vælg den fil, der skal tjekkes.",
        "Choose the file to check.",
    ),
    "no_finding": Text(
        "Fundet er der ikke mere: det er rettet, eller udkastet er ændret siden. Gå tilbage til resultatet.",
        "The finding is not there any more: it has been mended, or the draft has changed since. Go back to the result.",
    ),
    "no_suggestion": Text(
        "Forslaget er der ikke mere: det er allerede afgjort, eller udkastet er ændret siden.",
        "The suggestion is not there any more: it has been judged already, or the draft has changed since.",
    ),
    "no_version": Text("Den udgave findes ikke mere.", "There is no such version any more."),
    "not_kept": Text(
        "Udkastet kan ikke gemmes lige nu. Prøv igen om lidt.",
        "The draft cannot be kept just now. Try again in a moment.",
    ),
    "not_marked": Text(
        "Udkastet blev ikke afleveret som en Word-fil eller en PDF, så det kan ikke gives tilbage med bemærkninger.",
        "The draft was not handed in as a Word file or a PDF, so it cannot be given back with remarks.",
    ),
    "nothing_to_undo": Text(
        "Der er ingen tidligere udgave at gå tilbage til.", "There is no earlier version to go back to."
    ),
    "stale": Text(
        "Udkastet er ændret, siden du åbnede siden, måske i et andet vindue. Intet er overskrevet. Gå tilbage, indlæs "
        "siden igen, og gør det, du var i gang med, på den nyeste udgave.",
        "The draft has changed since you opened the page, perhaps in another window. Nothing was overwritten. Go back, "
        "load the page again, and do what you were doing on the newest version.",
    ),
    "too_large": Text(
        "Filen er for stor: den må højst være {most} MB. Gem den med mindre billeder eller uden bilag, og prøv igen.",
        "The file is too large: it may have at most {most} MB. Save it with smaller pictures or without its annexes, "
        "and try again.",
    ),
    "too_many": Text(
        "Der er for mange udkast på serveren lige nu. Prøv igen senere.",
        "There are too many drafts on the server just now. Try again later.",
    ),
    "too_many_yours": Text(
        "Der er afleveret for mange udkast herfra. Slet dem, der ikke skal bruges mere, eller prøv igen senere.",
        "Too many drafts have been handed in from here. Delete those that are of no more use, or try again later.",
    ),
    "uploading": Text(
        "Der bliver afleveret for mange filer på én gang. Prøv igen om et øjeblik.",
        "Too many files are being handed in at once. Try again in a moment.",
    ),
    "working": Text(
        "Filen er stadig ved at blive læst. Vent, til den er færdig.",
        "The file is still being read. Wait until that is done.",
    ),
}

#: Why a file did not become a plan, by the kind of failure.
_FAILURES: Final = {
    "busy": Text(
        "Serveren har travlt lige nu. Filen er gemt; prøv igen om et øjeblik.",
        "The server is busy just now. The file is kept; try again in a moment.",
    ),
    "fault": Text(
        "Der skete en fejl hos os, ikke i din fil. Filen er gemt; prøv igen, eller sig det til dem, der driver siden.",
        "Something went wrong on our side, not in your file. The file is kept; try again, or tell those who run this "
        "site.",
    ),
    "time": Text(
        "Det tog for lang tid at læse eller tjekke filen, så det blev standset. Aflever en kortere udgave, fx uden bilag.",
        "It took too long to read or check the file, so it was stopped. Hand in a shorter version, without its annexes "
        "for instance.",
    ),
    "memory": Text(
        "Filen krævede for meget hukommelse at læse eller tjekke, så det blev standset. Aflever en mindre udgave, fx "
        "uden bilag og store billeder.",
        "The file needed too much memory to be read or checked, so it was stopped. Hand in a smaller version, without "
        "annexes and large pictures for instance.",
    ),
    "unknown": Text("Filen kunne ikke læses.", "The file could not be read."),
    "year": Text(
        "Der står ikke i filen, hvilket år planen gælder. Skriv året herunder. Filen skal ikke afleveres igen.",
        "The file does not say which year the plan is for. Write the year below. The file need not be handed in again.",
    ),
    "municipality": Text(
        "Den kommune findes ikke. Ret navnet herunder. Filen skal ikke afleveres igen.",
        "There is no such municipality. Correct the name below. The file need not be handed in again.",
    ),
    "locked": Text(
        "Filen er beskyttet med en adgangskode. Åbn den, fjern adgangskoden (i Word: Filer, Oplysninger, Beskyt "
        "dokument), gem den, og prøv igen.",
        "",
    ),
    "scanned": Text(
        "Filen er scannet: siderne er billeder uden tekst. Aflever den Word-fil, planen er skrevet i, eller kør "
        "tekstgenkendelse (OCR) på filen først.",
        "",
    ),
    "picture": Text(
        "Filen er et billede, og der kan ikke læses tekst i det. Aflever det dokument, billedet viser.", ""
    ),
    "letters": Text(
        "Filens skrifttyper siger ikke, hvilke bogstaver de viser, så teksten kan ikke læses. Aflever den Word-fil, "
        "PDF'en er lavet af.",
        "",
    ),
    "empty": Text(f"Filen er tom, eller der er ingen tekst i den. {_SAVE_DA}", ""),
    "sheet": Text(
        "Regnearket er i et format, der ikke læses. Åbn det i Excel eller LibreOffice, og gem det som .xlsx.",
        "",
    ),
    "old": Text(f"Filen er i et format, der ikke læses. {_SAVE_DA}", ""),
    "other": Text(
        "Filen er ikke selve planen. Find dokumentet, og aflever det som Word (.docx) eller PDF.", ""
    ),
    "limit": Text(
        "Det tog for lang tid eller for meget hukommelse at læse filen. Aflever en kortere eller enklere udgave, fx uden "
        "bilag og store billeder.",
        "",
    ),
    "large": Text(
        "Filen er for stor eller for indviklet. Aflever den med mindre billeder eller uden bilag.", ""
    ),
    "graph": Text("Filen skal beskrive én plan (pg:Plan) og ikke andet.", ""),
    "remote": Text(
        "Filen henviser til en JSON-LD-kontekst på nettet, og intet hentes derfra. Sæt konteksten ind i selve filen.",
        "",
    ),
    "syntax": Text("Filen er ikke skrevet rigtigt.", ""),
    "broken": Text(f"Filen er i stykker eller meget usædvanlig. {_SAVE_DA}", ""),
    "ending": Text(
        f"Filens indhold passer ikke til dens endelse, eller filer med den endelse læses ikke. {_SAVE_DA}", ""
    ),
}

#: Where a draft is handed in, and while it is worked on.
_START: Final = {
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
    "required": Text("(skal udfyldes)", "(required)"),
    "wanted": Text("(skal udfyldes, hvis delen bruges)", "(required if the part is used)"),
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

#: What was found, and what can be done with it.
_RESULT: Final = {
    "result": Text("Resultat", "Result"),
    "version": Text("udgave {number}", "version {number}"),
    "no_place": Text("ingen kommune fundet", "no municipality found"),
    "newer_failed": Text(
        "Den nye fil, {name}, kunne ikke tages ind", "The new file, {name}, could not be taken in"
    ),
    "still_there": Text(
        "Intet er gået tabt: den forrige udgave står her stadig.",
        "Nothing is lost: the version before is still here.",
    ),
    "changes": Text("Hvad der er ændret siden udgave {since}", "What has changed since version {since}"),
    "fixed": Text("Rettet: {count}", "Fixed: {count}"),
    "new": Text("Nye: {count}", "New: {count}"),
    "worse": Text("Værre: {count}", "Worse: {count}"),
    "left": Text("Er der stadig: {count}", "Still there: {count}"),
    "fixed_these": Text("Rettet", "Fixed"),
    "new_these": Text("Nyt", "New"),
    "worse_these": Text("Værre end før", "Worse than before"),
    "undo": Text("Fortryd: gå én udgave tilbage", "Undo: go back one version"),
    "standing": Text("Hvor langt er planen?", "How far has the plan come?"),
    "score": Text("{passed} af {examined} tjek er opfyldt", "{passed} of {examined} checks passed"),
    "moves": Text("Den korteste vej til »{level}«", "The shortest way to “{level}”"),
    "clears": Text("Klarer:", "Clears:"),
    "findings": Text("Hvad planen mangler", "What the plan lacks"),
    "only": Text("Vis kun", "Show only"),
    "hidden": Text(
        "{count} andre fund vises ikke lige nu.", "{count} other findings are not shown just now."
    ),
    "area": Text("Fokusområde", "Focus area"),
    "whole": Text("Hele planen", "The whole plan"),
    "minor": Text("{count} til orientering", "{count} for information"),
    "nothing_found": Text("Intet at bemærke.", "Nothing to remark."),
    "finding_number": Text("fund {number}", "finding {number}"),
    "what_to_do": Text("Gør sådan:", "What to do:"),
    "fix_here": Text("Ret det her", "Fix it here"),
    "review_these": Text("Se forslagene igennem", "Review the suggestions"),
    "why": Text("Hvorfor", "Why"),
    "others": Text("Sådan gjorde andre:", "How others did it:"),
    "stands": Text("Det gælder", "It is about"),
    "additions": Text("Tilføjet i formularer", "Added in forms"),
    "additions_text": Text(
        "Det står i planen som data, men ikke nødvendigvis i dokumentet. Skriv det ind i dokumentet, før I vedtager det.",
        "It is in the plan as data, though not necessarily in the document. Write it into the document before you adopt "
        "it.",
    ),
    "gone_now": Text("Fjernet:", "Removed:"),
    "write_this": Text("Skal skrives ind i dokumentet:", "Has to be written into the document:"),
    "aside": Text("Videre med udkastet", "Going on with the draft"),
    "waiting": Text(
        "{count} forslag fra læsningen venter på, at et menneske ser på dem.",
        "{count} suggestions of the reader wait for a person to look at them.",
    ),
    "none_waiting": Text(
        "Ingen forslag venter; {count} er afgjort.", "No suggestions wait; {count} are decided."
    ),
    "review": Text("Gennemse forslagene", "Review the suggestions"),
    "to_files": Text("Hent filer", "Download files"),
    "take_marked.docx": Text("Word-filen med bemærkninger", "The Word file with remarks"),
    "take_marked.pdf": Text("PDF-filen med bemærkninger", "The PDF with remarks"),
    "take_report": Text("Rapport (PDF)", "Report (PDF)"),
    "take_summary": Text("Én side til udvalget (PDF)", "One page for the committee (PDF)"),
    "take_workbook": Text("Planen som regneark at rette i (xlsx)", "The plan as a workbook to edit (xlsx)"),
    "take_more": Text("Flere formater", "More formats"),
    "take_report_as": Text("Rapporten som", "The report as"),
    "take_plan_as": Text("Planen som", "The plan as"),
    "report": Text("rapport", "report"),
    "file_report": Text("rapport", "report"),
    "file_summary": Text("resume", "summary"),
    "file_remarks": Text("med-bemaerkninger", "with-remarks"),
    "no_such_file": Text("Den fil kan ikke hentes her.", "That file cannot be had here."),
    "new_file": Text("Aflever en ny udgave", "Hand in a new version"),
    "new_file_text": Text(
        "Har du rettet i dokumentet? Adressen bliver den samme, og du ser, hvad der er rettet og nyt. Det, du har afgjort, "
        "gælder stadig, hvor ordene er de samme; det, du har tilføjet i formularer, bliver i den forrige udgave.",
        "Have you edited the document? The address stays the same, and you see what is fixed and what is new. What you "
        "decided still holds where the words are the same; what you added in forms stays in the version before.",
    ),
    "carried": Text(
        "{count} afgørelser fra den forrige udgave gælder stadig, fordi ordene er de samme.",
        "{count} decisions on the version before still hold, as the words are the same.",
    ),
    "new_file_label": Text("Ny fil", "New file"),
    "new_file_send": Text("Tjek den nye udgave", "Check the new version"),
    "read": Text("Hvad der blev læst", "What was read"),
    "notes": Text("Bemærkninger fra læsningen", "Notes of the reader"),
    "count_FocusArea": Text("Fokusområder", "Focus areas"),
    "count_Objective": Text("Målsætninger", "Objectives"),
    "count_Goal": Text("Mål", "Goals"),
    "count_TargetValue": Text("Måltal", "Figures"),
    "count_Measure": Text("Indsatser", "Measures"),
    "count_Challenge": Text("Udfordringer", "Challenges"),
    "count_StatutoryStatement": Text("Udsagn om lovkrav", "Statements on what the law asks"),
    "count_Linkage": Text("Koblinger til nationale mål", "Links to national targets"),
    "history": Text("Udgaver", "Versions"),
    "now": Text("nu", "now"),
    "way_uploaded": Text("Afleveret", "Handed in"),
    "way_copied": Text("Kopi af en plan", "Copy of a plan"),
    "way_judged": Text("Forslag afgjort", "Suggestion decided"),
    "way_mended": Text("Rettet i en formular", "Mended in a form"),
    "compare_with": Text("Sammenlign med udgave", "Compare with version"),
    "keeping": Text("Hvor længe", "How long"),
    "until": Text(
        "Udkastet slettes {until}, {hours} timer efter at nogen sidst så på det.",
        "The draft is deleted on {until}, {hours} hours after somebody last looked at it.",
    ),
}

#: The review of suggestions.
_REVIEW: Final = {
    "review_title": Text("Gennemse forslagene", "Review the suggestions"),
    "review_lead": Text(
        "Det, der er læst ud af dokumentet, er forslag, til et menneske har set på dem. Se passagen, og afgør, om det "
        "passer.",
        "What was read out of the document is suggested until a person has looked at it. See the passage and decide "
        "whether it fits.",
    ),
    "review_counts": Text("{waiting} venter, {judged} er afgjort", "{waiting} wait, {judged} are decided"),
    "review_by": Text("afgøres af", "decided by"),
    "review_done": Text("Alle forslag er afgjort.", "All suggestions are decided."),
    "your_name": Text("Dit navn", "Your name"),
    "your_name_help": Text(
        "Der spørges kun én gang. Navnet skrives i planen ved det, du afgør eller tilføjer.",
        "You are asked only once. The name is written into the plan beside what you decide or add.",
    ),
    "name_needed": Text(
        "Skriv dit navn: det skal stå, hvem der afgør det.", "Write your name: it has to be said who decides."
    ),
    "begin": Text("Begynd", "Begin"),
    "filter_matter": Text("Hvad det handler om", "What it is about"),
    "filter_sure": Text("Hvor sikkert", "How sure"),
    "filter_area": Text("Fokusområde", "Focus area"),
    "no_area": Text("uden for fokusområderne", "outside the focus areas"),
    "at_least": Text("mindst {percent} %", "at least {percent} %"),
    "place_of": Text("Forslag {number} af {total}", "Suggestion {number} of {total}"),
    "said_of": Text("Siges om:", "Said of:"),
    "candidate": Text(
        "Det står i løbende tekst og er ikke med i planen, før du godtager det.",
        "It stands in running text and is no part of the plan until you accept it.",
    ),
    "passage": Text("Sådan står der", "This is what it says"),
    "no_passage": Text("Der er ingen passage til det.", "There is no passage for it."),
    "page": Text("s.", "p."),
    "sure_very": Text("meget sikkert", "very sure"),
    "sure_quite": Text("sikkert", "sure"),
    "sure_fairly": Text("nogenlunde sikkert", "fairly sure"),
    "sure_little": Text("usikkert", "unsure"),
    "accept": Text("Godtag", "Accept"),
    "accept_link": Text("Godtag som min læsning", "Accept as my reading"),
    "accept_stated": Text("Godtag: planen siger det selv", "Accept: the plan states it"),
    "reject": Text("Afvis", "Reject"),
    "skip": Text("Spring over", "Skip"),
    "change": Text("Ret forslaget", "Change the suggestion"),
    "change_stated": Text("Planen siger det selv", "The plan states it itself"),
    "change_save": Text("Gem det rettede", "Save the change"),
    "nothing_changed": Text(
        "Intet er ændret. Ret et felt, eller godtag forslaget, som det er.",
        "Nothing is changed. Change a field, or accept the suggestion as it is.",
    ),
    "not_judged": Text(
        "Det kan ikke skrives sådan. Se felterne efter, og prøv igen.",
        "It cannot be written so. Look at the fields and try again.",
    ),
    "no_decision": Text("Vælg, hvad der skal ske med forslaget.", "Choose what becomes of the suggestion."),
    "not_said": Text("siges ikke", "not said"),
    "field_element": Text("Hvad det er", "What it is"),
    "field_label": Text("Navn", "Name"),
    "field_value": Text("Tal", "Figure"),
    "field_comparator": Text("Sammenligning", "Comparison"),
    "field_unit": Text("Enhed", "Unit"),
    "field_valueKind": Text("Niveau eller ændring", "Level or change"),
    "field_direction": Text("Retning", "Direction"),
    "field_offset": Text("Afstand til landsgennemsnittet", "Distance to the national average"),
    "field_dueYear": Text("År, det skal være nået", "Year by which it is to be reached"),
    "field_NationalTarget": Text("Nationalt mål", "National target"),
    "field_TargetGroup": Text("Målgruppe", "Target group"),
    "field_Instrument": Text("Redskab", "Instrument"),
    "field_StatutoryRequirement": Text("Lovkrav", "Legal requirement"),
    "decision_accepted": Text("Godtaget", "Accepted"),
    "decision_stated": Text("Godtaget som planens egne ord", "Accepted as the plan's own words"),
    "decision_changed": Text("Ændret", "Changed"),
    "decision_rejected": Text("Afvist", "Rejected"),
    "bulk": Text("Godtag flere på én gang", "Accept several at once"),
    "bulk_text": Text(
        "Kun det, der er ret sikkert. Mulige udsagn i løbende tekst skal altid ses igennem ét for ét. Det kan fortrydes.",
        "Only what is rather sure. Possible statements in running text are always looked at one by one. It can be "
        "undone.",
    ),
    "bulk_from": Text("Hvor sikkert", "How sure"),
    "bulk_option": Text(
        "mindst {percent} % ({number} forslag)", "at least {percent} % ({number} suggestions)"
    ),
    "bulk_accept": Text("Godtag dem", "Accept them"),
    "list": Text("Alle forslag", "All suggestions"),
    "list_caption": Text(
        "{count} forslag i dokumentets rækkefølge", "{count} suggestions in the order of the document"
    ),
    "suggestion": Text("Forslag", "Suggestion"),
    "where": Text("Hvor", "Where"),
    "sure": Text("Sikkerhed", "Confidence"),
}

#: Findings mended by forms, and plans published.
_CHANGING: Final = {
    "no_form": Text("Hvordan det rettes", "How to mend it"),
    "faults": Text(
        "Noget skal rettes, før det kan gemmes", "Something has to be corrected before it can be saved"
    ),
    "stale_form": Text(
        "Udkastet er ændret, siden du åbnede formularen. Intet er gemt endnu. Det, du skrev, står her stadig: se det efter, "
        "og gem det igen.",
        "The draft has changed since you opened the form. Nothing is saved yet. What you wrote is still here: look at it "
        "and save it again.",
    ),
    "ways": Text("Hvordan vil du rette det?", "How do you want to mend it?"),
    "needed_with": Text("Skal udfyldes sammen med »{label}«.", "Required together with “{label}”."),
    "instead_of": Text("Kan udfyldes i stedet for »{label}«.", "May be filled in instead of “{label}”."),
    "any_of": Text("Udfyld mindst ét af:", "Fill in at least one of:"),
    "choose": Text("Vælg …", "Choose …"),
    "suggested": Text("foreslået", "suggested"),
    "mend": Text("Gem, og tjek igen", "Save and check again"),
    "cancel": Text("Fortryd", "Cancel"),
    "publish": Text("Udgiv planen her", "Publish the plan here"),
    "publish_lead": Text(
        "»{title}« lægges blandt de offentlige planer på denne server som »{slug}«. Alle, der kan åbne siderne, kan så "
        "læse den.",
        "“{title}” is put among the public plans of this server as “{slug}”. Whoever may open the pages can read it "
        "then.",
    ),
    "publish_quotes": Text(
        "{count} steder med dokumentets egne ord følger med, og navnene på dem, der har afgjort forslag.",
        "{count} quotations of the document's own words go with it, and the names of those who decided suggestions.",
    ),
    "publish_waiting": Text(
        "{count} forslag er ikke set igennem; de vises som uafklarede.",
        "{count} suggestions have not been reviewed; they are shown as unconfirmed.",
    ),
    "publish_violations": Text(
        "Der er stadig {count} fejl i den.", "There are still {count} violations in it."
    ),
    "publish_draft": Text(
        "Udkastet her bliver, til det udløber eller slettes. Det kan du ændre videre i, uden at den udgivne plan ændres.",
        "The draft here stays until it expires or is deleted. You can go on changing it without changing the published "
        "plan.",
    ),
    "publish_there": Text(
        "Der er allerede en plan med det navn: {name}.", "There is a plan of that name already: {name}."
    ),
    "publish_replace": Text(
        "Ja, erstat hele {name} med dette udkast", "Yes, replace all of {name} with this draft"
    ),
    "publish_token": Text("Serverens token", "The server's token"),
    "publish_token_help": Text(
        "Den, der driver serveren, har det. Det gemmes ikke.",
        "Whoever runs the server has it. It is not kept.",
    ),
    "publish_now": Text("Udgiv", "Publish"),
    "wrong_token": Text("Det token kendes ikke.", "That token is not known."),
    "confirm_replace": Text(
        "Sæt kryds for at erstatte planen, eller lad være med at udgive.",
        "Tick the box to replace the plan, or do not publish.",
    ),
    "published": Text("Planen er udgivet", "The plan is published"),
    "published_text": Text("Den står nu blandt de andre planer.", "It is now among the other plans."),
    "see_plan": Text("Se planen", "See the plan"),
    "published_from": Text("et udkast, afleveret på siderne", "a draft handed in on the pages"),
    "published_meanwhile": Text(
        "Planen på serveren er ændret, siden du åbnede siden. Intet er overskrevet. Gå tilbage, og se på den igen.",
        "The plan on the server has changed since you opened the page. Nothing was overwritten. Go back and look at it "
        "again.",
    ),
    "not_writable": Text("Denne server tager ikke imod planer.", "This server takes no plans."),
    "no_slug": Text(
        "Planen har ikke et navn, som den kan udgives under: dens IRI skal være id:plan/<kommune>-<år>.",
        "The plan has no name to publish it by: its IRI has to be id:plan/<municipality>-<year>.",
    ),
}

WORDS: Final = MappingProxyType(
    {
        **{f"drafts_problem_{key}": text for key, text in _PROBLEMS.items()},
        **{f"drafts_failure_{key}": text for key, text in _FAILURES.items()},
        **{
            f"drafts_{key}": text
            for part in (_START, _RESULT, _REVIEW, _CHANGING)
            for key, text in part.items()
        },
    }
)

"""What the page of a draft says in Danish and English: what was found, its files and its versions."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from plangraph.model import Text

_WORDS: Final = {
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
    "hidden_one": Text("1 andet fund vises ikke lige nu.", "1 other finding is not shown just now."),
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
    "waiting_one": Text(
        "1 forslag fra læsningen venter på, at et menneske ser på det.",
        "1 suggestion of the reader waits for a person to look at it.",
    ),
    "none_waiting": Text(
        "Ingen forslag venter; {count} er afgjort.", "No suggestions wait; {count} decided."
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
        "Har du rettet i dokumentet? Adressen bliver den samme, og du ser, hvad der er rettet og nyt. Det, du har "
        "afgjort eller tilføjet i formularer, gælder stadig, hvor ordene er de samme; det siges, hvad der ikke kom med.",
        "Have you edited the document? The address stays the same, and you see what is fixed and what is new. What you "
        "decided or added in forms still holds where the words are the same; you are told what was not carried over.",
    ),
    "from_before": Text("Fra den forrige udgave", "From the version before"),
    "carried": Text(
        "{count} afgørelser fra den forrige udgave gælder stadig, fordi ordene er de samme.",
        "{count} decisions on the version before still hold, as the words are the same.",
    ),
    "carried_one": Text(
        "1 afgørelse fra den forrige udgave gælder stadig, fordi ordene er de samme.",
        "1 decision on the version before still holds, as the words are the same.",
    ),
    "forms_carried": Text(
        "{count} rettelser fra formularer er skrevet ind igen: ordene, de gjaldt, er de samme, og det manglede stadig.",
        "{count} corrections made in forms are written in again: the words that they were about are the same, and it "
        "was still lacking.",
    ),
    "forms_carried_one": Text(
        "1 rettelse fra en formular er skrevet ind igen: ordene, den gjaldt, er de samme, og det manglede stadig.",
        "1 correction made in a form is written in again: the words that it was about are the same, and it was still "
        "lacking.",
    ),
    "forms_lost": Text(
        "Rettelserne fra formularer kunne ikke skrives ind igen: det tog for lang tid, eller noget gik galt hos os. De "
        "står i den forrige udgave.",
        "The corrections made in forms could not be written in again: it took too long, or something went wrong on our "
        "side. They are in the version before.",
    ),
    "form_left": Text(
        "En rettelse fra en formular er ikke skrevet ind igen. Den gjaldt: »{about}« {why}",
        "A correction made in a form is not written in again. It was about: “{about}” {why}",
    ),
    "form_changed": Text(
        "Det mangler ikke mere, eller ordene, den gjaldt eller henviste til, er ændret.",
        "It is lacking no more, or the words that it was about or pointed at have changed.",
    ),
    "form_written": Text(
        "Ordene, der skulle skrives ind, står nu i dokumentet; det, de siger, er læst derfra.",
        "The words that had yet to be written are in the document now; what they say is read from there.",
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

WORDS: Final = MappingProxyType({f"drafts_{key}": text for key, text in _WORDS.items()})

"""What stops a request about a draft, and why a file did not become a plan, in Danish and English."""

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

#: Why a file did not become a plan, by the kind of failure. English is left out where the reader's own reason is told.
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
    "suggestion": Text(
        "Filen rummer et forslag, som der mangler noget af, så det ikke kan gennemses. Aflever det dokument, som "
        "forslagene blev læst af, eller fjern forslaget fra filen.",
        "The file holds a suggestion that lacks a part, so that it cannot be reviewed. Hand in the document that the "
        "suggestions were read from, or take the suggestion out of the file.",
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

WORDS: Final = MappingProxyType(
    {
        **{f"drafts_problem_{key}": text for key, text in _PROBLEMS.items()},
        **{f"drafts_failure_{key}": text for key, text in _FAILURES.items()},
    }
)

"""The sheet that explains the workbook: how it is filled in, and every column of every sheet."""

from __future__ import annotations

from typing import Final

from plangraph.intake.workbook.layout import Form
from plangraph.intake.workbook.sheets import PLAN, SHEETS
from plangraph.model import Lang, Text

_HOW: Final = (
    (
        Text("Sådan gør du", "How to"),
        Text(
            "Udfyld arkene fra venstre mod højre: planen, fokusområderne, målsætningerne, målene og "
            "deres måltal. En "
            "række er én ting. Felter med * skal udfyldes. Alt andet kan vente.",
            "Fill in the sheets from left to right: the plan, its focus areas, objectives, goals and "
            "their target "
            "values. A row is one thing. Fields with * have to be filled in. All the rest can wait.",
        ),
    ),
    (
        Text("Lister", "Lists"),
        Text(
            "Felter med en pil har en liste at vælge fra. Vil du skrive flere, så skriv dem med "
            "semikolon imellem: "
            "Unge; Flygtninge.",
            "Fields with an arrow have a list to choose from. To write several, put a semicolon in between: "
            "Young people; Refugees.",
        ),
    ),
    (
        Text("Henvisninger", "References"),
        Text(
            "En anden række kaldes ved sit nummer, sit navn, sin nøgle eller det, listen viser: 3a · "
            "Flere i job.",
            "Another row is called by its number, its name, its key or what the list shows: 3a · More "
            "in work.",
        ),
    ),
    (
        Text("Eksempler", "Examples"),
        Text(
            "Rækken, der begynder med Eksempel, viser, hvordan man gør. Den bliver ikke læst ind.",
            "The row that begins with Example shows how it is done. It is not imported.",
        ),
    ),
    (
        Text("Nøgler", "Keys"),
        Text(
            "En ny række har ingen nøgle; den laves ved indlæsning. En række med nøgle læses præcis, "
            "som den står.",
            "A new row has no key; the import makes one. A row with a key is read exactly as it stands.",
        ),
    ),
    (
        Text("Indlæsning", "Import"),
        Text(
            "plangraph import plan.xlsx -o plan.ttl. Er der fejl, får du dem alle på en gang med ark, "
            "række og kolonne.",
            "plangraph import plan.xlsx -o plan.ttl. Mistakes are told all at once, with sheet, row and "
            "column.",
        ),
    ),
)
_MUST: Final = Text("Skal udfyldes. ", "Required. ")


def help_rows(lang: Lang) -> list[tuple[str, str, str]]:
    """Return the rows of the help sheet: sheet, column, what to write there."""
    rows = [("", topic.get(lang), text.get(lang)) for topic, text in _HOW]
    for sheet in (PLAN, *SHEETS):
        rows.append((sheet.name.get(lang), "", sheet.intro.get(lang)))
        for column in sheet.columns:
            must = _MUST.get(lang) if column.required and column.form is not Form.KEY else ""
            rows.append((sheet.name.get(lang), column.head.get(lang), must + column.help.get(lang)))
    return rows

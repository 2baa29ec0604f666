"""Columns that several sheets share."""

from __future__ import annotations

from typing import Final

from plangraph.intake.workbook.layout import EXAMPLE, Column, Form
from plangraph.model import Text
from plangraph.names import PG, PREFIXES

_RDFS: Final = PREFIXES["rdfs"]
_DCT: Final = PREFIXES["dcterms"]
_SKOS: Final = PREFIXES["skos"]
_PROV: Final = PREFIXES["prov"]


def names(example: Text | None = None) -> tuple[Column, Column]:
    """Return the columns of the Danish and the English label."""
    return (
        Column(
            "label", Text("Navn", "Name (Danish)"),
            Text("Et kort navn, gerne under ti ord.", "A short name in Danish, ten words or fewer."),
            Form.WORDS, _RDFS + "label", lang="da", required=True, width=38, example=example,
        ),
        Column(
            "label-en", Text("Navn (engelsk)", "Name (English)"),
            Text("Det samme navn på engelsk. Kan udelades.", "The same name in English. May be left out."),
            Form.WORDS, _RDFS + "label", lang="en", width=30,
        ),
    )  # fmt: skip


def words(
    name: str, iri: str, head: Text, help: Text, *, optional: bool = False, width: int = 46
) -> tuple[Column, Column]:
    """Return the columns of a text in Danish and in English."""
    return (
        Column(
            name, Text(head.da, f"{head.en} (Danish)"), help, Form.WORDS, iri,
            lang="da", optional=optional, width=width,
        ),
        Column(
            f"{name}-en", Text(f"{head.da} (engelsk)", f"{head.en} (English)"),
            Text("Det samme på engelsk. Kan udelades.", "The same in English. May be left out."),
            Form.WORDS, iri, lang="en", optional=optional, width=width,
        ),
    )  # fmt: skip


DESCRIPTION: Final = words(
    "description", _DCT + "description", Text("Beskrivelse", "Description"),
    Text("Med egne ord, et par linjer.", "In Danish and in your own words, a line or two."),
)  # fmt: skip
NOTE: Final = words(
    "note", _SKOS + "note", Text("Bemærkning", "Note"),
    Text("Hvad læseren bør vide, fx om tal, der ikke passer sammen.",
         "What a reader should know, for example of figures that do not add up."),
    optional=True,
)  # fmt: skip
PRIORITY: Final = words(
    "priority", PG + "localPriority", Text("Lokal prioritet", "Local priority"),
    Text("Hvorfor kommunen har valgt det, selv om intet nationalt mål beder om det.",
         "Why the municipality chose it although no national target asks for it."),
)  # fmt: skip
RATIONALE: Final = words(
    "rationale", PG + "rationale", Text("Begrundelse", "Rationale"),
    Text("Hvorfor de to hører sammen, i en sætning.", "Why the two belong together, in one sentence."),
)  # fmt: skip
STATEMENT: Final = Column(
    "statement", Text("Planens ord", "The plan's own words"),
    Text("Ordret, som der står i planen.", "Word for word as in the plan."),
    Form.WORDS, PG + "statementText", lang="da", optional=True, width=46,
)  # fmt: skip
EVIDENCE: Final = Column(
    "evidence", Text("Belæg", "Evidence"),
    Text("Nøgler på rækker i arket Kilder. En ny række uden belæg henviser til sig selv.",
         "Keys of rows on the sheet Sources. A new row without any refers to itself."),
    Form.ELEMENT, PG + "evidence", of=("evidence",), many=True, width=24,
)  # fmt: skip
KEY: Final = Column(
    "key", Text("Nøgle", "Key"),
    Text("Lad feltet stå tomt i nye rækker: nøglen laves ved indlæsning. Ret ikke en nøgle, der står der.",
         "Leave it empty in new rows: the import makes one. Do not change a key that is there."),
    Form.KEY, width=18,
)  # fmt: skip
GROUPS: Final = Column(
    "groups", Text("Målgrupper", "Target groups"),
    Text("Vælg fra listen. Flere: skriv dem med semikolon imellem.",
         "Choose from the list. Several: write them with a semicolon in between."),
    Form.CONCEPT, PG + "targetGroup", of=("target-group",), many=True, width=26,
    example=Text("Unge; Flygtninge", "Young people; Refugees"),
)  # fmt: skip
INSTRUMENTS: Final = Column(
    "instruments", Text("Redskaber", "Instruments"),
    Text("Vælg fra listen. Flere: skriv dem med semikolon imellem.",
         "Choose from the list. Several: write them with a semicolon in between."),
    Form.CONCEPT, PG + "usesInstrument", of=("instrument",), many=True, width=26,
)  # fmt: skip
INHERITS: Final = Column(
    "inherits", Text("Heraf fra fokusområdet", "Of these, from the focus area"),
    Text("De målgrupper og redskaber, som teksten selv ikke nævner, men fokusområdet gør.",
         "The groups and instruments that the text does not name itself but its focus area does."),
    Form.CONCEPT, PG + "inherits", of=("target-group", "instrument"), many=True, optional=True, width=26,
)  # fmt: skip
TARGETS: Final = Column(
    "targets", Text("Nationale mål", "National targets"),
    Text("Hvilke af årets nationale mål det tjener. Skriv begrundelsen i arket Koblinger; vil du fjerne en "
         "kobling, så slet også rækken der.",
         "Which of the year's national targets it serves. Give the reason on the sheet Links; to remove a "
         "link, delete its row there too."),
    Form.ENTRY, of=("national-target",), many=True, width=38,
)  # fmt: skip


def number(help: Text) -> Column:
    """Return the column of the printed number."""
    return Column("number", Text("Nr.", "No."), help, Form.TEXT, PG + "number", width=11, example=EXAMPLE)


PRINTED: Final = Text(
    "Nummeret, som det står i planen: 1, 2, 3a … Kan udelades.",
    "The number as printed in the plan: 1, 2, 3a … May be left out.",
)


def area(example: Text | None = None) -> Column:
    """Return the column of the focus area."""
    return Column(
        "area", Text("Fokusområde", "Focus area"),
        Text("Vælg fra listen: den viser rækkerne i arket Fokusområder.",
             "Choose from the list: it shows the rows of the sheet Focus areas."),
        Form.ELEMENT, PG + "inFocusArea", of=("focus-area",), width=26, example=example,
    )  # fmt: skip


def terms(name: str, head: Text, help: Text, iri: str, *of: str, many: bool = False, width: int = 20,
           optional: bool = False, example: Text | None = None) -> Column:  # fmt: skip
    """Return a column of terms of lists."""
    return Column(
        name, head, help, Form.CONCEPT, PG + iri, of=of, many=many, width=width, optional=optional,
        example=example,
    )  # fmt: skip


def rows(name: str, head: Text, help: Text, iri: str, *of: str, many: bool = True, width: int = 26,
          optional: bool = False, inverse: bool = False, required: bool = False) -> Column:  # fmt: skip
    """Return a column that refers to rows."""
    return Column(
        name, head, help, Form.ELEMENT, iri, of=of, many=many, width=width, optional=optional,
        inverse=inverse, required=required,
    )  # fmt: skip


CHOSEN_BY: Final = rows(
    "attributed", Text("Valgt af", "Chosen by"),
    Text("Rækker i arket Organisationer.", "Rows of the sheet Organisations."),
    _PROV + "wasAttributedTo", "organisation", optional=True,
)  # fmt: skip

INDICATOR: Final = terms(
    "indicator", Text("Indikator", "Indicator"),
    Text("Hvad der måles. Vælg fra listen, eller en række i arket Indikatorer.",
         "What is measured. Choose from the list, or a row of the sheet Indicators."),
    "indicator", "indicator", width=36,
)  # fmt: skip
UNIT: Final = terms(
    "unit", Text("Enhed", "Unit"),
    Text("Vælg fra listen: Procent, Procentpoint, Personer …",
         "Choose from the list: per cent, percentage points, people …"),
    "unit", "unit", example=Text("Procent", "Per cent"),
)  # fmt: skip

CONFIDENCE: Final = Column(
    "confidence", Text("Sikkerhed", "Confidence"),
    Text("Hvor sikkert et forslag er, fra 0 til 1.", "How sure a suggestion is, from 0 to 1."),
    Form.DECIMAL, PG + "confidence", optional=True, width=11,
)  # fmt: skip

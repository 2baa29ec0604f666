"""The sheets of figures, and of what statements and figures rest on."""

from __future__ import annotations

from typing import Final

from plangraph.intake.workbook.columns import (
    DESCRIPTION,
    EVIDENCE,
    GROUPS,
    INDICATOR,
    KEY,
    NOTE,
    STATEMENT,
    UNIT,
    names,
    rows,
    terms,
    words,
)
from plangraph.intake.workbook.layout import EXAMPLE, Column, Form, Sheet
from plangraph.model import Text
from plangraph.names import PG, PREFIXES

_RDFS: Final = PREFIXES["rdfs"]
_DCT: Final = PREFIXES["dcterms"]
_SKOS: Final = PREFIXES["skos"]
_PROV: Final = PREFIXES["prov"]
_OA: Final = PREFIXES["oa"]
_ORG: Final = PREFIXES["org"]

TARGET_VALUES: Final = Sheet(
    "target-value", Text("Måltal", "Target values"),
    Text("De tal, målene skal nå: et tal i hver række.",
         "The figures that the goals are to reach: one a row."),
    (PG + "TargetValue",),
    (
        rows("goal", Text("Mål", "Goal"),
              Text("Målet, som tallet hører til: vælg fra listen.",
                   "The goal of the figure: choose from the list."),
              PG + "targetValue", "goal", inverse=True, required=True),
        terms("comparator", Text("Sammenligning", "Comparator"),
               Text("Mindst, højst, over, under eller lig med.", "At least, at most, above, below or equal."),
               "comparator", "comparator", width=16, example=Text("mindst", "at least")),
        Column("value", Text("Værdi", "Value"),
               Text("Tallet alene, som det er trykt: 25 eller 12,5. Tomt, når målet kun er sat i "
                    "forhold til noget.",
                    "The number alone, as printed: 25 or 12.5. Empty when the goal is only relative to "
                    "something."),
               Form.DECIMAL, PG + "value", width=11, example=Text("25", "25")),
        UNIT,
        terms("value-kind", Text("Talart", "Value kind"),
               Text("Niveau, når tallet skal nås; ændring, når det er forskellen fra udgangspunktet.",
                    "Level when the figure is to be reached; change when it is the step from the baseline."),
               "valueKind", "value-kind", width=14, example=Text("niveau", "level")),
        terms("direction", Text("Retning", "Direction"),
               Text("Stigning, fald eller fastholdelse. Kan stå alene.",
                    "Increase, decrease or maintain. May stand alone."),
               "direction", "direction", width=14),
        terms("relative", Text("I forhold til", "Relative to"),
               Text("Når målet er sat i forhold til landsgennemsnittet eller udgangspunktet.",
                    "When the goal is relative to the national average or the baseline."),
               "relativeTo", "reference", width=20),
        Column("offset", Text("Afstand", "Offset"),
               Text("Hvor langt fra det: 0 er på niveau, -0,2 er 0,2 lavere.",
                    "How far from it: 0 is level with it, -0.2 is 0.2 lower."),
               Form.DECIMAL, PG + "offset", width=10),
        Column("due", Text("Målår", "Due year"),
               Text("Året, hvor tallet skal være nået.", "The year by which it is to be reached."),
               Form.INTEGER, PG + "dueYear", width=9, example=Text("2024", "2024")),
        Column("baseline-value", Text("Udgangspunkt: værdi", "Baseline: value"),
               Text("Hvor I står nu. Tallet alene, i samme enhed. Lad det stå tomt, hvis udgangspunktet "
                    "er en række i "
                    "arket Observationer.",
                    "Where you stand. The number alone, in the same unit. Leave it empty when the "
                    "baseline is a row "
                    "of the sheet Observations."),
               Form.ENTRY, width=13, example=Text("22", "22")),
        Column("baseline-period", Text("Udgangspunkt: periode", "Baseline: period"),
               Text("2022, 2022-08 eller 2022-Q1.", "2022, 2022-08 or 2022-Q1."),
               Form.ENTRY, width=13, example=Text("2022", "2022")),
        rows("baseline", Text("Udgangspunkt (observation)", "Baseline (observation)"),
              Text("En række i arket Observationer.", "A row of the sheet Observations."),
              PG + "baseline", "observation", width=30),
        rows("national", Text("Landstal (observation)", "National value (observation)"),
              Text("En række i arket Observationer.", "A row of the sheet Observations."),
              PG + "nationalValue", "observation", optional=True, width=30),
        rows("related", Text("Tilhørende tal (observationer)", "Related figures (observations)"),
              Text("Rækker i arket Observationer.", "Rows of the sheet Observations."),
              PG + "relatedFigure", "observation", optional=True, width=30),
        INDICATOR,
        terms("groups", Text("Målgrupper", "Target groups"),
               Text("Kun når tallet gælder nogle af målets målgrupper.",
                    "Only when the figure is about some of the goal's groups."),
               "targetGroup", "target-group", many=True, width=24),
        words("condition", PG + "condition", Text("Betingelse", "Condition"),
               Text("Hvad der skal være opfyldt, for at tallet gælder.",
                    "What must hold for the figure to apply."))[0],
        Column("label", Text("Navn", "Name (Danish)"),
               Text("Laves af målets navn i nye rækker.", "Made of the goal's name in new rows."),
               Form.WORDS, _RDFS + "label", lang="da", width=34),
        STATEMENT, names()[1],
        words("condition", PG + "condition", Text("Betingelse", "Condition"), Text("", ""))[1],
        *NOTE, EVIDENCE, KEY,
    ),
)  # fmt: skip

OBSERVATIONS: Final = Sheet(
    "observation", Text("Observationer", "Observations"),
    Text("Tal, der er målt (udgangspunkter og status), budgetteret eller skønnet.",
         "Figures that were measured (baselines, status), budgeted or estimated."),
    (PG + "Observation", PREFIXES["qb"] + "Observation"),
    (
        Column("label", Text("Navn", "Name (Danish)"),
               Text("Hvad tallet er. Laves af indikator og periode, hvis feltet er tomt.",
                    "What the figure is. Made of indicator and period when it is empty."),
               Form.WORDS, _RDFS + "label", lang="da", width=44, example=EXAMPLE),
        INDICATOR,
        Column("value", Text("Værdi", "Value"),
               Text("Tallet alene: 22 eller 12,5.", "The number alone: 22 or 12.5."),
               Form.DECIMAL, PG + "value", required=True, width=12, example=Text("22", "22")),
        UNIT,
        Column("period", Text("Periode", "Period"),
               Text("2022, 2022-08 eller 2022-Q1.", "2022, 2022-08 or 2022-Q1."),
               Form.TEXT, PG + "period", width=12, example=Text("2022", "2022")),
        terms("area", Text("Område", "Area"),
               Text("Kommune, region eller Danmark. Planens kommune i nye rækker uden område.",
                    "Municipality, region or Denmark. The plan's municipality in new rows without one."),
               "area", "area", many=True),
        terms("figure-kind", Text("Tallets art", "Kind of figure"),
               Text("Målt, budgetteret, forventet eller skønnet. Målt i nye rækker uden.",
                    "Measured, budgeted, forecast or estimated. Measured in new rows without one."),
               "figureKind", "figure-kind", width=14),
        terms("groups", Text("Målgrupper", "Target groups"), GROUPS.help, "targetGroup",
                             "target-group", many=True, width=24),
        terms("benefit", Text("Ydelser", "Benefits"), GROUPS.help, "benefit",
                              "benefit", many=True, optional=True),
        words("source", _DCT + "source", Text("Kilde", "Source"),
               Text("Hvor tallet er fra, fx Jobindsats.",
                    "Where the figure is from, e.g. Jobindsats."), width=24)[0],
        STATEMENT, names()[1],
        words("source", _DCT + "source", Text("Kilde", "Source"), Text("", ""), width=24)[1],
        *NOTE, EVIDENCE, KEY,
    ),
    room=200,
)  # fmt: skip

ORGANISATIONS: Final = Sheet(
    "organisation", Text("Organisationer", "Organisations"),
    Text("Kommunalbestyrelse, udvalg, jobcenter: hvem der vedtager og er ansvarlig.",
         "Council, committee, jobcentre: who adopts and who is responsible."),
    (),
    (
        names(EXAMPLE)[0],
        Column("type", Text("Type", "Type"), Text("Vælg fra listen.", "Choose from the list."),
               Form.CONCEPT, PREFIXES["rdf"] + "type", of=("organisation-type",), required=True, width=26,
               example=Text("jobcenter", "jobcentre")),
        rows("unit-of", Text("Hører under", "Part of"),
              Text("En anden organisation eller en kommune.", "Another organisation, or a municipality."),
              _ORG + "unitOf", "organisation", "municipality", width=32),
        *DESCRIPTION, names()[1], EVIDENCE, KEY,
    ),
    in_plan=False, room=40,
)  # fmt: skip

INDICATORS: Final = Sheet(
    "indicator", Text("Indikatorer", "Indicators"),
    Text("Kun det, planen måler, og som ikke er på listen i forvejen.",
         "Only what the plan measures that is not on the list already."),
    (PG + "Indicator", _SKOS + "Concept"),
    (
        Column("label", Text("Navn", "Name (Danish)"),
               Text("Hvad der måles, fx andel unge i uddannelse.",
                    "What is measured, e.g. share of young people in education."),
               Form.WORDS, _SKOS + "prefLabel", lang="da", required=True, width=44, example=EXAMPLE),
        UNIT,
        Column("label-en", Text("Navn (engelsk)", "Name (English)"),
               Text("Det samme navn på engelsk. Kan udelades.", "The same name in English. May be left out."),
               Form.WORDS, _SKOS + "prefLabel", lang="en", width=44),
        KEY,
    ),
    in_plan=False,
)  # fmt: skip

SOURCES: Final = Sheet(
    "evidence", Text("Kilder", "Sources"),
    Text("De steder i dokumentet, som planens udsagn bygger på.",
         "The passages that the statements rest on."),
    (PG + "Evidence", _OA + "SpecificResource"),
    (
        Column("key", Text("Nøgle", "Key"),
               Text("Et kort navn for stedet; det er det, kolonnen Belæg henviser til.",
                    "A short name of the passage; the column Evidence refers to it."),
               Form.KEY, required=True, width=34, example=EXAMPLE),
        rows("source", Text("Dokument", "Document"),
              Text("En række i arket Dokumenter.", "A row of the sheet Documents."),
              _OA + "hasSource", "document", many=False),
        Column("page", Text("Side", "Page"), Text("Sidetallet, fra 1.", "The page, from 1."),
               Form.INTEGER, PG + "page", width=8, example=Text("7", "7")),
        Column("section", Text("Afsnit", "Section"),
               Text("Overskriften over stedet.", "The heading above the passage."),
               Form.WORDS, PG + "sectionHeading", lang="da", width=40),
        Column("words", Text("Ordlyd", "Wording"),
               Text("Stedets ord, ordret. Bruges til at beregne fingeraftrykket og gemmes ikke.",
                    "The words of the passage. They give the fingerprint and are not kept."),
               Form.ENTRY, width=46),
        Column("start", Text("Første tegn", "First character"),
               Text("Hvor i dokumentets tekst stedet begynder, talt fra 0.",
                    "Where in the text it begins, from 0."),
               Form.INTEGER, _OA + "start", inner=True, width=11),
        Column("end", Text("Efter sidste tegn", "After last character"),
               Text("Hvor i dokumentets tekst det er slut.", "Where in the text it has ended."),
               Form.INTEGER, _OA + "end", inner=True, width=11),
        Column("fingerprint", Text("Fingeraftryk", "Fingerprint"),
               Text("64 tegn, der kender stedets ord igen. Beregnes af ordlyden.",
                    "64 characters that know the words again. Computed of the wording."),
               Form.TEXT, PG + "fingerprint", width=24),
    ),
    room=1,
)  # fmt: skip

DOCUMENTS: Final = Sheet(
    "document", Text("Dokumenter", "Documents"),
    Text("Det dokument, planen er læst af.", "The document that the plan was read from."),
    (PG + "SourceDocument", _PROV + "Entity"),
    (
        names(EXAMPLE)[0],
        Column("title", Text("Titel", "Title"), Text("Dokumentets titel.", "Title of the document."),
               Form.WORDS, _DCT + "title", lang="da", width=40),
        Column("file", Text("Fil", "File"), Text("Filens navn.", "Name of the file."),
               Form.TEXT, _DCT + "identifier", optional=True),
        Column("format", Text("Medietype", "Media type"), Text("Fx application/pdf.",
                                                               "E.g. application/pdf."),
               Form.TEXT, _DCT + "format"),
        Column("language", Text("Sprog", "Language"), Text("Fx da.", "E.g. da."),
               Form.TEXT, _DCT + "language", width=9),
        Column("pages", Text("Sider", "Pages"), Text("Antal sider.", "How many pages."),
               Form.INTEGER, PG + "pages", width=8),
        Column("sha256", Text("SHA-256", "SHA-256"), Text("Filens fingeraftryk.", "Digest of the file."),
               Form.TEXT, PG + "sha256", width=24),
        names()[1], *NOTE, KEY,
    ),
    room=20,
)  # fmt: skip

"""The sheets of what a plan says: the plan itself, its areas, objectives, goals, measures, links."""

from __future__ import annotations

from typing import Final

from plangraph.intake.workbook.columns import (
    CHOSEN_BY,
    CONFIDENCE,
    DESCRIPTION,
    EVIDENCE,
    GROUPS,
    INHERITS,
    INSTRUMENTS,
    KEY,
    NOTE,
    PRINTED,
    PRIORITY,
    RATIONALE,
    STATEMENT,
    TARGETS,
    area,
    names,
    number,
    rows,
    terms,
)
from plangraph.intake.workbook.layout import EXAMPLE, Column, Form, Sheet
from plangraph.model import Text
from plangraph.names import PG, PREFIXES

_DCT: Final = PREFIXES["dcterms"]
_SKOS: Final = PREFIXES["skos"]
_PROV: Final = PREFIXES["prov"]

PLAN: Final = Sheet(
    "plan", Text("Plan", "Plan"),
    Text("Hvis plan det er, og for hvornår.", "Whose plan it is, and for when."),
    (PG + "Plan", _PROV + "Plan", _PROV + "Entity"),
    (
        names()[0],
        names()[1],
        terms("municipality", Text("Kommuner", "Municipalities"),
               Text("Vælg fra listen. En fælles plan: skriv kommunerne med semikolon imellem.",
                    "Choose from the list. A joint plan: write them with a semicolon in between."),
               "municipality", "municipality", many=True),
        Column("year", Text("Planår", "Plan year"),
               Text("Det første år, planen gælder for.", "The first year that the plan covers."),
               Form.INTEGER, PG + "year", required=True),
        Column("period", Text("Periode", "Period"),
               Text("2024, eller 2024-2027 for en plan for flere år.",
                    "2024, or 2024-2027 for a plan for several years."),
               Form.PERIOD, _DCT + "temporal"),
        terms("status", Text("Status", "Status"),
               Text("Udkast eller vedtaget.", "Draft or adopted."), "status", "status"),
        Column("adopted", Text("Vedtaget den", "Adopted on"),
               Text("Dato, fx 18-12-2023.", "A date, e.g. 2023-12-18."), Form.DATE, PG + "adoptedOn"),
        rows("adopted-by", Text("Vedtaget af", "Adopted by"),
              Text("Rækker i arket Organisationer.", "Rows of the sheet Organisations."),
              PG + "adoptedBy", "organisation"),
        rows("responsible", Text("Ansvarlig", "Responsible"),
              Text("Rækker i arket Organisationer.", "Rows of the sheet Organisations."),
              PG + "responsible", "organisation"),
        rows("contributor", Text("Bidrag fra", "Contributors"),
              Text("Rækker i arket Organisationer.", "Rows of the sheet Organisations."),
              _DCT + "contributor", "organisation"),
        terms("lists", Text("Nationale mål, som planen nævner", "National targets that the plan recites"),
               Text("Numre eller navne fra arket Nationale mål, med semikolon imellem.",
                    "Numbers or names from the sheet National targets, with a semicolon in between."),
               "lists", "national-target", many=True),
        *DESCRIPTION,
        Column("discontinues", Text("Føres ikke videre", "Discontinued"),
               Text("Dele af sidste plan, som denne lader falde: hvidovre-2022: Mål 3.",
                    "Parts of the plan before that this one drops: hvidovre-2022: Goal 3."),
               Form.ELSEWHERE, PG + "discontinues", many=True),
        *NOTE,
        rows("source", Text("Kildedokument", "Source document"),
              Text("Rækker i arket Dokumenter.", "Rows of the sheet Documents."),
              _DCT + "source", "document"),
        EVIDENCE,
        Column("key", Text("Planens nøgle", "Key of the plan"),
               Text("Kommune og år: hvidovre-2024. Laves ved indlæsning, hvis feltet er tomt.",
                    "Municipality and year: hvidovre-2024. Made on import when it is empty."),
               Form.KEY),
    ),
    in_plan=False,
)  # fmt: skip

FOCUS_AREAS: Final = Sheet(
    "focus-area", Text("Fokusområder", "Focus areas"),
    Text("Planens fokusområder (pejlemærker, indsatsområder, kapitler).",
         "The focus areas of the plan (benchmarks, chapters)."),
    (PG + "FocusArea",),
    (
        number(PRINTED),
        names(Text("Flere unge i uddannelse", "Flere unge i uddannelse"))[0],
        DESCRIPTION[0],
        TARGETS,
        PRIORITY[0],
        terms("named-groups", Text("Nævnte målgrupper", "Target groups named"), GROUPS.help,
               "mentions", "target-group", many=True, width=30, example=Text("Unge", "Young people")),
        terms("named-instruments", Text("Nævnte redskaber", "Instruments named"), INSTRUMENTS.help,
               "mentions", "instrument", many=True, width=30),
        CHOSEN_BY,
        Column("other-names", Text("Andet navn", "Other name"),
               Text("Som det kaldes et andet sted.", "What it is called elsewhere."),
               Form.WORDS, _SKOS + "altLabel", lang="da", optional=True),
        STATEMENT, names()[1], DESCRIPTION[1], PRIORITY[1], *NOTE, EVIDENCE, KEY,
    ),
    room=40,
)  # fmt: skip

OBJECTIVES: Final = Sheet(
    "objective", Text("Målsætninger", "Objectives"),
    Text("Det, det politiske udvalg vil opnå.", "What the political committee wants to achieve."),
    (PG + "Objective",),
    (
        number(PRINTED),
        names(Text("Alle unge får et tilbud", "Alle unge får et tilbud"))[0],
        area(), DESCRIPTION[0], GROUPS, INSTRUMENTS, INHERITS, TARGETS, PRIORITY[0], CHOSEN_BY,
        STATEMENT, names()[1], DESCRIPTION[1], PRIORITY[1], *NOTE, EVIDENCE, KEY,
    ),
    room=100,
)  # fmt: skip

GOALS: Final = Sheet(
    "goal", Text("Mål", "Goals"),
    Text("Det, jobcentret skal nå (resultatmål). Tallene står i arket Måltal.",
         "What the jobcentre is to reach. The figures stand on the sheet Target values."),
    (PG + "Goal",),
    (
        number(PRINTED),
        names(Text("Flere unge begynder på en uddannelse", "Flere unge begynder på en uddannelse"))[0],
        area(),
        rows("supports", Text("Målsætning", "Objective"),
              Text("Den målsætning, som målet tjener: rækker i arket Målsætninger.",
                   "The objective that the goal serves: rows of the sheet Objectives."),
              PG + "supports", "objective"),
        DESCRIPTION[0], GROUPS, INSTRUMENTS, INHERITS, TARGETS, PRIORITY[0], CHOSEN_BY, STATEMENT,
        names()[1], DESCRIPTION[1], PRIORITY[1], *NOTE, EVIDENCE, KEY,
    ),
    room=150,
)  # fmt: skip

MEASURES: Final = Sheet(
    "measure", Text("Indsatser", "Measures"),
    Text("Det, planen vil gøre (indsatser, strategier).", "What the plan will do."),
    (PG + "Measure",),
    (
        number(PRINTED),
        names(Text("Brobygning på erhvervsskolen", "Brobygning på erhvervsskolen"))[0],
        area(),
        rows("supports", Text("Mål", "Goals"),
              Text("De mål, som indsatsen tjener: rækker i arket Mål.",
                   "The goals it serves: rows of the sheet Goals."),
              PG + "supports", "goal"),
        DESCRIPTION[0], GROUPS, INSTRUMENTS, INHERITS, TARGETS, STATEMENT, names()[1], DESCRIPTION[1],
        *NOTE, EVIDENCE, KEY,
    ),
    room=150,
)  # fmt: skip

CHALLENGES: Final = Sheet(
    "challenge", Text("Udfordringer", "Challenges"),
    Text("De udfordringer, planen selv nævner.", "The challenges that the plan states."),
    (PG + "Challenge",),
    (
        number(PRINTED),
        names(Text("For mange unge er uden uddannelse", "For mange unge er uden uddannelse"))[0],
        area(), DESCRIPTION[0], GROUPS, INHERITS, STATEMENT, names()[1], DESCRIPTION[1], *NOTE,
        EVIDENCE, KEY,
    ),
)  # fmt: skip

STATEMENTS: Final = Sheet(
    "statement", Text("Lovkrav", "Statutory"),
    Text("Hvor planen gør det, loven kræver af den, eller gengiver kravet.",
         "Where the plan does what the law asks of it, or recites the demand."),
    (PG + "StatutoryStatement",),
    (
        names(EXAMPLE)[0],
        terms("meets", Text("Opfylder", "Meets"),
               Text("Det krav, som planen her opfylder.", "The requirement that the plan meets here."),
               "meets", "requirement", many=True, width=34,
               example=Text("Handicaprådet er hørt", "The disability council is heard")),
        terms("cites", Text("Gengiver", "Recites"),
               Text("Kravet, når planen kun gengiver det.", "The requirement when the plan only recites it."),
               "cites", "requirement", many=True, width=34),
        terms("bears", Text("Vedrører", "Bears on"),
               Text("Et krav, som stedet har betydning for.", "A requirement that it has a bearing on."),
               "bearsOn", "requirement", many=True, optional=True, width=34),
        DESCRIPTION[0], STATEMENT, names()[1], DESCRIPTION[1], *NOTE, EVIDENCE, KEY,
    ),
)  # fmt: skip

LINKAGES: Final = Sheet(
    "linkage", Text("Koblinger", "Links"),
    Text("Hvad der hænger sammen med et nationalt mål, på hvilket grundlag og hvorfor.",
         "What is tied to a national target, on what basis and why."),
    (PG + "Linkage",),
    (
        rows("element", Text("Element", "Element"),
              Text("Vælg fra listen: »Mål 1 · navn«.", "Choose from the list: “Goal 1 · name”."),
              PG + "qualifiedLink", "focus-area", "objective", "goal", "measure",
              inverse=True, required=True, width=38),
        terms("target", Text("Nationalt mål", "National target"),
               Text("Vælg fra listen.", "Choose from the list."), "linkTarget", "national-target", width=44),
        terms("basis", Text("Grundlag", "Basis"),
               Text("Udtrykt: planen kobler selv de to. Fortolket: en læser gør. Udtrykt i nye rækker "
                    "uden grundlag.",
                    "Stated: the plan itself ties the two. Interpreted: a reader does. Stated in new "
                    "rows without one."),
               "basis", "basis", width=14),
        RATIONALE[0], CONFIDENCE, RATIONALE[1], *NOTE, EVIDENCE, KEY,
    ),
)  # fmt: skip

CONTINUATIONS: Final = Sheet(
    "continuation", Text("Videreførelser", "Continuations"),
    Text("Hvad der er ført videre fra en tidligere plan.", "What is carried on from an earlier plan."),
    (PG + "Continuation",),
    (
        rows("element", Text("Element", "Element"),
              Text("Vælg fra listen: »Mål 1 · navn«.", "Choose from the list: “Goal 1 · name”."),
              PG + "qualifiedContinuation", "focus-area", "objective", "goal", "measure",
              inverse=True, required=True, width=38),
        Column("earlier", Text("Videreført fra", "Continued from"),
               Text("Planens nøgle, kolon, element: hvidovre-2022: Mål 3.",
                    "Key of the plan, colon, element: hvidovre-2022: Goal 3."),
               Form.ELSEWHERE, PG + "continuedFrom", width=38),
        terms("basis", Text("Grundlag", "Basis"),
               Text("Udtrykt: planen siger det selv. Fortolket: en læser gør.",
                    "Stated: the plan says so itself. Interpreted: a reader does."),
               "basis", "basis", width=14),
        RATIONALE[0], CONFIDENCE, RATIONALE[1], *NOTE, EVIDENCE, KEY,
    ),
)  # fmt: skip

SUGGESTIONS: Final = Sheet(
    "suggestion", Text("Forslag", "Suggestions"),
    Text("Hvad indlæsningen har foreslået, hvor sikkert og hvorfor. Tag stilling med plangraph review.",
         "What the intake suggested, how sure and why. Judge it with plangraph review."),
    (PG + "Suggestion",),
    (
        Column(
            "subject", Text("Element", "Element"),
            Text("Det, forslaget handler om.", "What the suggestion is about."),
            Form.ELEMENT, PREFIXES["rdf"] + "subject", chosen=False, width=38,
            of=("focus-area", "objective", "goal", "measure", "challenge", "statement", "target-value"),
        ),
        Column(
            "predicate", Text("Siger", "Says"),
            Text("Hvad det siger om elementet.", "What it says about the element."),
            Form.ELEMENT, PREFIXES["rdf"] + "predicate", chosen=False, width=16, of=("property",),
        ),
        Column(
            "object", Text("Værdi", "Value"),
            Text("Målgruppe, redskab, nationalt mål, måltal …",
                 "Target group, instrument, national target, figure …"),
            Form.ELEMENT, PREFIXES["rdf"] + "object", chosen=False, width=34,
            of=("class", "target-group", "instrument", "national-target", "requirement", "target-value"),
        ),
        CONFIDENCE, RATIONALE[0],
        terms("decision", Text("Afgørelse", "Decision"),
              Text("Hvad et menneske har sagt om forslaget. Skrives af plangraph review.",
                   "What a person said about it. Written by plangraph review."),
              "decision", "decision", optional=True, width=14),
        area(), STATEMENT, names()[0], RATIONALE[1], EVIDENCE, KEY,
    ),
    optional=True,
)  # fmt: skip

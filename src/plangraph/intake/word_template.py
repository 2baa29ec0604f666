"""Writes a Word template whose headings and tables the intake understands; its help has its own style."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from rdflib import Literal, URIRef
from rdflib.namespace import SKOS

from plangraph.intake.document import GUIDANCE
from plangraph.intake.knowledge import Knowledge
from plangraph.model import Lang, Text
from plangraph.names import PG, REQ

if TYPE_CHECKING:
    from docx.document import Document

#: How many focus areas the template has room for; more are made by copying one.
_AREAS: Final = 3
_GOAL_ROWS: Final = 4
#: The heading that a requirement is written under: a place for it, not a claim that it is met.
_STATUTORY: Final = (
    ("adopted-in-time", "Vedtagelse"),
    ("disability-council", "Høring af handicaprådet"),
    ("sent-to-council", "Det regionale arbejdsmarkedsråd"),
    ("results-review", "Resultatrevision"),
    ("repatriation", "Repatriering"),
)
_GOAL_COLUMNS: Final = (("Mål", 8.2), ("Udgangspunkt", 3.6), ("Måltal", 3.2), ("År", 1.6))
#: No clock: the same template is the same bytes.
_CREATED: Final = datetime(2000, 1, 1, tzinfo=UTC)
_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)
_INK: Final = "1F3A5F"
_GREY: Final = "595959"

_START: Final = Text(
    "Sådan bruges skabelonen: Skriv under overskrifterne, og behold deres typografi og ordlyd. Skriv "
    "fokusområdets "
    "navn i stedet for [de kantede parenteser]. Tekst i typografien Vejledning (grå kursiv som denne) "
    "er ikke en del af planen; slet "
    "den, når du ikke har brug for den længere.",
    "How to use the template: write below the headings and keep their style and wording, which are "
    "Danish because the "
    "plan is. Replace the [square brackets] by the name of the focus area. Text in the style Vejledning "
    "(grey italics like this) is no "
    "part of the plan; delete it when you need it no longer.",
)
_CONTENTS: Final = Text(
    "Indsæt eventuelt en indholdsfortegnelse her (Referencer, Indholdsfortegnelse): overskrifterne er "
    "rigtige "
    "overskrifter, så den laver sig selv.",
    "Insert a table of contents here if you like: the headings are real headings, so it makes itself.",
)
_INTRODUCTION: Final = Text(
    "Baggrund, hvem der har lavet planen, og hvordan den følges op.",
    "Background, who made the plan, and how it is followed up.",
)
_TARGETS: Final = Text(
    "Årets nationale mål, som ministeren har udmeldt dem. Lad dem stå, og skriv under hvert "
    "fokusområde, hvilke mål "
    "det skal bidrage til.",
    "The year's national targets as the minister announced them. Leave them, and write under each focus "
    "area which "
    "of them it serves.",
)
_NO_TARGETS: Final = Text(
    "plangraph kender ingen nationale mål for dette år.", "plangraph knows no national targets for this year."
)
_STATUTORY_HELP: Final = Text(
    "Det, loven kræver af planen. Skriv under hver overskrift, hvad I har gjort, og hvornår.",
    "What the law asks of the plan. Write under each heading what you have done, and when.",
)
_AREA: Final = Text(
    "Skriv fokusområdets navn i overskriften. Skriv her, hvad det handler om, og hvilket nationalt mål "
    "det bidrager "
    "til, eller hvorfor kommunen selv har valgt det. Flere fokusområder: kopiér hele afsnittet.",
    "Write the name of the focus area in the heading. Say here what it is about and which national "
    "target it serves, "
    "or why the municipality chose it itself. For more focus areas copy the whole section.",
)
_PARTS: Final = (
    ("Udfordringer", Text("De udfordringer, området skal gøre noget ved: én i hvert punkt.",
                          "The challenges that the area is to meet: one a bullet.")),
    ("Målsætninger", Text("Det, udvalget vil opnå: én målsætning i hvert punkt.",
                          "What the committee wants to achieve: one objective a bullet.")),
    ("Mål", Text("Det, jobcentret skal nå: ét mål i hver række, gerne med nummer (1a, 1b). Udgangspunkt "
                 "og måltal med enhed, fx 22 pct. (2022) og "
                 "mindst 25 pct.",
                 "What the jobcentre is to reach: one goal a row, numbered if you like (1a, 1b). "
                 "Baseline and figure with their unit, e.g. 22 pct. "
                 "(2022) and mindst 25 pct.")),
    ("Målgruppe", Text("Hvem målene handler om, fx unge uddannelseshjælpsmodtagere.",
                       "Whom the goals are about, in Danish.")),
    ("Indsatser", Text("Det, I vil gøre: én indsats i hvert punkt, med de redskaber, I bruger (fx mentor, "
                       "virksomhedspraktik, IPS).",
                       "What you will do: one measure a bullet, with the instruments you use (mentor, "
                       "virksomhedspraktik, IPS).")),
)  # fmt: skip
_FOLLOW_UP: Final = Text(
    "Hvornår og hvordan udvalget får status på målene.",
    "When and how the committee is told how the goals stand.",
)


def write(knowledge: Knowledge, *, municipalities: Sequence[str], year: int, lang: Lang = "da") -> bytes:
    """Write a Word template for a plan.

    The headings are Danish, as the plan is; the help is in the chosen language and has the style
    :data:`~plangraph.intake.document.GUIDANCE`, which the intake passes over.

    :param knowledge: national targets, requirements, municipalities
    :param municipalities: four-digit codes, more than one for a joint plan
    :param year: plan year
    :param lang: language of the help
    :raises ValueError: for a code that is no municipality's
    """
    unknown = [code for code in municipalities if code not in knowledge.places]
    if unknown or not municipalities:
        raise ValueError(f"no municipality has the code {', '.join(unknown) or '(none given)'}")
    import docx

    document = docx.Document()
    names = [knowledge.places[code].name for code in municipalities]
    whose = f"{names[0]} Kommune" if len(names) == 1 else f"{', '.join(names[:-1])} og {names[-1]} Kommuner"
    _prepare(document, f"Beskæftigelsesplan {year}, {whose}")
    document.add_paragraph(f"Beskæftigelsesplan {year}", style="Title")
    document.add_paragraph(whose, style="Subtitle")
    _help(document, _START.get(lang))
    _help(document, _CONTENTS.get(lang))
    document.add_heading("Indledning", 1)
    _help(document, _INTRODUCTION.get(lang))
    _add_targets(document, knowledge, year, lang)
    _add_statutory(document, knowledge, year, lang)
    for number in range(1, _AREAS + 1):
        _add_area(document, number, lang)
    document.add_heading("Opfølgning", 1)
    _help(document, _FOLLOW_UP.get(lang))
    return _packed(document)


def _add_targets(document: Document, knowledge: Knowledge, year: int, lang: Lang) -> None:
    document.add_heading(f"Nationale mål {year}", 1)
    targets = knowledge.targets.get(year, ())
    _help(document, (_TARGETS if targets else _NO_TARGETS).get(lang))
    for target in targets:
        document.add_paragraph(target.names[0], style="List Number")


def _add_statutory(document: Document, knowledge: Knowledge, year: int, lang: Lang) -> None:
    document.add_heading("Lovkrav og proces", 1)
    _help(document, _STATUTORY_HELP.get(lang))
    for name, heading in _STATUTORY:
        requirement = URIRef(REQ + name)
        if str(requirement) not in knowledge.requirements or not _applies(knowledge, requirement, year):
            continue
        document.add_heading(heading, 2)
        definition = next(
            (
                str(o)
                for o in knowledge.graph.objects(requirement, SKOS.definition)
                if isinstance(o, Literal) and o.language == lang
            ),
            "",
        )
        _help(document, definition)


def _applies(knowledge: Knowledge, requirement: URIRef, year: int) -> bool:
    """Say whether a requirement holds on the first day of the plan year."""
    day = f"{year}-01-01"
    begins = str(knowledge.graph.value(requirement, URIRef(PG + "validFrom")) or "")
    ends = str(knowledge.graph.value(requirement, URIRef(PG + "validUntil")) or "9999")
    return begins <= day <= ends


def _add_area(document: Document, number: int, lang: Lang) -> None:
    heading = document.add_heading(f"Fokusområde {number}. [Skriv fokusområdets navn]", 1)
    heading.paragraph_format.page_break_before = True
    _help(document, _AREA.get(lang))
    for heading, text in _PARTS:
        document.add_heading(heading, 2)
        _help(document, text.get(lang))
        if heading == "Mål":
            _add_goals(document, number)
        else:  # an empty place says nothing, where a placeholder that was left would
            document.add_paragraph(style=None if heading == "Målgruppe" else "List Bullet")


def _add_goals(document: Document, number: int) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm

    table = document.add_table(rows=1 + _GOAL_ROWS, cols=len(_GOAL_COLUMNS), style="Table Grid")
    table.autofit = False
    for place, (title, width) in enumerate(_GOAL_COLUMNS):
        cell = table.rows[0].cells[place]
        cell.paragraphs[0].add_run(title).bold = True
        _shade(cell, "DCE3EC")
        table.columns[place].width = Cm(width)
        for row in table.rows:
            row.cells[place].width = Cm(width)
    head = table.rows[0]._tr.get_or_add_trPr()
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    head.append(repeated)
    properties = table._tbl.tblPr
    for tag, words in (
        ("w:tblCaption", f"Mål i fokusområde {number}"),
        ("w:tblDescription", "Et mål i hver række: målet, udgangspunktet, måltallet og året."),
    ):
        element = OxmlElement(tag)
        element.set(qn("w:val"), words)
        properties.append(element)
    document.add_paragraph()


def _help(document: Document, text: str) -> None:
    if text:
        document.add_paragraph(text, style=GUIDANCE)


def _shade(cell: Any, colour: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def _prepare(document: Document, title: str) -> None:
    """Set paper, language, title and styles."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    facts = document.core_properties
    facts.title, facts.language, facts.author = title, "da-DK", ""
    facts.comments, facts.subject = "", "Beskæftigelsesplan"
    facts.created = facts.modified = _CREATED
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    styles = document.styles
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    for name in ("val", "eastAsia"):
        language.set(qn(f"w:{name}"), "da-DK")
    styles["Normal"].font.name, styles["Normal"].font.size = "Calibri", Pt(11)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    for name, size in (("Title", 28), ("Subtitle", 15), ("Heading 1", 18), ("Heading 2", 13)):
        font = styles[name].font
        font.name, font.size, font.color.rgb = "Calibri", Pt(size), RGBColor.from_string(_INK)
        # The theme's font would win over the one that is named.
        fonts = styles[name].element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    styles["Heading 1"].paragraph_format.space_before = Pt(22)
    styles["Heading 2"].paragraph_format.space_before = Pt(12)
    guidance = styles.add_style(GUIDANCE, WD_STYLE_TYPE.PARAGRAPH)
    guidance.base_style = styles["Normal"]
    guidance.quick_style = True
    guidance.font.italic, guidance.font.size = True, Pt(10)
    guidance.font.color.rgb = RGBColor.from_string(_GREY)


def _packed(document: Document) -> bytes:
    """Return the file, with the same bytes whenever it is made."""
    made, packed = BytesIO(), BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return packed.getvalue()

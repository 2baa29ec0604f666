"""Sections and areas: the same tree, whatever format said where the headings are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.intake.document import Block, Document, Kind
from plangraph.intake.reading import text
from plangraph.intake.structure import Outline, Role, outline
from plangraph.intake.structure.likeness import likeness
from plangraph.intake.structure.roles import announced_role, understand


def make(*parts: tuple, media_type: str = "application/msword") -> Document:
    """Make a document of (kind, words, facts) as a reader would."""
    words, blocks, at = [], [], 0
    for kind, said, facts in parts:
        blocks.append(Block(Kind(kind), at, at + len(said), **facts))
        words.append(said)
        at += len(said) + 2
    return Document("x", media_type, "0", "\n\n".join(words) + "\n", tuple(blocks))


def lay_out(words: str) -> Outline:
    return outline(text.read(words.encode(), "plan.txt"))


@pytest.mark.parametrize(
    ("heading", "role", "name"),
    [
        ("MÅL", Role.GOALS, "MÅL"),
        ("Mål 2024", Role.GOALS, "Mål"),
        ("3.2 Resultatmål for 2023-2026", Role.GOALS, "Resultatmål"),
        ("Mål og måltal", Role.GOALS, "Mål og måltal"),
        ("Hvad vil vi opnå?", Role.GOALS, "Hvad vil vi opnå"),
        ("Målet er", Role.GOALS, "Målet er"),
        ("UDVALGETS MÅLSÆTNINGER", Role.OBJECTIVES, "UDVALGETS MÅLSÆTNINGER"),
        ("SOCIAL- OG ARBEJDSMARKEDS UDVALGETS MÅLSÆTNINGER", Role.OBJECTIVES, None),
        ("Overordnede mål", Role.OBJECTIVES, None),
        ("Politisk målsætning", Role.OBJECTIVES, None),
        ("BESKÆFTIGELSESMINISTERENS MÅLSÆTNING", Role.MINISTER, None),
        ("De nationale mål for 2024", Role.MINISTER, None),
        ("Ministermål 2023", Role.MINISTER, None),
        ("3. Udfordringer", Role.CHALLENGES, "Udfordringer"),
        ("Strategi og indsats", Role.MEASURES, None),
        ("Sådan gør vi:", Role.MEASURES, None),
        ("Det vil vi gøre", Role.MEASURES, None),
        ("Aktiviteter", Role.MEASURES, None),
        ("Bilag 1. Status på indsatsen", Role.STATUS, "Status på indsatsen"),
        ("Bilag 2: Samlet oversigt over målene", Role.OVERVIEW, None),
        ("Bilag 4", Role.ANNEX, None),
        ("Vejledning om repatriering", Role.REPATRIATION, None),
        ("Fokusområde 3. Flygtninge i job", Role.AREA, "Flygtninge i job"),
        ("Tema – Unge", Role.AREA, "Unge"),
        ("Mål og strategier for indsatsen", None, None),
        ("Indsats for mennesker med handicap", None, None),
        ("Unge", None, "Unge"),
        ("5. Forsikrede ledige over 30 år", None, "Forsikrede ledige over 30 år"),
    ],
)
def test_headings_are_understood(heading: str, role: Role | None, name: str | None):
    title = understand(heading)
    assert title.role == role
    assert name is None or title.name == name


def test_headings_that_also_say_what_they_are_about():
    assert (understand("UNGE Mål 2024").role, understand("UNGE Mål 2024").topic) == (Role.GOALS, "UNGE")
    assert understand("Mål for flygtninge").topic == "flygtninge"
    assert understand("Bilag 1. Status").annex


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Kommunalbestyrelsen har vedtaget følgende overordnede mål for området:", Role.OBJECTIVES),
        ("Udvalget har tre mål:", Role.GOALS),
        ("Målene for området er:", Role.GOALS),
        ("Jobcentret vil derfor:", Role.MEASURES),
        ("Der sættes ind med følgende initiativer:", Role.MEASURES),
        ("Ministeren har udmeldt følgende mål:", Role.MINISTER),
        (
            "Landmænd i disse fire egne meldte om store udfordringer med at finde folk:",
            None,
        ),
        ("Målgruppen udgør:", None),
    ],
)
def test_sentences_that_announce_lists(sentence: str, role: Role | None):
    assert announced_role(sentence) == role


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Handicap", "MENNESKER MED HANDICAP", True),
        ("Integration", "BORGERE MED INTEGRATIONSBEHOV", True),
        ("Virksomhedsservice", "VIRKSOMHEDSINDSATS", True),
        ("Hurtig afklaring af arbejdsevnen til anden ydelse", "HURTIG AFKLARING AF ARBEJDSEVNEN", True),
        ("Unge", "Virksomheder", False),
        ("Sygedagpenge", "A-dagpenge", False),
        ("", "Unge", False),
    ],
)
def test_likeness_of_names(one: str, other: str, alike: bool):
    assert (likeness(one, other) >= 68) is alike


def test_headings_by_level_style_and_looks_give_the_same_tree():
    by_level = [("heading", "Unge", {"level": 1}), ("paragraph", "De unge er mange.", {}),
                ("heading", "Mål", {"level": 2}), ("item", "Flere i job.", {"marker": "•"}),
                ("heading", "Sygemeldte", {"level": 1}), ("paragraph", "De er færre.", {}),
                ("heading", "Mål", {"level": 2}), ("item", "Kortere forløb.", {"marker": "•"})]  # fmt: skip
    all_first = [(k, w, {**f, "level": 1} if k == "heading" else f) for k, w, f in by_level]
    by_looks = [
        ("paragraph", w, {"bold": True, "size": 12.0 if w == "Mål" else 15.0})
        if k == "heading"
        else (k, w, {**f, "size": 10.0})
        for k, w, f in by_level
    ]
    for parts in (by_level, all_first, by_looks):
        found = outline(make(*parts))
        assert [(a.key, a.label) for a in found.areas] == [("1", "Unge"), ("2", "Sygemeldte")]
        goal = found.document.text.index("Kortere")
        assert found.at(goal).role is Role.GOALS
        assert found.heading_at(goal) == "Mål"
        area = found.area_at(goal)
        assert area is not None and area.label == "Sygemeldte"


def test_a_box_ends_where_its_list_does_and_a_text_box_where_it_ends():
    words = (
        "UNGE\n\nDer er mange unge.\n\nMÅL\n\n• Flere i job.\n\nKommunen har også andre opgaver.\n\n"
        "SYGE\n\nMÅL\n\n• Kort forløb.\n"
    )
    found = lay_out(words)
    assert found.at(words.index("Flere")).role is Role.GOALS
    assert found.at(words.index("Kommunen")).role is Role.AREA
    boxed = outline(
        make(
            ("heading", "Unge", {"level": 1}),
            ("paragraph", "MÅL", {"box": 1}),
            ("paragraph", "Flere i job.", {"box": 1}),
            ("paragraph", "Og så videre.", {}),
        )
    )
    assert boxed.at(boxed.document.text.index("Flere")).role is Role.GOALS
    assert boxed.at(boxed.document.text.index("Og så")).role is not Role.GOALS


def test_areas_that_are_listed_and_headed_are_one_with_two_passages():
    words = (
        "Udvalget har valgt følgende pejlemærker:\n\n•\tHandicap\n•\tVirksomhedsservice (2024)\n\n"
        "MENNESKER MED HANDICAP\nMange vil gerne arbejde, men de får ikke lov til det.\n\n"
        "FAKTA OM LEDIGHED\nDen er lav.\n\nVIRKSOMHEDSINDSATS\nVirksomhederne mangler hænder.\n"
    )
    areas = lay_out(words).areas
    assert [(a.label, len(a.spans)) for a in areas] == [("Handicap", 2), ("Virksomhedsservice", 2)]
    assert lay_out(words).area_at(words.index("lav")).label == "Handicap"


def test_the_minister_s_list_is_no_list_of_areas():
    words = "Ministeren har valgt følgende fokusområder:\n\n• Flere i job\n• Flere i uddannelse\n"
    assert lay_out(words).areas == ()


def test_annexes_hold_what_follows_them():
    found = lay_out(
        "Bilag 1. Status\n\nUNGE\n\nDer var 12 unge.\n\nBilag 2. Oversigt over mål\n\nMål 1: Flere.\n"
    )
    assert all(s.annex for s in found.sections if s.heading)
    assert found.at(found.document.text.index("Der var")).role is Role.STATUS


def test_a_document_without_blocks_has_an_outline():
    empty = Document("x", "text/plain", "0", "", ())
    assert outline(empty).at(0).role is Role.FRONT
    assert outline(empty).page_at(0) is None


_WORDS = [
    "Unge",
    "MÅL",
    "Mål 2024",
    "Bilag 1",
    "Fokusområde 2: Syge",
    "Flere i job.",
    "Indsatser",
    "Vi vil:",
    "Udfordringer",
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["heading", "paragraph", "item", "note", "running", "contents"]),
            st.sampled_from(_WORDS) | st.text(min_size=1, max_size=30),
            st.fixed_dictionaries(
                {"level": st.integers(0, 4), "page": st.integers(1, 3), "box": st.none() | st.integers(0, 2)}
            ),
        ),
        max_size=25,
    ),
    st.sampled_from(["text/plain", "application/pdf", "text/html"]),
)
def test_any_document_has_an_outline_that_holds_each_block_once(parts: list, media_type: str):
    document = make(*parts, media_type=media_type)
    found = outline(document)
    held = [at for section in found.sections for at in section.blocks]
    assert len(held) == len(set(held))
    for block in document.blocks:
        section = found.at(block.start)
        assert section.parent is None or section.parent < section.index
        found.area_at(block.start), found.heading_at(block.start)
    for area in found.areas:
        assert all(0 <= s.start < s.end <= len(document.text) for s in area.spans)

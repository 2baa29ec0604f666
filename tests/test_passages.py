"""Normalising: a passage keeps its fingerprint when its lines break elsewhere."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.passages import fingerprint, normalise


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("flere  unge\n i\tjob ", "flere unge i job"),
        ("beskæf-\ntigelse", "beskæftigelse"),
        ("beskæf- \n  tigelse", "beskæftigelse"),
        ("uddannelses-\nog jobrettet", "uddannelses- og jobrettet"),
        ("job-\neller uddannelse", "job- eller uddannelse"),
        ("fysisk-\nsamt psykisk", "fysisk- samt psykisk"),
        ("virksom-\nogså", "virksomogså"),
        ("IGU-\nForløb", "IGU- Forløb"),
        ("15-\n17 år", "15- 17 år"),
        ("ar\u00adbejde", "arbejde"),
        ("A\u030alborg", "Ålborg"),
        ("småjob-ordning", "småjob-ordning"),
    ],
)
def test_normalise(passage, expected):
    assert normalise(passage) == expected


@given(st.text())
def test_normalising_twice_changes_nothing_more(passage):
    # A hyphen and a line break that only meet after the first pass would join in the second.
    once = normalise(passage)
    assert normalise(once) == once


def test_the_fingerprint_is_sha256_of_the_normalised_utf8():
    assert fingerprint(" små-\njob\n") == hashlib.sha256("småjob".encode()).hexdigest()


def test_other_words_have_another_fingerprint():
    assert fingerprint("25 procent") != fingerprint("26 procent")

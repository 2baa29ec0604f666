"""Numbers as plans write them."""

from __future__ import annotations

import pytest

from plangraph.numbers import natural, whole


@pytest.mark.parametrize(
    ("text", "number"),
    [("2023", 2023), ("007", 7), ("0", 0), ("9" * 9, 999_999_999), (2023, 2023)],
)
def test_a_whole_number_is_read(text: object, number: int) -> None:
    assert whole(text) == number


@pytest.mark.parametrize(
    "text", ["", "-5", "2.5", "²", "٢٠٢٣", "i fjor", "2023\n", None, "9" * 10, "9" * 5000]
)
def test_anything_else_is_none(text: object) -> None:
    assert whole(text) is None


def test_names_are_sorted_as_people_count() -> None:
    wanted = ["", "1", "2", "2a", "2b", "3.1", "3.2", "3.10", "10", "9" * 5000, "a", "goal/9", "goal/10"]
    scattered = sorted(wanted, key=len)
    assert sorted(scattered, key=natural) == wanted != scattered
    assert natural("goal/007") == natural("goal/7")

"""What is kept between requests: made once, bounded, tried again after a failure."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from plangraph.web.keeping import Kept


def test_a_thing_is_made_once_however_many_ask() -> None:
    kept: Kept[bytes] = Kept()
    made, gate = [], threading.Barrier(4)

    def make() -> bytes:
        made.append(1)
        return b"x"

    def ask(_: int) -> bytes:
        gate.wait()
        return kept.give("one", make)

    with ThreadPoolExecutor(4) as people:
        assert list(people.map(ask, range(4))) == [b"x"] * 4
    assert made == [1]


def test_one_thing_may_need_another() -> None:
    kept: Kept[str] = Kept()
    assert kept.give("whole", lambda: "whole of " + kept.give("part", lambda: "part")) == "whole of part"


@pytest.mark.parametrize(
    ("kept", "big"),
    [
        (Kept[bytes](2), None),
        (Kept[bytes](25, len), b"x" * 26),
    ],
)
def test_what_was_asked_for_last_is_kept(kept: Kept[bytes], big: bytes | None) -> None:
    made: list[str] = []

    def ask(key: str, thing: bytes = b"0123456789") -> None:
        assert kept.give(key, lambda: made.append(key) or thing) == thing

    for key in ("a", "b", "a", "c", "a", "b"):
        ask(key)
    assert made == ["a", "b", "c", "b"]
    if big is not None:  # given, and not kept; the others stay
        ask("big", big)
        ask("big", big)
        ask("a")
        assert made == ["a", "b", "c", "b", "big", "big"]


def test_what_fails_is_tried_again() -> None:
    kept: Kept[bytes] = Kept()

    def fail() -> bytes:
        raise OSError

    with pytest.raises(OSError):
        kept.give("one", fail)
    assert kept.give("one", lambda: b"x") == b"x"


def test_things_are_put_and_forgotten() -> None:
    kept: Kept[int] = Kept()
    kept.put(("a", 1), 1)
    kept.put(("a", 2), 2)
    kept.put(("b", 1), 3)
    kept.forget(lambda key: key[0] == "a")
    assert [kept.give((name, 1), lambda: 0) for name in "ab"] == [0, 3]

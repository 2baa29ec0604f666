"""IRIs: minted by one function, and read back by its inverse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph import names
from plangraph.names import Key, expand, mint, parse, plan_of, shorten, slug

segments = st.from_regex(r"[a-z0-9][a-z0-9.-]{0,20}", fullmatch=True)


@pytest.mark.parametrize(
    ("kind", "keys", "iri"),
    [
        ("plan", ("hvidovre-2023",), "plan/hvidovre-2023"),
        ("plan", ("vallensbaek-ishoej-2017",), "plan/vallensbaek-ishoej-2017"),
        ("focus-area", ("hvidovre-2023", "1"), "plan/hvidovre-2023/focus-area/1"),
        ("goal", ("hvidovre-2023", "3c"), "plan/hvidovre-2023/goal/3c"),
        ("measure", ("hvidovre-2023", "ips"), "plan/hvidovre-2023/measure/ips"),
        ("observation", ("hvidovre-2023", "3c-2022-08"), "plan/hvidovre-2023/observation/3c-2022-08"),
        ("linkage", ("hvidovre-2023", "goal-3c-nt-3"), "plan/hvidovre-2023/linkage/goal-3c-nt-3"),
        ("national-target-set", ("2023",), "national-target-set/2023"),
        ("national-target", ("2023", "3"), "national-target/2023/3"),
        ("municipality", ("0167",), "municipality/0167"),
        ("region", ("1084",), "region/1084"),
        ("graph", ("hvidovre-2023",), "graph/hvidovre-2023"),
    ],
)
def test_the_contract_of_iris(kind, keys, iri):
    assert mint(kind, *keys) == names.ID + iri
    assert parse(names.ID + iri) == Key(kind, keys)


@given(st.sampled_from(sorted(names.PLAN_KINDS)), segments, segments)
def test_what_is_minted_inside_a_plan_parses_back(kind, plan, key):
    assert parse(mint(kind, plan, key)) == Key(kind, (plan, key))
    assert plan_of(mint(kind, plan, key)) == plan


@given(st.data())
def test_what_is_minted_outside_a_plan_parses_back(data):
    kind = data.draw(st.sampled_from(sorted(names.TOP_KINDS)))
    keys = tuple(data.draw(segments) for _ in range(names.TOP_KINDS[kind]))
    assert parse(mint(kind, *keys)) == Key(kind, keys)


@pytest.mark.parametrize(
    ("kind", "keys", "complaint"),
    [
        ("gaol", ("hvidovre-2023", "1"), "unknown kind"),
        ("goal", ("hvidovre-2023",), "takes 2 key"),
        ("plan", ("Hvidovre 2023",), "is no slug"),
        ("plan", ("../../etc",), "is no slug"),
        ("goal", ("hvidovre-2023", "1> ; pg:x <y"), "is no slug"),
    ],
)
def test_bad_keys_are_refused(kind, keys, complaint):
    with pytest.raises(ValueError, match=complaint):
        mint(kind, *keys)


@pytest.mark.parametrize(
    "iri",
    [
        "https://example.org/plan/x",
        names.ID,
        names.ID + "plan",
        names.ID + "plan/x/gaol/1",
        names.ID + "plan/X",
    ],
)
def test_foreign_iris_are_refused(iri):
    with pytest.raises(ValueError, match=r"not an instance IRI|unknown kind|is no slug|takes"):
        parse(iri)
    assert plan_of(iri) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ishøj", "ishoej"),
        ("Ærø", "aeroe"),
        ("Aabenraa", "aabenraa"),
        ("Ålborg  Øst!", "aalborg-oest"),
        ("Éa", "ea"),
    ],
)
def test_slugs(text, expected):
    assert slug(text) == expected


def test_a_slug_of_nothing_is_refused():
    with pytest.raises(ValueError, match="no slug"):
        slug("!?")


@given(st.sampled_from(sorted(names.PREFIXES)), st.from_regex(r"[A-Za-z][A-Za-z0-9-]{0,12}", fullmatch=True))
def test_shortened_names_expand_again(prefix, local):
    iri = names.PREFIXES[prefix] + local
    assert expand(shorten(iri)) == iri


def test_an_unknown_prefix_is_refused():
    with pytest.raises(ValueError, match="no known prefix"):
        expand("nope:x")


def test_every_namespace_ends_where_a_local_name_can_begin():
    assert all(ns.endswith(("#", "/")) for ns in names.PREFIXES.values())

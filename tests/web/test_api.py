"""REST: answers are as the OpenAPI says, can be asked for again and come in parts; the unknown is refused."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest
from running import Running, problem, running

from plangraph import files, queries
from plangraph.check.rules import load_rules
from plangraph.report.formats import FORMATS
from plangraph.store import EmbeddedStore, Store, load_reference, read_graph
from plangraph.tables import Table
from plangraph.web import Settings, create_app
from plangraph.web.api.openapi import describe
from plangraph.web.problems import MEDIA

API = "/api/v1"
DRAFTS = Path(__file__).resolve().parents[1] / "data" / "intake" / "drafts"
EXAMPLES = Path(__file__).resolve().parents[2] / "src" / "plangraph" / "web" / "api" / "examples.json"

#: What the examples of the OpenAPI ask, by operation; questions are asked for one row each.
ASKED = {
    "show_entry": "",
    "list_plans": "/plans?municipality=0167&year=2023",
    "show_plan": "/plans/hvidovre-2023",
    "list_elements": "/plans/frederikssund-2023/elements?kind=goal&per_page=1",
    "show_element": "/plans/hvidovre-2023/elements/goal/1",
    "list_gaps": "/gaps?year=2023&severity=violation&dimension=linkage&per_page=1",
    "list_gaps_of_plan": "/plans/hvidovre-2023/gaps?severity=warning&per_page=1",
    "list_matrices": "/matrices",
    "show_matrix": "/matrices/targets?year=2023&state=missing",
    "show_cell": "/matrices/targets/cells/flygtninge/hvidovre-2023?year=2023",
    "list_questions": "/questions?theme=comparison",
    "list_rules": "/rules?dimension=linkage&severity=violation&per_page=1",
    "show_rule": "/rules/national-target-unaddressed",
    "list_targets": "/targets?year=2023&per_page=2",
    "list_schemes": "/concepts?per_page=2",
    "list_concepts": "/concepts/target-group?per_page=2",
    "list_municipalities": "/municipalities?has_plan=true",
    "show_municipality": "/municipalities/0167",
}
#: Too long to be repeated: the examples say where they are.
LONG = {
    "show_report": "/plans/hvidovre-2023/report",
    "compare_plans": "/compare?first=hvidovre-2022&second=hvidovre-2023",
}
#: What is private has no example.
PRIVATE = {"show_job", "show_result"}


def read_operations() -> dict[str, str]:
    """The operations that read, and their paths."""
    return {told["get"]["operationId"]: path for path, told in describe()["paths"].items() if "get" in told}


def asked() -> dict[str, str]:
    questions = {
        name: f"{path.removeprefix(API)}?per_page=1"
        for name, path in read_operations().items()
        if name.startswith("ask_")
    }
    return {**ASKED, **questions}


@pytest.fixture(scope="session")
def described(server: Running) -> dict[str, Any]:
    answer = server.get(f"{API}/openapi.json")
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    return document


def check_shape(document: dict[str, Any], schema: dict[str, Any], value: Any) -> None:
    whole = {**schema, "components": document["components"]}
    jsonschema.Draft202012Validator(whole).validate(value)


# ---- The OpenAPI


def test_the_openapi_is_one(described: dict[str, Any], server: Running) -> None:
    from fastapi.openapi.models import OpenAPI

    OpenAPI.model_validate(described)
    assert described["openapi"] == "3.1.0"
    assert described["servers"][0]["url"] == server.base
    assert all(path.startswith(API) for path in described["paths"])
    assert "securitySchemes" not in described["components"]
    ids = [told["operationId"] for item in described["paths"].values() for told in item.values()]
    assert len(ids) == len(set(ids)) >= 40
    tags = {told["tags"][0] for item in described["paths"].values() for told in item.values()}
    assert tags == {tag["name"] for tag in described["tags"]}


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for one in part.values():
            yield from references(one)
    elif isinstance(part, list):
        for one in part:
            yield from references(one)


def test_what_it_refers_to_is_there_and_nothing_is_left_over(described: dict[str, Any]) -> None:
    schemas = described["components"]["schemas"]
    used = {ref.removeprefix("#/components/schemas/") for ref in references(described)}
    # The rest of the report's schema goes with it.
    assert used <= set(schemas)
    assert {name for name in schemas if name not in used} <= {"ReportKey"}


def test_it_says_what_everything_is(described: dict[str, Any]) -> None:
    for name, schema in described["components"]["schemas"].items():
        assert schema.get("description"), name
        for field, told in schema.get("properties", {}).items():
            assert told.get("description") or "$ref" in told, f"{name}.{field}"
    for path, item in described["paths"].items():
        for method, told in item.items():
            where = f"{method} {path}"
            assert told["summary"], where
            assert told["description"], where
            assert not told["summary"].endswith("."), where
            for parameter in told.get("parameters", ()):
                assert parameter.get("description"), f"{where}: {parameter['name']}"
            for status, answer in told["responses"].items():
                assert answer["description"], f"{where}: {status}"
                if int(status) >= 400:
                    assert list(answer["content"]) == [MEDIA], f"{where}: {status}"


def test_every_operation_has_an_example(described: dict[str, Any]) -> None:
    without = set()
    for told in described["paths"].values():
        if "get" in told:
            content = told["get"]["responses"]["200"]["content"].get("application/json", {})
            without |= set() if content.get("examples") else {told["get"]["operationId"]}
    assert without == {*PRIVATE, "show_schema"}


def test_the_examples_are_what_is_answered(server: Running, update_goldens: bool) -> None:
    made: dict[str, dict[str, Any]] = {}
    for name, path in sorted(asked().items()):
        answer = server.get(API + path)
        assert answer.status_code == 200, f"{path}: {answer.text}"
        made[name] = {"shipped": {"summary": f"GET {API}{path}", "value": answer.json()}}
    for name, path in sorted(LONG.items()):
        assert server.get(API + path).status_code == 200
        made[name] = {"shipped": {"summary": f"GET {API}{path}", "externalValue": API + path}}
    if update_goldens:
        lines = (f"{json.dumps(name)}: {json.dumps(one, ensure_ascii=False)}" for name, one in made.items())
        EXAMPLES.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
    assert json.loads(EXAMPLES.read_text("utf-8")) == made


def test_the_examples_are_as_their_schemas_say(described: dict[str, Any]) -> None:
    seen = 0
    for item in described["paths"].values():
        for told in item.values():
            content = told["responses"].get("200", {}).get("content", {}).get("application/json", {})
            for example in content.get("examples", {}).values():
                if "value" in example:
                    check_shape(described, content["schema"], example["value"])
                    seen += 1
    assert seen == len(asked())


# ---- Reading


@pytest.mark.parametrize(
    "path", [*ASKED.values(), *LONG.values(), "/schemas/report", "/openapi.json", "/docs"]
)
def test_an_answer_can_be_asked_for_again(server: Running, path: str) -> None:
    answer = server.get(API + path)
    assert answer.status_code == 200, answer.text
    tag = answer.headers["etag"]
    assert answer.headers["cache-control"] == "no-cache"
    assert "Accept" in answer.headers["vary"]
    again = server.get(API + path, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert server.get(API + path, headers={"If-None-Match": '"other"'}).status_code == 200
    head = server.client.head(API + path)
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", tag)
    assert head.headers["content-type"] == answer.headers["content-type"]


@pytest.mark.parametrize("path", [*ASKED.values(), *LONG.values(), "/schemas/report", "/openapi.json"])
def test_what_is_not_known_is_refused(server: Running, path: str) -> None:
    mark = "&" if "?" in path else "?"
    told = problem(server.get(f"{API}{path}{mark}pgae=2"), "malformed-request")
    assert "'pgae'" in told["detail"]
    assert told["errors"] == [{"where": "query.pgae", "detail": "is not known"}]
    assert "html" not in server.get(f"{API}{path}{mark}x=1", headers={"Accept": "text/html"}).text


@pytest.mark.parametrize("path", [*ASKED.values(), *LONG.values()])
def test_a_form_that_there_is_not_is_refused(server: Running, path: str) -> None:
    answer = server.get(API + path, headers={"Accept": "image/png"})
    assert "application/json" in problem(answer, "not-acceptable")["detail"]


def test_what_comes_near_is_named(server: Running) -> None:
    def detail(path: str, kind: str) -> str:
        return str(problem(server.get(API + path), kind)["detail"])

    assert "did you mean 'page'?" in detail("/plans?pgae=1", "malformed-request")
    assert "did you mean hvidovre-2023" in detail("/plans/hvidovre-2024", "not-found")
    assert "national-target-unaddressed" in detail("/rules/national-target-unadressed", "not-found")
    assert "national-target-unaddressed" in detail(
        "/gaps?rule=national-target-unadressed", "malformed-request"
    )
    assert "who-offers-what" in detail("/questions/who-offer-what", "not-found")
    assert "target-group" in detail("/concepts/groups", "not-found")
    assert "given more than once" in detail("/plans?page=1&page=2", "malformed-request")
    assert "is one of none, statutory" in detail("/plans?level=x", "malformed-request")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/nothing", "not-found"),
        ("/plans/", "not-found"),
        ("/plans/x", "not-found"),
        ("/plans?page=0", "malformed-request"),
        ("/plans?year=nonsense", "malformed-request"),
        ("/compare?first=hvidovre-2023", "malformed-request"),
        ("/jobs/guessed", "not-found"),
    ],
)
@pytest.mark.parametrize("accept", ["text/html,*/*;q=0.1", "application/json", "text/csv"])
def test_a_problem_is_json_whoever_asks(server: Running, path: str, kind: str, accept: str) -> None:
    problem(server.get(API + path, headers={"Accept": accept}), kind)


def test_a_method_that_is_not_used_is_refused(server: Running) -> None:
    for path, allowed in (
        ("/plans", {"GET", "HEAD"}),
        ("/check", {"POST"}),
        ("/jobs/x", {"GET", "HEAD", "DELETE"}),
    ):
        answer = server.client.put(API + path, headers={"Accept": "text/html"})
        problem(answer, "method-not-allowed")
        assert set(answer.headers["allow"].split(", ")) == allowed


def links(answer: httpx.Response) -> dict[str, str]:
    return {rel: url for url, rel in re.findall(r'<([^>]*)>; rel="([^"]*)"', answer.headers["link"])}


@pytest.mark.parametrize(
    "path", ["/plans/hvidovre-2023/elements", "/gaps?severity=warning", "/concepts/instrument"]
)
def test_the_parts_make_the_whole(server: Running, path: str) -> None:
    mark = "&" if "?" in path else "?"
    whole = server.get(f"{API}{path}{mark}per_page=200").json()
    assert whole["total"] == len(whole["items"])
    found: list[Any] = []
    answer = server.get(f"{API}{path}{mark}per_page=7")
    last = links(answer)["last"]
    assert "prev" not in links(answer)
    while True:
        part = answer.json()
        found += part["items"]
        assert (part["total"], part["per_page"]) == (whole["total"], 7)
        if "next" not in links(answer):
            break
        answer = server.get(links(answer)["next"])
    assert answer.url.path + "?" + answer.url.query.decode() == last
    assert found == whole["items"]
    beyond = server.get(f"{API}{path}{mark}per_page=7&page=1000")
    assert beyond.json()["items"] == []
    assert links(beyond)["prev"] == last


def test_plans_are_chosen(server: Running) -> None:
    def slugs(query: str) -> list[str]:
        return [plan["slug"] for plan in server.get(f"{API}/plans?{query}").json()["items"]]

    everything = slugs("")
    assert len(everything) == len(files.plan_files())
    assert slugs("municipality=0167&year=2023") == ["hvidovre-2023"]
    assert slugs("region=1084") == everything
    assert slugs("region=9999") == slugs("municipality=0000") == []
    by_level = {
        level: slugs(f"level={level}") for level in ("none", "statutory", "linked", "measurable", "traceable")
    }
    assert sorted(slug for found in by_level.values() for slug in found) == sorted(everything)
    for level, found in by_level.items():
        assert {server.get(f"{API}/plans/{slug}").json()["level"] for slug in found} <= {level}


def test_all_elements_are_as_the_openapi_says(server: Running, described: dict[str, Any]) -> None:
    from rdflib import RDF, URIRef

    from plangraph.names import PG

    schema = described["paths"][f"{API}/plans/{{slug}}/elements"]["get"]["responses"]["200"]["content"]
    for path in files.plan_files():
        graph, found = read_graph(path), []
        page = f"{API}/plans/{path.stem}/elements?per_page=200"
        while page:
            answer = server.get(page)
            check_shape(described, schema["application/json"]["schema"], answer.json())
            found += answer.json()["items"]
            page = links(answer).get("next", "")
        kinds = ("FocusArea", "Objective", "Goal", "Measure", "Challenge", "StatutoryStatement")
        known = {str(node) for kind in kinds for node in graph.subjects(RDF.type, URIRef(PG + kind))}
        assert {element["iri"] for element in found} == known
        for element in found:
            assert all(link["basis"] in ("stated", "interpreted") for link in element["national_targets"])
            assert not element["suggested"]
            assert element["evidence"]
            assert all(passage["words"] is None for passage in element["evidence"])


def test_a_goal_is_told_as_the_plan_has_it(server: Running) -> None:
    goal = server.get(f"{API}/plans/frederikssund-2023/elements/goal/1a").json()
    (figure,) = goal["figures"]
    assert (figure["comparator"], figure["relative_to"], figure["offset"], figure["due_year"]) == (
        "at-least", "national-average", 0, 2023,
    )  # fmt: skip
    assert figure["value"] is None
    assert figure["unit"]["id"] == "unit:percentage-point"
    assert figure["baselines"][0]["period"] == "2022-Q1"
    assert {link["rel"]: link["href"] for link in goal["links"]}[
        "alternate"
    ] == "/plans/frederikssund-2023#goal-1a"
    for link in goal["links"]:
        assert server.get(link["href"], follow_redirects=True).status_code == 200, link
    later = server.get(f"{API}/plans/hvidovre-2023/elements/goal/5").json()
    (earlier,) = later["continues"]
    assert earlier["element"]["plan"] == "hvidovre-2022"
    assert server.get(earlier["element"]["href"]).json()["label"] == earlier["element"]["label"]


def test_gaps_are_those_of_the_report(server: Running) -> None:
    (report,) = server.get(f"{API}/plans/hvidovre-2023/report").json()
    gaps = server.get(f"{API}/plans/hvidovre-2023/gaps?per_page=200").json()
    assert [gap["finding"] for gap in gaps["items"]] == report["findings"]
    assert gaps["unchecked"] == []
    outcomes = {outcome["rule"]: outcome["dimension"] for outcome in report["outcomes"]}
    assert all(gap["dimension"] == outcomes[gap["finding"]["rule"]] for gap in gaps["items"])
    across = server.get(f"{API}/gaps?municipality=0167&year=2023&severity=violation&severity=warning").json()
    serious = [finding for finding in report["findings"] if finding["severity"] != "info"]
    assert [gap["finding"] for gap in across["items"]] == serious
    assert server.get(f"{API}/gaps?waived=true").json()["total"] == 0


@pytest.mark.parametrize(
    ("form", "media"),
    [
        ("json", "application/json"),
        ("html", "text/html"),
        ("pdf", "application/pdf"),
        ("md", "text/markdown"),
        ("sarif", "application/sarif+json"),
        ("junit", "application/xml"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("ttl", "text/turtle"),
    ],
)
def test_a_report_comes_in_every_format(server: Running, form: str, media: str) -> None:
    path = f"{API}/plans/vallensbaek-ishoej-2017/report"
    asked_by_name = server.get(path, params={"format": form, "lang": "en"}, headers={"Accept": "text/html"})
    asked_by_accept = server.get(path, headers={"Accept": media, "Accept-Language": "en"})
    for answer in (asked_by_name, asked_by_accept):
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].partition(";")[0] == media
        if form != "json":
            name = re.fullmatch(
                r'attachment; filename="vallensbaek-ishoej-2017-(report\.[a-z.]+)"',
                answer.headers["content-disposition"],
            )
            assert name
            assert name[1].removeprefix("report") in FORMATS
    assert asked_by_name.headers["etag"] == asked_by_accept.headers["etag"]
    if form in ("html", "md"):
        assert "Completeness" in asked_by_name.text
        assert "Fuldstændighed" in server.get(path, params={"format": form, "lang": "da"}).text


def test_the_json_report_is_as_its_schema_says(server: Running) -> None:
    answer = server.get(f"{API}/plans/hvidovre-2020/report")
    schema = server.get(links(answer)["describedby"])
    assert schema.headers["content-type"] == "application/schema+json"
    jsonschema.Draft202012Validator(schema.json()).validate(answer.json())


def test_the_answers_of_a_question_are_the_same_in_every_form(server: Running) -> None:
    path = f"{API}/questions/who-offers-what"
    told = server.get(path, params={"instrument": "ins:igu", "per_page": 200}).json()
    assert told["parameters"] == {"instrument": "ins:igu"}
    assert told["total"] == len(told["items"]) > 2
    table = server.get(path, params={"instrument": "ins:igu", "format": "csv", "lang": "en"})
    rows = list(csv.DictReader(io.StringIO(table.text)))
    keys = [column["key"] for column in told["columns"]]
    for row, cells in zip(rows, told["items"], strict=True):
        for key, cell in zip(keys, cells, strict=True):
            assert row[key] == {True: "true", False: "false", None: ""}.get(cell, str(cell)), key
            if isinstance(cell, str) and cell.startswith("http"):
                assert row[f"{key}_label"] == told["labels"][cell]["en"]
    sheet = server.get(
        path, headers={"Accept": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
    )
    assert sheet.content.startswith(b"PK")
    assert sheet.headers["content-disposition"] == 'attachment; filename="who-offers-what.xlsx"'


def test_the_parts_of_an_answer_are_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    run = queries.run

    def count(store: Store, question: queries.Query, *more: Any, **limits: Any) -> Table:
        asked.append(question.name)
        return run(store, question, *more, **limits)

    monkeypatch.setattr(queries, "run", count)
    app = create_app(Settings())

    async def ask() -> list[Any]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
            path = f"{API}/questions/plans-at-a-glance"
            parts = [await client.get(path, params={"per_page": 2, "page": page}) for page in (1, 2, 3)]
            whole = await client.get(path)
            assert (await client.get(path, params={"format": "csv"})).status_code == 200
            return [[row for part in parts for row in part.json()["items"]], whole.json()["items"]]

    parts, whole = asyncio.run(ask())
    app.state.close()
    assert len(parts) == len(files.plan_files()) + 1  # a joint plan has a row for each municipality
    assert parts == whole
    assert asked == ["plans-at-a-glance"]


def test_every_question_says_what_it_takes(server: Running, described: dict[str, Any]) -> None:
    for question in queries.questions():
        told = described["paths"][f"{API}/questions/{question.name}"]["get"]
        taken = {p["name"] for p in told["parameters"]} - {"page", "per_page", "format", "lang"}
        assert taken == {param.name for param in question.params}
        assert told["summary"] == question.title.en.rstrip(".")
    listed = server.get(f"{API}/questions?per_page=200").json()["items"]
    assert [one["name"] for one in listed] == [question.name for question in queries.questions()]
    problem(server.get(f"{API}/questions/who-offers-what?group=tg:unge"), "malformed-request")
    problem(server.get(f"{API}/questions/who-offers-what?instrument=ins:nothing"), "not-found")
    problem(server.get(f"{API}/questions/ambition?year=20"), "malformed-request")


def test_the_cells_of_a_matrix_are_what_stands_behind_them(server: Running) -> None:
    matrix = server.get(f"{API}/matrices/targets").json()
    assert (
        len(matrix["cells"]) == len(matrix["rows"]) * len(matrix["columns"]) == sum(matrix["counts"].values())
    )
    missing = server.get(f"{API}/matrices/targets?state=missing").json()["cells"]
    assert missing == [cell for cell in matrix["cells"] if cell["state"] == "missing"]
    for cell in matrix["cells"]:
        assert cell["state"] in matrix["states"]
        assert cell["reason"] in matrix["reasons"]
        assert ("goals" in cell) == ("confirmed" in cell) == (cell["state"] in ("goal", "part"))
    cell = next(cell for cell in matrix["cells"] if cell["state"] == "goal")
    assert cell["goals"]
    opened = server.get(f"{API}/matrices/targets/cells/{cell['row']}/{cell['column']}").json()
    assert opened["cell"] == cell
    assert sum(one["kind"] == "goal" for one in opened["elements"]) == cell["goals"]
    for one in opened["elements"]:
        assert server.get(one["href"]).json()["iri"] == one["iri"]
    empty = server.get(f"{API}/matrices/targets/cells/{missing[0]['row']}/{missing[0]['column']}").json()
    assert empty["cell"] == missing[0]
    assert empty["elements"] == []
    table = server.get(f"{API}/matrices/targets?format=csv").text
    assert len(list(csv.reader(io.StringIO(table)))) == 1 + len(matrix["cells"])
    assert server.get(f"{API}/matrices/offers?plan=hvidovre-2023").json()["plans"] == ["hvidovre-2023"]
    problem(server.get(f"{API}/matrices/offers?plan=x"), "not-found")
    problem(server.get(f"{API}/matrices/targets/cells/x/y"), "not-found")
    problem(server.get(f"{API}/matrices/x"), "malformed-request")


def test_the_library_is_whole(server: Running) -> None:
    rules = server.get(f"{API}/rules?per_page=200").json()["items"]
    assert [rule["id"] for rule in rules] == [rule.id for rule in load_rules().rules]
    for dimension in {rule["dimension"] for rule in rules}:
        listed = server.get(f"{API}/rules?dimension={dimension}&per_page=200").json()["items"]
        assert listed == [rule for rule in rules if rule["dimension"] == dimension]
    assert server.get(f"{API}/municipalities").json()["total"] == 98
    schemes = server.get(f"{API}/concepts").json()["items"]
    assert {scheme["id"] for scheme in schemes} >= {"target-group", "instrument", "benefit", "theme", "unit"}
    for scheme in schemes:
        concepts = server.get(f"{API}/concepts/{scheme['id']}?per_page=200").json()
        assert concepts["total"] == scheme["concepts"]
        by_id = {concept["id"]: concept for concept in concepts["items"]}
        for concept in concepts["items"]:
            assert all(
                concept["id"] in by_id[above]["narrower"] for above in concept["broader"] if above in by_id
            )
    igu = next(
        c
        for c in server.get(f"{API}/concepts/instrument?per_page=200").json()["items"]
        if c["id"] == "ins:igu"
    )
    assert "frederikssund-2023" in igu["plans"]
    targets = server.get(f"{API}/targets?year=2023").json()
    assert [one["number"] for one in targets["items"]] == ["1", "2", "3", "4", "5"]
    assert [one["year"] for one in targets["sets"]] == [2023]
    assert "hvidovre-2023" in targets["items"][0]["plans"]


def test_the_words_of_a_passage_are_there_where_the_server_has_the_document(tmp_path: Path) -> None:
    from rdflib import URIRef

    from plangraph import intake, turtle
    from plangraph.names import PG

    source = DRAFTS / "guldborgsund-2023.txt"
    taken = intake.take_in(source)
    taken.graph.remove((None, URIRef(PG + "statementText"), None))
    (tmp_path / "plan.ttl").write_text(turtle.write(taken.graph), "utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / source.name).write_bytes(source.read_bytes())
    with EmbeddedStore(tmp_path / "store") as store:
        from plangraph.store import load

        load_reference(store)
        load(store, tmp_path / "plan.ttl")
    path = f"{API}/plans/{taken.slug}/elements?kind=goal"
    with running(store=tmp_path / "store") as without:
        goals = without.get(path).json()["items"]
        assert goals
        assert {passage["words"] for goal in goals for passage in goal["evidence"]} == {None}
        assert all(goal["suggested"] for goal in goals)
    with running("--texts", str(tmp_path / "texts"), store=tmp_path / "store") as with_texts:
        text = " ".join(source.read_text("utf-8").split())
        for goal in with_texts.get(path).json()["items"]:
            assert all(passage["words"] and passage["words"] in text for passage in goal["evidence"])

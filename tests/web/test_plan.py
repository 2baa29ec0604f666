"""The page of a plan holds all that its graph says, each thing once and where it belongs, with its gaps."""

from __future__ import annotations

import re
from functools import cache

import httpx
import pytest
from plan_pages import SLUGS, P, Page, anchors, graph_of, label_of, of_class, path_of, words
from rdflib import URIRef
from running import Running

from plangraph import catalogue
from plangraph.names import ID, VOCAB, plan_of

#: Classes of a plan's graph that have a place on its page.
PLACED = (
    "FocusArea", "Objective", "Goal", "Measure", "Challenge", "TargetValue", "Observation", "Linkage",
    "Continuation", "StatutoryStatement",
)  # fmt: skip
SIGNS = {"violation": "✖", "warning": "▲", "info": "●"}


def page(server: Running, slug: str, lang: str = "da", more: str = "") -> Page:
    return fetch(f"{server.base}/plans/{slug}?lang={lang}{more}")


def report(server: Running, slug: str) -> dict:
    return read(f"{server.base}/plans/{slug}/report.json")


@cache
def fetch(address: str) -> Page:
    answer = httpx.get(address, trust_env=False, timeout=120)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return Page(answer.text)


@cache
def read(address: str) -> dict:
    (found,) = httpx.get(address, trust_env=False, timeout=120).json()
    return found


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("slug", SLUGS)
def test_every_thing_is_there_once_under_its_name(server: Running, slug: str, lang: str) -> None:
    graph, shown = graph_of(slug), page(server, slug, lang)
    assert [i for i, found in shown.ids.items() if len(found) > 1] == []
    expected = set()
    for name in PLACED:
        for node in of_class(graph, name):
            element = shown.at(path_of(slug, node))
            expected.add(path_of(slug, node))
            if name not in ("Linkage", "Continuation"):
                assert label_of(node, lang, graph) in words(element), node
    kinds = (
        "focus-area|objective|goal|measure|challenge|target-value|observation|linkage|continuation|statement"
    )
    assert {i for i in shown.ids if re.match(rf"(?:{kinds})-", i)} == expected


@pytest.mark.parametrize("slug", SLUGS)
def test_elements_stand_where_they_belong(server: Running, slug: str) -> None:
    graph, shown = graph_of(slug), page(server, slug)
    counted = 0
    for name in ("Objective", "Goal", "Measure", "Challenge"):
        for node in of_class(graph, name):
            around = shown.within(shown.at(path_of(slug, node)))
            areas = [path_of(slug, area) for area in graph.objects(node, P.inFocusArea)]
            if areas:
                assert areas[0] in around
            else:
                assert shown.at("outside") in shown.at(path_of(slug, node)).xpath("ancestor::section/h2")
            goals = {
                path_of(slug, goal)
                for goal in graph.objects(node, P.supports)
                if name == "Measure"
                and set(graph.objects(goal, P.inFocusArea)) & set(graph.objects(node, P.inFocusArea))
            }
            assert bool(goals) == any(i.startswith("goal-") for i in around)
            assert not goals or goals & set(around)
            counted += 1
    assert counted == sum(len(of_class(graph, n)) for n in ("Objective", "Goal", "Measure", "Challenge")) > 20


@pytest.mark.parametrize("slug", SLUGS)
def test_figures_stand_at_their_goals(server: Running, slug: str) -> None:
    graph, shown = graph_of(slug), page(server, slug)
    beside: dict[URIRef, set[str]] = {}
    for figure in of_class(graph, "TargetValue"):
        goals = [path_of(slug, goal) for goal in graph.subjects(P.targetValue, figure)]
        assert set(goals) & set(shown.within(shown.at(path_of(slug, figure))))
        for prop in (P.baseline, P.nationalValue, P.relatedFigure):
            for measured in graph.objects(figure, prop):
                beside.setdefault(measured, set()).add(path_of(slug, figure))
    for measured in of_class(graph, "Observation"):
        element = shown.at(path_of(slug, measured))
        if measured in beside:
            assert beside[measured] & set(shown.within(element))
        else:
            assert shown.at("figures") in element.xpath("ancestor::section/h2")
        value = graph.value(measured, P.value)
        digits = f"{value.value:,f}".translate(str.maketrans(",.", ".,"))
        digits = digits.rstrip("0").rstrip(",") if "," in digits else digits
        unit = label_of(graph.value(measured, P.unit), "da")
        said = words(element).casefold()
        assert f"{digits} {unit}".casefold() in said
        assert str(graph.value(measured, P.period)) in words(element)
        for source in graph.objects(measured, URIRef("http://purl.org/dc/terms/source")):
            if getattr(source, "language", "") == "da":
                assert " ".join(str(source).split()) in words(element)


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("slug", SLUGS)
def test_links_say_who_made_them_and_why(server: Running, slug: str, lang: str) -> None:
    graph, shown = graph_of(slug), page(server, slug, lang)
    seen = 0
    for subject, link in graph.subject_objects(P.qualifiedLink):
        element = shown.at(path_of(slug, link))
        assert path_of(slug, subject) in shown.within(element)
        target = graph.value(link, P.linkTarget)
        anchor = str(target).removeprefix(ID).replace("/", "-")
        basis = str(graph.value(link, P.basis)).rpartition("#")[2].lower()
        assert [a.get("href") for a in element.xpath("./a")] == [f"#{anchor}"]
        assert element.xpath("./span[contains(@class, 'basis')]/@class") == [f"basis {basis}"]
        for reason in graph.objects(link, P.rationale):
            assert (" ".join(str(reason).split()) in words(element)) == (reason.language == lang)
        # The same in the thread, below the national target.
        twig = f".//div[@class='twig'][a[@href='#{path_of(slug, subject)}']]"
        twigs = shown.at(anchor).xpath(f"{twig}/span[starts-with(@class, 'basis')]/@class")
        assert f"basis {basis}" in twigs, (subject, target)
        seen += 1
    assert seen == len(of_class(graph, "Linkage")) > 0


@pytest.mark.parametrize("slug", SLUGS)
def test_the_thread_shows_what_serves_and_what_nothing_serves(server: Running, slug: str) -> None:
    graph, shown = graph_of(slug), page(server, slug)
    year = int(slug.rpartition("-")[2])
    reference = catalogue.reference()
    targets = {
        t for t in reference.subjects(P.inTargetSet, None)
        if (URIRef(f"{ID}national-target-set/{year}")) in set(reference.objects(t, P.inTargetSet))
    }  # fmt: skip
    assert targets
    thread = shown.section("thread")
    branches = {b.get("id") for b in thread.xpath(".//section[@class='branch'][@id]")}
    assert branches == {str(t).removeprefix(ID).replace("/", "-") for t in targets}
    hung = set()
    for target in targets:
        branch = shown.at(str(target).removeprefix(ID).replace("/", "-"))
        served = set(graph.subjects(P.addresses, target))
        assert label_of(target, "da") in words(branch)
        assert bool(branch.xpath(".//p[@class='missing'][.='Intet fokusområde, intet mål.']")) == (not served)
        links = set(branch.xpath(".//div[@class='twig']/a/@href"))
        assert {f"#{path_of(slug, s)}" for s in served} <= links
        hung |= set(branch.xpath(".//div[@class='twig'][not(span[@class='basis not'])]/a/@href"))
    loose = shown.at("loose").getparent() if "loose" in shown.ids else None
    untied = (
        set()
        if loose is None
        else set(loose.xpath(".//div[@class='twig'][not(span[@class='basis not'])]/a/@href"))
    )
    everything = {
        f"#{path_of(slug, n)}" for name in ("FocusArea", "Objective", "Goal") for n in of_class(graph, name)
    }
    assert hung & untied == set()
    assert everything <= hung | untied
    for href in untied:
        node = next(
            n
            for name in ("FocusArea", "Objective", "Goal")
            for n in of_class(graph, name)
            if f"#{path_of(slug, n)}" == href
        )
        assert (node, P.addresses, None) not in graph
        line = words(loose.xpath(f".//div[@class='twig'][a[@href='{href}']]")[0])
        own = (node, P.localPriority, None) in graph
        assert ("lokal prioritet" in line and "hverken" not in line and "områdets" not in line) == own


@pytest.mark.parametrize("slug", SLUGS)
def test_groups_and_instruments_say_when_they_are_inherited(server: Running, slug: str) -> None:
    graph, shown = graph_of(slug), page(server, slug)
    seen = 0
    for name in ("Objective", "Goal", "Challenge", "Measure"):
        for node in of_class(graph, name):
            element = shown.at(path_of(slug, node))
            inherits = set(graph.objects(node, P.inherits))
            for prop, word in ((P.targetGroup, "Målgrupper"), (P.usesInstrument, "Redskaber")):
                of = set(graph.objects(node, prop))
                own, inherited = (
                    sorted((label_of(c, "da") for c in some), key=str.casefold)
                    for some in (of - inherits, of & inherits)
                )
                if name == "Measure":
                    (cell,) = element.xpath(f"./td[@data-label='{word}']")
                    said = [", ".join(own)] + ([f"fra området: {', '.join(inherited)}"] if inherited else [])
                    assert words(cell) == (" ".join(filter(None, said)) or "–")
                elif not of:
                    assert element.xpath(f"./div[@class='body']/dl/dt[.='{word}']") == []
                else:
                    (told,) = element.xpath(
                        f"./div[@class='body']/dl/dt[.='{word}']/following-sibling::dd[1]"
                    )
                    assert [words(li) for li in told.xpath("./ul/li")] == own
                    assert [words(li) for li in told.xpath("./div[@class='inherited']/ul/li")] == inherited
                seen += len(of)
    assert seen > 50


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("slug", SLUGS)
def test_every_finding_stands_once_in_its_place(server: Running, slug: str, lang: str) -> None:
    shown, findings = page(server, slug, lang), report(server, slug)["findings"]
    assert sorted(int(i[8:]) for i in shown.ids if re.fullmatch(r"finding-\d+", i)) == list(
        range(1, len(findings) + 1)
    )
    for number, finding in enumerate(findings, 1):
        element = shown.at(f"finding-{number}")
        said = words(element)
        assert f"{SIGNS[finding['severity']]} " in said
        assert " ".join(finding["message"][lang].split()) in said
        assert " ".join(finding["fix"][lang].split()) in said
        assert f"/rules/{finding['rule']}?lang={lang}" in element.xpath(".//a/@href")
        near = next((i for i in shown.within(element) if not i.startswith("content")), "")
        focus = finding["focus"]
        if plan_of(focus) == slug and focus != f"{ID}plan/{slug}":
            assert near == path_of(slug, URIRef(focus)), finding["message"]
        elif focus.startswith(VOCAB):
            assert near == focus.removeprefix(VOCAB).replace("/", "-")
        elif plan_of(focus) is None:
            assert near == focus.removeprefix(ID).replace("/", "-")
        else:
            heading = "verdict" if plan_of(focus) == slug else "years"
            assert element in shown.section(heading).iter()


@pytest.mark.parametrize("slug", SLUGS)
def test_counts_are_those_of_what_is_counted(server: Running, slug: str) -> None:
    shown = page(server, slug)
    counted = 0
    for summary in shown.root.xpath("//details/summary"):
        inside = summary.getparent().xpath(".//*[contains(@class, 'gap ')]")
        signs = summary.xpath("./*[@class='counts']/span/@class")
        if summary.getparent().get("class") == "rest":
            assert re.search(rf"\b{len(inside)} til orientering", words(summary))
            counted += 1
        elif signs or inside:
            numbers = [
                int(re.search(r"\d+", words(s))[0]) for s in summary.xpath("./*[@class='counts']/span")
            ]
            assert sum(numbers) == len(inside), words(summary)
            counted += 1
    for heading in shown.root.xpath("//article/div/h4 | //section[@class='area']/div/div/h2"):
        block = next(heading.iterancestors("article", "section"))
        numbers = [int(re.search(r"\d+", words(s))[0]) for s in heading.xpath("./*[@class='counts']/span")]
        assert sum(numbers) == len(block.xpath(".//*[contains(@class, 'gap ')]"))
        counted += bool(numbers)
    assert counted > 10


@pytest.mark.parametrize("slug", SLUGS)
def test_detail_is_folded_and_what_should_be_mended_is_not(server: Running, slug: str) -> None:
    shown, findings = page(server, slug), report(server, slug)["findings"]
    folded = "ancestor::details[not(@open)]"
    seen = 0
    for number, finding in enumerate(findings, 1):
        hidden = shown.at(f"finding-{number}").xpath(folded)
        assert bool(hidden) == (finding["severity"] == "info"), finding["message"]
        seen += bool(hidden)
    assert seen > 10
    assert shown.root.xpath(f"//tr[starts-with(@id, 'measure-')][{folded}]")
    assert not shown.root.xpath(f"//article[@class='entry goal'][{folded}]")
    for summary in shown.root.xpath("//details[not(@open)]/summary"):
        assert re.search(r"\d", words(summary)), words(summary)  # how much it is


@pytest.mark.parametrize("slug", SLUGS)
def test_everything_can_be_unfolded_without_a_script(server: Running, slug: str) -> None:
    folded, unfolded = page(server, slug), page(server, slug, more="&gaps=unfolded")
    assert set(unfolded.ids) == set(folded.ids)
    assert unfolded.root.xpath("//details[not(@open)]") == []
    chosen = unfolded.root.xpath("//select[@name='gaps']/option[@selected]")
    assert [words(one) for one in chosen] == ["alt, foldet ud"]


def test_targets_and_concepts_lead_to_their_pages_for_people(server: Running) -> None:
    for slug in SLUGS:
        shown, year = page(server, slug), slug.rpartition("-")[2]
        heads = shown.section("thread").xpath(".//section[@class='branch'][@id]")
        for head in heads:
            number = head.get("id").rpartition("-")[2]
            assert head.xpath("./h3/a/@href") == [f"/vocabulary/national-target/{year}-{number}?lang=da"]
        chips = set(shown.root.xpath("//*[@class='chips']/li/a/@href"))
        assert heads and len(chips) > 10
        assert all(re.match(r"/vocabulary/(target-group|instrument)/[a-z0-9-]+\?lang=da$", c) for c in chips)
        # What is told here is not looked for on the web.
        assert shown.root.xpath("//a[starts-with(@href, 'https://w3id.org/plangraph/')]") == []


def test_all_links_on_the_page_lead_somewhere(server: Running) -> None:
    for slug in SLUGS:
        shown = page(server, slug)
        assert {a for a in anchors(shown.text) if a not in shown.ids} == set()


def test_links_lead_to_pages_that_there_are(server: Running) -> None:
    """Each kind of page that a plan's page leads to, once."""
    kinds: dict[str, str] = {}
    for href in page(server, "hvidovre-2023").root.xpath("//main//a/@href[starts-with(., '/')]"):
        kind = re.sub(r"[^/]+$", "", href.partition("#")[0].partition("?")[0]) + href.partition("?")[0][-4:]
        kinds.setdefault(kind, href.partition("#")[0])
    assert len(kinds) > 10
    for href in kinds.values():
        answer = server.get(href, headers={"Accept": "text/html"}, timeout=120)
        assert answer.status_code == 200, href


def test_links_to_other_plans_lead_to_their_elements(server: Running) -> None:
    seen = 0
    for slug in SLUGS:
        for other, anchor in re.findall(
            r'href="/plans/([a-z0-9-]+)\?lang=da#([^"]+)"', page(server, slug).text
        ):
            page(server, other).at(anchor)
            seen += 1
    assert seen > 20


@pytest.mark.parametrize("slug", SLUGS)
def test_statutory_requirements_are_met_recited_or_missing(server: Running, slug: str) -> None:
    graph, shown = graph_of(slug), page(server, slug)
    rows = {row.get("id"): row for row in shown.root.xpath("//tr[starts-with(@id, 'requirement-')]")}
    spoken = {}
    for relation, css in ((P.bearsOn, "bearsOn"), (P.cites, "cites"), (P.meets, "meets")):
        for requirement in graph.objects(None, relation):
            spoken[str(requirement).removeprefix(VOCAB).replace("/", "-")] = css
    findings = report(server, slug)["findings"]
    unmet = {
        f["focus"].removeprefix(VOCAB).replace("/", "-")
        for f in findings
        if f["rule"].startswith("requirement-unmet")
    }
    assert set(rows) >= set(spoken) | unmet
    assert unmet
    for anchor, row in rows.items():
        assert row.xpath("./td[1]/span/@class") == [f"relation {spoken.get(anchor, 'silent')}"]
        assert ("Planen siger intet om det." in words(row)) == (anchor not in spoken)
        assert (anchor in unmet) <= (anchor not in spoken)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_head_says_how_complete_it_is(server: Running, slug: str) -> None:
    shown, told = page(server, slug), report(server, slug)
    head = words(shown.root.xpath("//header[@class='plan-head']")[0])
    score = told["scores"]["overall"]
    numbers = tuple(f"{n:,}".replace(",", ".") for n in (score["passed"], score["examined"]))
    assert "{} af {} tjek opfyldt".format(*numbers) in head
    reached = [tier["name"]["da"] for tier in told["tiers"] if tier["reached"]]
    assert (reached[-1] if reached else "intet niveau endnu") in head
    assert str(told["year"]) in words(shown.root.xpath("//h1")[0])
    fixes = shown.root.xpath("//ol[@class='fixes']/li")
    assert [s["text"]["da"] for s in told["steps"]] == [words(f).partition(" Rydder:")[0] for f in fixes]
    cleared = [len(f.xpath(".//a[starts-with(@href, '#finding-')]")) for f in fixes]
    assert cleared == [len(s["clears"]) for s in told["steps"]]


def test_evidence_says_where_and_never_what_without_the_document(server: Running) -> None:
    graph, shown = graph_of("hvidovre-2023"), page(server, "hvidovre-2023")
    for node in of_class(graph, "Goal"):
        margin = words(shown.at(path_of("hvidovre-2023", node)).xpath("./div[@class='margin']")[0])
        for evidence in graph.objects(node, P.evidence):
            selector = graph.value(evidence, URIRef("http://www.w3.org/ns/oa#hasSelector"))
            start, end = (
                f"{int(graph.value(selector, URIRef(f'http://www.w3.org/ns/oa#{p}'))):,}".replace(",", ".")
                for p in ("start", "end")
            )
            assert f"s. {graph.value(evidence, P.page)} · tegn {start}–{end}" in margin
            assert " ".join(str(graph.value(evidence, P.sectionHeading)).split()) in margin
    assert shown.root.xpath("//blockquote") == []
    assert "Serveren har ikke dokumentet" in shown.text


def test_only_what_has_gaps(server: Running) -> None:
    whole = page(server, "hvidovre-2022")
    findings = report(server, "hvidovre-2022")["findings"]
    for which, wanted in (("serious", {"violation", "warning"}), ("any", {"violation", "warning", "info"})):
        part = page(server, "hvidovre-2022", "da", f"&gaps={which}")
        for number, finding in enumerate(findings, 1):
            if finding["severity"] in wanted:
                part.at(f"finding-{number}")
        kept = {i for i in part.ids if re.match(r"(goal|objective|measure|challenge)-", i)}
        for anchor in {i for i in whole.ids if re.match(r"(goal|objective|measure|challenge)-", i)}:
            inside = {words(g).split()[0] for g in whole.at(anchor).xpath(".//*[contains(@class, 'gap ')]")}
            assert (anchor in kept) == bool(inside & {SIGNS[s] for s in wanted}), anchor
        assert {a for a in anchors(part.text) if a not in part.ids} == set()
        assert part.root.xpath("//select[@name='gaps']/option[@selected]/@value") == [which]


def test_earlier_and_later_plans(server: Running) -> None:
    years = page(server, "hvidovre-2022").section("years")
    assert years.xpath(".//a/@href")[:4] == [
        "/plans/hvidovre-2020?lang=da",
        "/compare?plan=hvidovre-2020&plan=hvidovre-2022&lang=da",
        "/plans/hvidovre-2023?lang=da",
        "/compare?plan=hvidovre-2022&plan=hvidovre-2023&lang=da",
    ]
    assert "(denne plan)" in words(years)
    assert "Der er ingen andre planer" in words(page(server, "frederikssund-2023").section("years"))


def test_a_joint_plan_names_its_municipalities(server: Running) -> None:
    head = words(page(server, "vallensbaek-ishoej-2017", "en").root.xpath("//header[@class='plan-head']")[0])
    assert "Vallensbæk" in head and "Ishøj" in head and "plan year 2017" in head


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_in_another_language_says_so(server: Running, slug: str) -> None:
    """The headings of the plan's sections are Danish on the English page too."""
    graph, shown = graph_of(slug), page(server, slug, "en")
    headings = {" ".join(str(v).split()) for v in graph.objects(None, P.sectionHeading)}
    found = shown.root.xpath("//span[starts-with(@class, 'section')]")
    assert {words(s) for s in found} <= headings and found
    assert {s.get("lang") for s in found} == {"da"}


def test_an_address_that_is_wrong(server: Running) -> None:
    near = server.get("/plans/hvidovre-2032", headers={"Accept": "text/html"})
    assert near.status_code == 404
    assert "hvidovre-2023" in near.text
    assert server.get("/plans/hvidovre-2023?gaps=some").status_code == 400
    for path in ("/plans/..%2f..%2fetc%2fpasswd", "/plans/%00", "/plans/<script>", "/plans/" + "a" * 5000):
        assert server.get(path, headers={"Accept": "text/html"}).status_code == 404
        assert "<script>" not in server.get(path, headers={"Accept": "text/html"}).text


def test_who_has_the_page_is_told_so(server: Running) -> None:
    first = server.get("/plans/hvidovre-2023")
    again = server.get("/plans/hvidovre-2023", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "Accept-Language" in first.headers["vary"]
    head = server.client.head("/plans/hvidovre-2023")
    assert (head.status_code, head.content) == (200, b"")
    assert (
        server.get("/plans/hvidovre-2023", headers={"Accept-Language": "en"}).headers["content-language"]
        == "en"
    )

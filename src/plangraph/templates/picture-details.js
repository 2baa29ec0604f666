// The details of the box that is chosen: everything the plan says of it, and where.
"use strict";
// choose(id, how) follows a link, open_plan(slug) leaves the merged picture, crowded() says whether
// the lines are too many to be drawn.
const Details = (data, model, { choose, open_plan, crowded }) => {
  const { nodes, edges, ALL, state, say, ui, planOf, isConcept, isTarget, inView, title, how } = model;
  const $ = (id) => document.getElementById(id);

  const make = (tag, props = {}, ...inside) => {
    const made = Object.assign(document.createElement(tag), props);
    made.append(...inside.filter((x) => x !== null && x !== undefined && x !== ""));
    return made;
  };

  function link_to(id, note) {
    const node = nodes.get(id);
    const button = make("button", { type: "button", className: "to" }, title(node));
    button.addEventListener("click", () => { choose(id, { scroll: true }); $("details-title").focus({ preventScroll: true }); });
    return make("li", {}, button, note ? make("span", { className: "remark" }, ` (${note})`) : null);
  }

  function block(panel, key, items) {
    if (items.length) panel.append(make("h3", {}, ui(key)), make("ul", {}, ...items));
  }

  // What a thing says itself comes first; paths through others are summed up in one line a target.
  function grouped(list, end) {
    const items = list.filter((e) => !e.via).map((e) => {
      const item = link_to(e[end], how(e));
      if (e.rationale) item.append(make("p", { className: "why" }, `${ui("why")}: ${say(e.rationale)}`));
      return item;
    });
    const told = new Set(list.filter((e) => !e.via).map((e) => e[end]));
    const paths = new Map();
    for (const e of list) if (e.via && !told.has(e[end])) paths.set(e[end], [...(paths.get(e[end]) ?? []), say(nodes.get(e.via).text)]);
    for (const [id, via] of paths) {
      items.push(link_to(id, `${ui("via")} ${via.slice(0, 2).map((v) => `“${v}”`).join(", ")}${via.length > 2 ? ` +${via.length - 2}` : ""}`));
    }
    return items;
  }

  function show() {
    const panel = $("details-body");
    panel.replaceChildren();
    const node = nodes.get(state.chosen);
    $("details-title").textContent = node ? title(node) : ui("details");
    $("clear").hidden = !node;
    if (!node) {
      panel.append(make("p", {}, ui("details_hint")));
      if (crowded()) panel.append(make("p", {}, ui("lines_hint")));
      return;
    }
    const facts = [say(data.words.kind[node.kind])];
    if (node.number) facts.push(`${ui("number").toLowerCase()} ${node.number}`);
    if (node.year) facts.push(String(node.year));
    panel.append(make("p", { className: "facts" }, facts.join(" · ")));
    if (node.plans.length && node.kind !== "plan") {
      panel.append(make("p", { className: "facts" }, `${ui("plan")}: ` + node.plans.map((s) => say(planOf(s).label)).join(", ")));
    }
    for (const [key, sign] of [["goal", "✓"], ["area", "◐"], ["none", "⚠"]]) {
      const n = node.reach?.[key];
      if (n) panel.append(make("p", { className: "status-" + key }, `${sign} ${ui(key === "none" ? "reach_none" : key === "area" ? "reach_area" : "reach_goal", { n: n.toLocaleString(state.lang) })}`));
    }
    if (node.kind === "national-target") {
      const list = node.plans.filter((s) => state.plan === ALL || s === state.plan);
      block(panel, "status", list.map((slug) => {
        const status = node.status[slug];
        return make("li", { className: "status-" + status }, `${status === "goal" ? "✓" : status === "none" ? "⚠" : "◐"} ${say(planOf(slug).label)}: ${say(data.words.status[status])}`);
      }));
    }
    if (node.kind === "plan" && !data.compact) {
      for (const slug of node.plans) {
        const open = make("button", { type: "button", className: "plain" }, `${ui("open_plan")}: ${say(planOf(slug).label)}`);
        open.addEventListener("click", () => open_plan(slug));
        panel.append(open);
      }
    }
    if (node.missing) panel.append(make("p", { className: "status-none" }, `⚠ ${ui(node.missing === 1 ? "missing_one" : "missing_few", { n: node.missing.toLocaleString(state.lang) })}`));
    block(panel, "more", node.go.map((link) => make("li", {}, make("a", { href: link.href }, say(link.text)))));
    if (node.description) panel.append(make("h3", {}, ui("description")), make("p", {}, say(node.description)));
    block(panel, "figures", node.figures.map((text) => make("li", {}, say(text))));
    if (node.priority) panel.append(make("h3", {}, ui("priority")), make("p", {}, say(node.priority)));
    const view = edges.filter(inView);
    const out = (kind, test = () => true) => view.filter((e) => e.from === node.id && e.kind === kind && test(nodes.get(e.to)));
    const into = (kinds) => view.filter((e) => e.to === node.id && kinds.includes(e.kind) && !e.via);
    block(panel, "links", grouped(out("addresses"), "to"));
    block(panel, "gaps", out("gap").map((e) => link_to(e.to, e.of ? ui("plans_of", { n: e.of, m: e.of }) : "")));
    block(panel, "gaps_of", into(["gap"]).map((e) => link_to(e.from, e.of ? ui("plans_of", { n: e.of, m: e.of }) : "")));
    block(panel, "in", [...out("in-plan"), ...out("in-area"), ...out("supports")].map((e) => link_to(e.to)));
    block(panel, "contains", into(["in-plan", "in-area", "supports"]).map((e) => link_to(e.from)));
    block(panel, "groups", grouped(out("targets"), "to"));
    block(panel, "instruments", grouped(out("uses"), "to"));
    const used = new Set(view.filter((e) => (e.kind === "targets" || e.kind === "uses") && e.from === node.id).map((e) => e.to));
    block(panel, "mentions", out("mentions").filter((e) => !used.has(e.to)).map((e) => link_to(e.to)));
    block(panel, isTarget(node) ? "addressed_by" : "used_by", grouped(into(["addresses", "targets", "uses"]), "from"));
    const users = new Set(into(["targets", "uses"]).map((e) => e.from));
    if (isConcept(node)) block(panel, "named_by", into(["mentions"]).filter((e) => !users.size || (data.view === "uses" && !users.has(e.from))).map((e) => link_to(e.from)));
    block(panel, "where", node.where.map((p) => make("li", {}, [p.document, p.section ? `${ui("section")} “${p.section}”` : "",
      p.page ? `${ui("page")} ${p.page}` : "", p.end ? `${ui("characters")} ${p.start}–${p.end}` : ""].filter(Boolean).join(", "))));
  }

  return { make, show };
};

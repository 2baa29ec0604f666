// What the page knows: the nodes and edges, what the reader has chosen, and what follows from it.
"use strict";
const Model = (data) => {
  // What is empty is left out of the file.
  const empty = { plans: [], figures: [], alt: [], broader: [], where: [], go: [], status: {}, counts: {} };
  data.nodes = data.nodes.map((node) => ({ ...empty, ...node }));
  const nodes = new Map(data.nodes.map((node) => [node.id, node]));
  const edges = data.edges.map((edge) => ({ ...edge }));
  // Instead of a plan's slug: all plans merged, or the elements round one thing.
  const ALL = "*", ROUND = "+";
  const TOO_MANY = 600;
  // What stands for plans in the merged picture, and what they are held against.
  const UNITS = ["plan", "municipality", "region", "year"], TARGETS = ["national-target", "theme"];
  const ELEMENTS = ["focus-area", "objective", "goal", "measure"];
  const start = { plan: data.plans.length && !data.compact ? data.plans[0].slug : ALL, group: "", target: "", query: "", mentioned: false,
    mediated: false, matrix: false, kinds: ["national-target", "focus-area", "goal", "target-group", "instrument"], ...data.start };
  const state = { ...start, kinds: new Set(start.kinds), lang: data.lang, chosen: null, hover: null, back: null };
  const say = (text) => (text ? text[state.lang] || text.da || text.en : "");
  const ui = (key, fill = {}) => say(data.words.ui[key]).replace(/\{(\w)\}/g, (_, name) => fill[name]);
  const planOf = (slug) => data.plans.find((plan) => plan.slug === slug);
  const several_years = new Set(data.nodes.filter((n) => n.kind === "national-target").map((n) => n.year)).size > 1;
  const single = () => state.plan !== ALL && state.plan !== ROUND;
  const isTarget = (node) => TARGETS.includes(node.kind);
  const isConcept = (node) => node.kind === "target-group" || node.kind === "instrument";
  const natural = new Intl.Collator("da", { numeric: true });

  const inView = (edge) => (state.plan === ALL
    ? edge.merged && (edge.goals || state.mediated || !["targets", "uses"].includes(edge.kind))
    : !edge.merged && (data.view === "plan" || state.plan === ROUND || edge.plan === state.plan));

  function family(group) {
    return new Set([group, ...data.nodes.filter((n) => n.broader.includes(group)).map((n) => n.id)]);
  }

  // What is tied to any of these things, with the areas it belongs to; under an area that addresses a target stands all that is in it.
  function tied(kinds, things) {
    const found = new Set();
    for (const edge of edges) {
      if (kinds.includes(edge.kind) && things.has(edge.to) && (state.plan === ALL || inView(edge))) found.add(edge.from);
    }
    if (kinds.includes("addresses")) {
      const areas = new Set(edges.filter((e) => e.kind === "addresses" && !e.via && things.has(e.to) && inView(e)).map((e) => e.from));
      for (const edge of edges) if (edge.kind === "in-area" && areas.has(edge.to)) found.add(edge.from);
    }
    for (const edge of edges) if (edge.kind === "in-area" && found.has(edge.from)) found.add(edge.to);
    return found;
  }

  // The nodes that the filters by plan, group and target leave, whatever kinds are ticked.
  function filtered() {
    const view = edges.filter(inView);
    const kept = new Set();
    for (const node of data.nodes) {
      if (!single() || (node.kind !== "plan" && node.plans.includes(state.plan))) kept.add(node.id);
    }
    const wanted = [];
    const groups = state.group ? family(state.group) : new Set();
    if (state.group) wanted.push(tied(["targets", "mentions"], groups));
    if (state.target) wanted.push(tied(["addresses"], new Set([state.target])));
    if (wanted.length) {
      const served = new Set([...wanted[0]].filter((id) => wanted.every((some) => some.has(id))));
      const reached = new Set(groups);
      for (const edge of edges) {
        if (served.has(edge.from) && (edge.kind === "targets" || edge.kind === "uses")) reached.add(edge.to);
      }
      for (const id of [...kept]) {
        const node = nodes.get(id);
        if (isTarget(node) ? state.target && id !== state.target : isConcept(node) ? !reached.has(id) : !served.has(id)) kept.delete(id);
      }
    }
    return { kept, view };
  }

  function visible({ kept, view }) {
    const kinds = new Set(state.kinds);
    if (state.plan === ALL) { for (const k of UNITS) kinds.add(k); for (const k of ELEMENTS) kinds.delete(k); }
    const ids = new Set([...kept].filter((id) => kinds.has(nodes.get(id).kind)));
    const strong = new Set();
    for (const edge of view) {
      if ((edge.kind === "targets" || edge.kind === "uses") && ids.has(edge.from) && !(edge.via && ids.has(edge.via))) strong.add(edge.to);
    }
    const named = state.mentioned || (single() && !kinds.has("goal"));
    // What only a measure brings in is many boxes; it is shown on demand, or with the measures.
    const direct = new Set(view.filter((e) => e.kind !== "mentions" && e.kind !== "addresses" && ids.has(e.from) && (state.mediated || !e.via)).map((e) => e.to));
    for (const id of [...ids]) if (isConcept(nodes.get(id)) && !(strong.has(id) ? direct.has(id) : named)) ids.delete(id);
    const areaOf = new Map(), areaLinks = new Set(), supports = new Set();
    for (const edge of view) {
      if (edge.kind === "in-area" && ids.has(edge.to)) areaOf.set(edge.from, edge.to);
      if (edge.kind === "addresses" && nodes.get(edge.from).kind === "focus-area" && ids.has(edge.from)) areaLinks.add(edge.from + edge.to);
      if (edge.kind === "supports" && ids.has(edge.to)) supports.add(edge.from);
    }
    const seen = new Set();
    const found = [];
    for (const edge of view) {
      if (!ids.has(edge.from) || !ids.has(edge.to)) continue;
      if (edge.via && (ids.has(edge.via) || (!state.mediated && edge.kind !== "addresses"))) continue;
      if (edge.kind === "mentions" && (!named || (strong.has(edge.to) && state.plan !== ROUND))) continue;
      const area = areaOf.get(edge.from);
      const told = (edge.kind === "addresses" && area && area !== edge.from && areaLinks.has(area + edge.to)) ||
        (edge.kind === "in-area" && supports.has(edge.from));
      const pair = `${edge.from} ${edge.to} ${edge.kind === "mentions" ? "m" : ""}`;
      if ((edge.via || edge.inherited) && view.some((e) => e !== edge && e.from === edge.from && e.to === edge.to && e.kind === edge.kind && !e.via && !e.inherited)) continue;
      if (edge.via && seen.has(pair)) continue;
      seen.add(pair);
      found.push({ edge, always: !told });
    }
    return { ids, found, strong };
  }

  // ---- words in the boxes ------------------------------------------------------------------------
  function title(node) {
    const number = node.number && node.kind !== "national-target" ? node.number + " · " : "";
    if (node.kind === "national-target") {
      const year = !single() && node.year && several_years ? `${node.year} · ` : "";
      return `${year}${node.number ? node.number + ". " : ""}${say(node.text)}`;
    }
    return number + say(node.text);
  }

  function gapOf(node) {
    if (node.reach) return node.gap ?? null;
    if (node.kind !== "national-target") return null;
    const found = single() ? [node.status[state.plan]] : Object.values(node.status);
    if (found.includes("none")) return "none";
    return found.every((s) => s === "goal" || s === undefined) ? null : "area";
  }

  function note(node, view) {
    if (node.note) return say(node.note);
    if (node.reach) {
      const { goal = 0, area = 0, none = 0 } = node.reach, all = goal + area + none;
      if (none) return "⚠ " + (all === 1 ? say(data.words.status.none) : ui("gaps_in", { n: none, m: all }));
      return area ? "◐ " + ui("partly_in", { n: area, m: all }) : "";
    }
    if (node.kind === "national-target") {
      const gap = gapOf(node);
      if (state.plan === ALL) {
        const all = Object.values(node.status);
        const missing = all.filter((s) => s === "none").length;
        if (missing) return "⚠ " + (all.length === 1 ? say(data.words.status.none) : ui("gaps_in", { n: missing, m: all.length }));
        const weak = all.find((s) => s !== "goal");
        return weak ? "◐ " + say(data.words.status[weak]) : "";
      }
      return gap ? (gap === "none" ? "⚠ " : "◐ ") + say(data.words.status[node.status[state.plan]]) : "";
    }
    if (UNITS.includes(node.kind)) {
      const counts = ["plan", "focus-area", "goal"].filter((k) => node.counts[k]).map((k) => {
        const n = node.counts[k];
        return `${n.toLocaleString(state.lang)} ${say(data.words[n === 1 ? "kind" : "kinds"][k]).toLowerCase()}`;
      });
      const missing = view.filter((e) => e.kind === "gap" && e.from === node.id).map((e) => nodes.get(e.to).number);
      const gap = node.counts.plan ? (node.missing ? ui(node.missing === 1 ? "missing_n_one" : "missing_n", { n: node.missing.toLocaleString(state.lang) }) : "")
        : missing.length && missing.every(Boolean) ? ui("gap_short", { n: missing.sort(natural.compare).join(", ") })
          : node.missing ? ui(node.missing === 1 ? "missing_one" : "missing_few", { n: node.missing }) : "";
      return counts.join(" · ") + (gap ? `\n⚠ ${gap}` : "");
    }
    if (node.kind !== "goal") return "";
    const own = view.filter((e) => e.kind === "addresses" && e.from === node.id && !e.via).map((e) => nodes.get(e.to).number || "?");
    const figures = ui({ figure: "with_figures", direction: "direction_only", none: "no_figures" }[node.ambition]);
    const numbers = [...new Set(own)].sort(natural.compare).join(", ");
    const target = numbers ? `→ ${ui("target_short")} ${numbers}` : node.priority ? `★ ${ui("local")}` : `△ ${ui("unlinked")}`;
    return `${target} · ${figures}`;
  }

  // How one thing is tied to another.
  function how(edge) {
    const counted = [];
    if (edge.of) counted.push(ui("plans_of", { n: edge.plans.toLocaleString(state.lang), m: edge.of.toLocaleString(state.lang) }));
    if (edge.count && data.view === "plans") {
      const others = edge.count - edge.goals;
      if (edge.goals) counted.push(ui(edge.goals === 1 ? "goal" : "goals_n", { n: edge.goals.toLocaleString(state.lang) }));
      if (others) counted.push(ui("others_n", { n: others.toLocaleString(state.lang) }));
    } else if (edge.count) counted.push(ui("elements_count", { n: edge.count }));
    return [edge.basis ? say(data.words.basis[edge.basis]) : "", edge.inherited ? ui("inherited") : "",
      edge.kind === "mentions" ? ui("only_named") : "", ...counted].filter(Boolean).join("; ");
  }

  // What a search looks through.
  const words = (node) => [node.text.da, node.text.en, node.number && node.kind !== "national-target" ? node.number : "", ...(node.alt ?? [])].join("\n").toLocaleLowerCase("da");

  return { nodes, edges, ALL, ROUND, UNITS, TARGETS, ELEMENTS, TOO_MANY, start, state, say, ui, planOf, single, isTarget, isConcept, natural, inView, filtered, visible, title, gapOf, note, how, words };
};

// What the page knows: the nodes and edges, what the reader has chosen, and what follows from it.
"use strict";
const Model = (data) => {
  // What is empty is left out of the file.
  const empty = { plans: [], figures: [], alt: [], broader: [], where: [], status: {}, counts: {} };
  data.nodes = data.nodes.map((node) => ({ ...empty, ...node }));
  const nodes = new Map(data.nodes.map((node) => [node.id, node]));
  const edges = data.edges.map((edge) => ({ ...edge }));
  const ALL = "*";
  const TOO_MANY = 600;
  const start = { plan: data.plans.length && !data.compact ? data.plans[0].slug : ALL, group: "", query: "", mentioned: false, mediated: false,
    kinds: ["national-target", "focus-area", "goal", "target-group", "instrument"] };
  const state = { ...start, kinds: new Set(start.kinds), lang: data.lang, chosen: null, hover: null, back: null };
  const say = (text) => (text ? text[state.lang] || text.da || text.en : "");
  const ui = (key, fill = {}) => say(data.words.ui[key]).replace(/\{(\w)\}/g, (_, name) => fill[name]);
  const planOf = (slug) => data.plans.find((plan) => plan.slug === slug);
  const isConcept = (node) => node.kind === "target-group" || node.kind === "instrument";
  const natural = new Intl.Collator("da", { numeric: true });

  const inView = (edge) => (state.plan === ALL
    ? edge.merged && (edge.goals || state.mediated || !["targets", "uses"].includes(edge.kind)) : !edge.merged && edge.plan === state.plan);

  function family(group) {
    return new Set([group, ...data.nodes.filter((n) => n.broader.includes(group)).map((n) => n.id)]);
  }

  // The nodes that the filters by plan and group leave, whatever kinds are ticked.
  function filtered() {
    const view = edges.filter(inView);
    const kept = new Set();
    for (const node of data.nodes) {
      const here = state.plan === ALL ? true : node.kind !== "plan" && node.plans.includes(state.plan);
      if (here) kept.add(node.id);
    }
    if (state.group) {
      const wanted = family(state.group);
      const served = new Set();
      for (const edge of edges) {
        if ((edge.kind === "targets" || edge.kind === "mentions") && wanted.has(edge.to) &&
            (state.plan === ALL || inView(edge))) served.add(edge.from);
      }
      for (const edge of edges) if (edge.kind === "in-area" && served.has(edge.from)) served.add(edge.to);
      const reached = new Set(wanted);
      for (const edge of edges) {
        if (served.has(edge.from) && (edge.kind === "targets" || edge.kind === "uses")) reached.add(edge.to);
      }
      for (const id of [...kept]) {
        const node = nodes.get(id);
        if (node.kind === "national-target") continue;
        if (isConcept(node) ? !reached.has(id) : !served.has(id)) kept.delete(id);
      }
    }
    return { kept, view };
  }

  function visible({ kept, view }) {
    const kinds = new Set(state.kinds);
    if (state.plan === ALL) { kinds.add("plan"); for (const k of ["focus-area", "objective", "goal", "measure"]) kinds.delete(k); }
    const ids = new Set([...kept].filter((id) => kinds.has(nodes.get(id).kind)));
    const strong = new Set();
    for (const edge of view) {
      if ((edge.kind === "targets" || edge.kind === "uses") && ids.has(edge.from) && !(edge.via && ids.has(edge.via))) strong.add(edge.to);
    }
    const named = state.mentioned || (state.plan !== ALL && !kinds.has("goal"));
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
      if (edge.kind === "mentions" && (!named || strong.has(edge.to))) continue;
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
      const year = state.plan === ALL ? `${node.year} · ` : "";
      return `${year}${node.number ? node.number + ". " : ""}${say(node.text)}`;
    }
    return number + say(node.text);
  }

  function gapOf(node) {
    if (node.kind !== "national-target") return null;
    const found = state.plan === ALL ? Object.values(node.status) : [node.status[state.plan]];
    if (found.includes("none")) return "none";
    return found.every((s) => s === "goal" || s === undefined) ? null : "area";
  }

  function note(node, view) {
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
    if (node.kind === "plan") {
      const counts = ["focus-area", "goal"].filter((k) => node.counts[k]).map((k) => {
        const n = node.counts[k];
        return `${n} ${say(data.words[n === 1 ? "kind" : "kinds"][k]).toLowerCase()}`;
      });
      const missing = view.filter((e) => e.kind === "gap" && e.from === node.id).map((e) => nodes.get(e.to).number);
      return counts.join(" · ") + (missing.length ? `\n⚠ ${ui("gap_short", { n: missing.sort(natural.compare).join(", ") })}` : "");
    }
    if (node.kind !== "goal") return "";
    const own = view.filter((e) => e.kind === "addresses" && e.from === node.id && !e.via).map((e) => nodes.get(e.to).number || "?");
    const figures = ui({ figure: "with_figures", direction: "direction_only", none: "no_figures" }[node.ambition]);
    const numbers = [...new Set(own)].sort(natural.compare).join(", ");
    const target = numbers ? `→ ${ui("target_short")} ${numbers}` : node.priority ? `★ ${ui("local")}` : `△ ${ui("unlinked")}`;
    return `${target} · ${figures}`;
  }

  // What a search looks through.
  const words = (node) => [node.text.da, node.text.en, node.number && node.kind !== "national-target" ? node.number : "", ...node.alt].join("\n").toLocaleLowerCase("da");

  return { nodes, edges, ALL, TOO_MANY, start, state, say, ui, planOf, isConcept, natural, inView, filtered, visible, title, gapOf, note, words };
};

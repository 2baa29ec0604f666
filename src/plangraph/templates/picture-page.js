// The page: listens to the reader, and keeps picture, details and tables telling the same.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("picture-data").textContent);
  const $ = (id) => document.getElementById(id);
  const model = Model(data);
  const { nodes, edges, ALL, ROUND, UNITS, ELEMENTS, start, state, say, ui, planOf, single, isTarget, isConcept, natural, inView, filtered, title, words } = model;
  const look = { hits: new Set() };
  document.documentElement.classList.add("js");
  // What the tables offer to choose is a button only where a script can follow it.
  for (const name of document.querySelectorAll("[data-choose]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "to";
    button.dataset.choose = name.dataset.choose;
    button.append(...name.childNodes);
    name.replaceWith(button);
  }
  const drawing = Drawing(data, model, { look, picked: (id) => choose(id) });
  const details = Details(data, model, {
    choose: (id, how) => choose(id, how),
    open_plan: (slug) => { state.plan = slug; state.chosen = null; changed(); details.show(); $("plan").focus(); },
    crowded: drawing.crowded,
  });
  const { make } = details;
  const shown = drawing.shown;

  function refresh() {
    drawing.refresh();
    find();
    filter_tables();
    $("shown").textContent = ui("shown", { n: shown().size });
    if (state.chosen) details.show();
  }

  // ---- choosing ----------------------------------------------------------------------------------
  function choose(id, { from = null, scroll = false } = {}) {
    const node = id ? nodes.get(id) : null;
    if (node && !shown().has(id)) {
      if (single() && node.kind !== "plan" && !node.plans.includes(state.plan)) state.plan = node.plans[0];
      else if (state.plan === ALL && ELEMENTS.includes(node.kind)) state.plan = node.plans[0];
      if (!UNITS.includes(node.kind) && (state.plan !== ALL || !ELEMENTS.includes(node.kind))) state.kinds.add(node.kind);
      if (isConcept(node)) state.mediated = true;
      state.group = state.target = "";
      changed();
      if (isConcept(node) && !shown().has(id)) { state.mentioned = true; changed(); }
    }
    state.chosen = id;
    state.back = from;
    $("details").classList.toggle("filled", Boolean(id));
    details.show();
    drawing.redraw();
    if (scroll) drawing.reveal(id);
    remember();
  }

  // ---- search ------------------------------------------------------------------------------------
  function find() {
    const query = state.query.trim().toLocaleLowerCase("da");
    const list = $("results");
    look.hits = new Set();
    list.replaceChildren();
    $("search-status").textContent = "";
    if (!query) return;
    const found = data.nodes.filter((n) => (n.kind !== "plan" || !single()) && words(n).includes(query));
    found.sort((a, b) => shown().has(b.id) - shown().has(a.id) || rank(a, query) - rank(b, query));
    for (const node of found) if (shown().has(node.id)) look.hits.add(node.id);
    const left = data.index.filter((one) => words(one).includes(query)).sort((a, b) => rank(a, query) - rank(b, query));
    for (const node of found.slice(0, 12)) {
      const place = shown().has(node.id) || isConcept(node) || !single() ? "" : ` – ${node.plans.map((s) => say(planOf(s).label)).join(", ")}`;
      const button = make("button", { type: "button", className: "to" }, `${title(node)} `, remark(say(data.words.kind[node.kind]).toLowerCase() + place));
      button.addEventListener("click", () => pick(node.id));
      list.append(make("li", {}, button));
    }
    for (const one of left.slice(0, 6)) {
      list.append(make("li", {}, make("a", { href: one.href }, `${say(one.text)} `), remark(`${say(data.words.kind[one.kind]).toLowerCase()}, ${ui("not_drawn")}`)));
    }
    const form = $("search").form;
    if (data.view !== "file") {
      const rest = new URL(form.action);
      for (const [name, value] of new FormData(form)) rest.searchParams.set(name, value);
      list.append(make("li", { className: "rest" }, make("a", { href: rest.href }, ui("search_all", { q: state.query.trim() }))));
    }
    const many = found.length + left.length;
    $("search-status").textContent = many ? ui("hits", { n: many }) : ui("no_hits");
  }

  const remark = (text) => make("span", { className: "remark" }, `(${text})`);
  // A word that a name begins with is more likely meant than one inside it.
  const rank = (node, query) => Math.min(...words(node).split("\n").map((name) => (name === query ? 0 : name.startsWith(query) ? 1 : name.includes(`(${query})`) ? 1 : 2)));

  function pick(id) {
    state.query = "";
    $("search").value = "";
    find();
    filter_tables();
    choose(id, { scroll: true, from: $("search") });
    $("details-title").focus({ preventScroll: true });
  }

  // ---- tables ------------------------------------------------------------------------------------
  function filter_tables() {
    const { kept } = filtered();
    const query = state.query.trim().toLocaleLowerCase("da");
    for (const section of document.querySelectorAll(".picture-tables section")) {
      section.hidden = Boolean(section.dataset.kind) && !state.kinds.has(section.dataset.kind);
      let left = 0;
      for (const row of section.querySelectorAll("tr[data-node]")) {
        const { node: id, plan, rowKind } = row.dataset;
        // What is not drawn follows the search, and goes where a filter asks for something else.
        const kept_here = nodes.has(id) ? kept.has(id) : !state.group && !state.target;
        const fits = (!single() || plan === state.plan) && kept_here && (!rowKind || state.kinds.has(rowKind)) &&
          (!query || row.textContent.toLocaleLowerCase("da").includes(query) || (nodes.has(id) && words(nodes.get(id)).includes(query)));
        row.hidden = !fits;
        left += fits;
      }
      section.querySelector(".tally").textContent = `(${left.toLocaleString(state.lang)})`;
    }
  }

  // ---- controls ----------------------------------------------------------------------------------
  function sync_controls() {
    if ($("plan")) $("plan").value = state.plan;
    for (const box of document.querySelectorAll("input[data-kind]")) {
      box.checked = state.kinds.has(box.dataset.kind);
      box.disabled = state.plan === ALL && ELEMENTS.includes(box.dataset.kind);
    }
    for (const name of ["mentioned", "mediated", "matrix"]) if ($(name)) $(name).checked = state[name];
    const view = edges.filter(inView);
    const used = new Set(view.filter((e) => e.kind === "targets").map((e) => e.to));
    for (const id of [...used]) for (const up of nodes.get(id).broader) used.add(up);
    fill("group", used, "all_groups");
    fill("target", new Set(data.nodes.filter((n) => isTarget(n) && (!single() || n.plans.includes(state.plan))).map((n) => n.id)), "all_targets");
    document.body.classList.toggle("merged", state.plan === ALL && !state.matrix);
    document.body.classList.toggle("matrix", Boolean(state.matrix));
  }

  function fill(name, used, all) {
    const select = $(name);
    if (!select) return;
    if (state[name] && !used.has(state[name])) state[name] = "";
    const found = [...used].map((id) => nodes.get(id)).sort((a, b) => natural.compare(title(a), title(b)));
    select.replaceChildren(make("option", { value: "" }, ui(all)), ...found.map((n) => make("option", { value: n.id }, title(n))));
    select.value = state[name];
  }

  function set_language(lang) {
    state.lang = lang;
    document.documentElement.lang = lang;
    for (const item of document.querySelectorAll("[data-da]")) item.textContent = item.dataset[lang];
    for (const item of document.querySelectorAll("[data-label-da]")) item.setAttribute("aria-label", item.dataset[lang === "da" ? "labelDa" : "labelEn"]);
    document.title = document.querySelector("h1").dataset[lang];
  }

  // The address of a served page says what is in focus, so that it can be sent on and opens alike in the other language.
  function remember() {
    if (data.view !== "plan") return;
    const { pathname, search, hash } = window.location;
    const query = new URLSearchParams(search), name = nodes.get(state.chosen)?.name;
    if (name) query.set("focus", name); else query.delete("focus");
    const said = query.toString();
    window.history.replaceState(null, "", pathname + (said ? `?${said}` : "") + hash);
    for (const link of document.querySelectorAll(".language a[hreflang]")) {
      const other = new URLSearchParams(link.search);
      if (name) other.set("focus", name); else other.delete("focus");
      link.search = other.toString();
    }
  }

  const changed = () => { sync_controls(); refresh(); drawing.redraw(); };
  const clear = () => { const back = state.back; choose(null); (back ?? $("canvas-scroll")).focus(); };
  $("plan")?.addEventListener("change", (e) => { state.plan = e.target.value; choose(null); changed(); });
  for (const name of ["group", "target"]) $(name)?.addEventListener("change", (e) => { state[name] = e.target.value; changed(); });
  for (const name of ["mediated", "mentioned", "matrix"]) $(name)?.addEventListener("change", (e) => { state[name] = e.target.checked; changed(); });
  for (const box of document.querySelectorAll("input[data-kind]")) {
    box.addEventListener("change", () => { state.kinds[box.checked ? "add" : "delete"](box.dataset.kind); changed(); });
  }
  $("search").addEventListener("input", (e) => { state.query = e.target.value; state.chosen = null; details.show(); find(); filter_tables(); drawing.redraw(); });
  $("search").addEventListener("keydown", (e) => {
    if (e.key === "Escape") { state.query = e.target.value = ""; find(); filter_tables(); drawing.redraw(); }
  });
  $("search").form.addEventListener("submit", (e) => {
    const first = $("results").querySelector("button, a");
    if (first || data.view === "file") e.preventDefault();
    first?.click();
  });
  $("language")?.addEventListener("change", (e) => { set_language(e.target.value); changed(); details.show(); });
  $("zoom-in").addEventListener("click", () => drawing.zoom(1.25));
  $("zoom-out").addEventListener("click", () => drawing.zoom(0.8));
  $("zoom-fit").addEventListener("click", drawing.normal_size);
  $("print").addEventListener("click", () => window.print());
  $("clear").addEventListener("click", clear);
  $("reset").addEventListener("click", () => {
    Object.assign(state, start, { kinds: new Set(start.kinds), chosen: null });
    $("search").value = "";
    choose(null);
    changed();
  });
  $("details").addEventListener("keydown", (e) => { if (e.key === "Escape") clear(); });
  for (const button of document.querySelectorAll("button[data-choose]")) {
    button.addEventListener("click", () => {
      const slug = button.closest("tr").dataset.plan;
      if (single() && slug && slug !== state.plan) { state.plan = slug; changed(); }
      choose(button.dataset.choose, { from: button, scroll: true });
      $("details-title").focus({ preventScroll: true });
    });
  }
  $("canvas-scroll").addEventListener("keydown", (e) => {
    if (e.key === "Escape") { choose(null); return; }
    if (e.key === "Enter" && state.chosen) { e.preventDefault(); state.back = $("canvas-scroll"); $("details-title").focus({ preventScroll: true }); return; }
    if (!["ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft"].includes(e.key)) return;
    e.preventDefault();
    const next = drawing.step(e.key);
    if (next) choose(next, { scroll: true });
  });
  // A canvas prints cut off at the paper's edge; an image of it is fitted to the page.
  window.addEventListener("beforeprint", () => { $("print-image").src = drawing.image(); });
  let timer = 0;
  window.addEventListener("resize", () => {
    if (window.matchMedia("print").matches) return;
    clearTimeout(timer);
    timer = setTimeout(() => { refresh(); drawing.redraw(); }, 120);
  });

  // On a narrow screen the legend would push the picture away.
  if (window.innerWidth < 700) document.querySelector(".picture-legend").open = false;
  if (data.view === "file") set_language(state.lang);
  sync_controls();
  refresh();
  details.show();
  if (start.focus && nodes.has(start.focus)) choose(start.focus, { scroll: data.view === "plan" });
  window.plangraph = {
    boxes: drawing.boxes,
    lines: () => drawing.lines().filter((line) => line.always).map(({ edge }) => ({ from: edge.from, to: edge.to, kind: edge.kind, basis: edge.basis ?? null })),
    chosen: () => state.chosen,
    hits: () => [...look.hits],
  };
  document.body.dataset.ready = "yes";
})();

// The page: draws what is chosen, and listens to the reader.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("picture-data").textContent);
  const $ = (id) => document.getElementById(id);
  const RED = "#b00020";
  const model = Model(data);
  const { nodes, edges, ALL, TOO_MANY, start, state, say, ui, planOf, isConcept, natural, inView, filtered, visible, title, gapOf, note, words } = model;
  const details = Details(data, model, {
    choose: (id, how) => choose(id, how),
    open_plan: (slug) => { set_plan(slug); state.chosen = null; sync_controls(); refresh(); details.show(); $("plan").focus(); },
    crowded: () => lines.length > TOO_MANY,
  });
  const { make } = details;

  // ---- what is shown -----------------------------------------------------------------------------
  let shown = new Map();      // id -> box
  let lines = [];             // visible and hidden lines of this view: {edge, from, to, always, points}
  let columns = [];
  let size = { width: 0, height: 0, headings: [] };
  let hits = new Set();

  // ---- layout ------------------------------------------------------------------------------------
  const COLUMNS = [
    { kinds: ["national-target"], weight: 1.02, gap: 16 },
    { kinds: ["plan", "focus-area"], weight: 1.02, gap: 16 },
    { kinds: ["objective"], weight: 1.1, gap: 10 },
    { kinds: ["goal"], weight: 1.55, gap: 8 },
    { kinds: ["measure"], weight: 1.1, gap: 8 },
    { kinds: ["target-group", "instrument"], weight: 1.08, gap: 6 },
  ];

  function lay() {
    const all = filtered();
    const { ids, found, strong } = visible(all);
    const holder = $("canvas-scroll");
    shown = new Map();
    const used = COLUMNS.filter((c) => [...ids].some((id) => c.kinds.includes(nodes.get(id).kind)));
    const weight = used.reduce((sum, c) => sum + c.weight, 0);
    const wide = holder.clientWidth - 2;
    const gap = Math.max(44, Math.min(90, wide * 0.06));
    const least = weight * 145 + gap * Math.max(used.length - 1, 0) + 24;
    size.width = Math.max(wide, least);
    const unit = Math.min((size.width - 24 - gap * Math.max(used.length - 1, 0)) / weight, 300);
    const parents = new Map();
    for (const edge of all.view) if (edge.kind === "in-area" && !parents.has(edge.from)) parents.set(edge.from, edge.to);
    const widths = [], left = [];
    // Where the columns do not need the room, the lines get it.
    const spare = used.length > 1 ? (size.width - 24 - weight * unit) / (used.length - 1) : 0;
    let x = 12;
    const fixedKind = (state.plan === ALL ? ["national-target", "plan"] : ["goal", "objective", "focus-area", "national-target"]).find((k) => [...ids].some((id) => nodes.get(id).kind === k));
    columns = used.map((spec) => {
      const width = Math.floor(spec.weight * unit);
      left.push(x); widths.push(width);
      x += width + spare;
      const made = spec.kinds.map((kind) => {
        const boxes = [...ids].filter((id) => nodes.get(id).kind === kind).map((id) => {
          const node = nodes.get(id);
          const box = { id, rank: data.nodes.indexOf(node), parent: parents.get(id) ?? null, ...Shapes.measure(kind, title(node), note(node, all.view), width) };
          box.gap = gapOf(node);
          box.first = box.gap === "none" && state.plan !== ALL;
          box.weak = isConcept(node) && !strong.has(id);
          shown.set(id, box);
          return box;
        });
        boxes.sort((a, b) => order(nodes.get(a.id), nodes.get(b.id), parents));
        return { heading: `${say(data.words.kinds[kind])} (${boxes.length})`, boxes };
      }).filter((group) => group.boxes.length);
      // Groups and instruments stand together, each beside the goals that name it: their shapes differ.
      const groups = [{ heading: made.length > 1 ? `${ui("concepts")} (${made.reduce((n, g) => n + g.boxes.length, 0)})` : made[0]?.heading ?? "", boxes: made.flatMap((g) => g.boxes) }];
      const fixed = spec.kinds.includes(fixedKind);
      if (!fixed || spec.kinds[0] !== "goal") for (const g of groups) for (const b of g.boxes) b.parent = null;
      return { ...spec, groups, fixed, top: found.length > TOO_MANY, keep: spec.kinds.includes("focus-area"), x: left[left.length - 1] + width / 2, width };
    });
    const ties = new Map();
    for (const { edge, always } of found) {
      if (!always && edge.kind !== "addresses") continue;
      for (const [a, b] of [[edge.from, edge.to], [edge.to, edge.from]]) {
        if (!ties.has(a)) ties.set(a, []);
        ties.get(a).push(b);
      }
    }
    const placed = Layout.arrange(columns, widths, left, (id) => ties.get(id) ?? []);
    // So many lines say nothing together; each box shows its own when it is pointed at.
    if (found.length > TOO_MANY) for (const line of found) line.always = false;
    size.height = placed.height;
    size.headings = placed.headings;
    lines = found.map((line) => ({ ...line }));
    draw_routes();
  }

  function order(a, b, parents) {
    const area = (n) => { const p = nodes.get(parents.get(n.id)); return p ? p.number || p.id : ""; };
    return natural.compare(area(a), area(b)) || (a.year || 0) - (b.year || 0) ||
      natural.compare(a.number || "~", b.number || "~") || natural.compare(say(a.text), say(b.text));
  }

  // Lines leave and enter a box side by side, in the order in which they run.
  function draw_routes() {
    const ports = new Map();
    for (const line of lines) {
      let [a, b] = [shown.get(line.edge.from), shown.get(line.edge.to)];
      if (a.x > b.x) [a, b] = [b, a];
      line.a = a; line.b = b;
      if (!line.always) continue;
      for (const [side, box, other] of [["out", a, b], ["in", b, a]]) {
        const key = box.id + side;
        if (!ports.has(key)) ports.set(key, { box, ends: [] });
        ports.get(key).ends.push({ line, side, y: other.y, x: other.x });
      }
    }
    for (const { box, ends } of ports.values()) {
      ends.sort((p, q) => p.y - q.y);
      const room = Math.min(box.height - 14, (ends.length - 1) * 7);
      ends.forEach((end, i) => {
        const y = box.y + (ends.length > 1 ? (i / (ends.length - 1) - 0.5) * room : 0);
        end.line[end.side + "Y"] = y;
      });
    }
    const list = columns.map((c) => ({ x: c.x, width: c.width, boxes: c.groups.flatMap((g) => g.boxes) }));
    for (const line of lines) {
      line.points = Layout.route({ ...line.a, outY: line.outY }, { ...line.b, inY: line.inY }, list);
    }
  }

  // ---- drawing -----------------------------------------------------------------------------------
  function neighbourhood(id) {
    if (!id || !shown.has(id)) return null;
    const near = new Set([id]);
    for (const { edge } of lines) {
      if (edge.from === id) near.add(edge.to);
      if (edge.to === id) near.add(edge.from);
    }
    if (isConcept(nodes.get(id))) {
      for (const { edge } of lines) if (edge.kind === "in-area" && near.has(edge.from)) near.add(edge.to);
    }
    return near;
  }

  function style(edge) {
    const soft = edge.inherited || edge.via;
    if (edge.kind === "gap") return { colour: RED, width: 2.2, dash: [9, 5] };
    if (edge.kind === "addresses") {
      const dash = edge.basis === "Interpreted" ? [8, 5] : edge.basis === "Suggested" ? [2, 4] : [];
      return { colour: "#0b5c94", width: edge.merged ? 1.6 + Math.min(edge.goals, 8) * 0.5 : 2.2, dash };
    }
    const width = edge.merged ? 1 + Math.min(edge.goals, 8) * 0.45 : 1.3;
    if (edge.kind === "targets") return { colour: "#2f8566", width, dash: soft ? [2, 4] : [] };
    if (edge.kind === "uses") return { colour: "#b5602a", width, dash: soft ? [2, 4] : [] };
    if (edge.kind === "mentions") return { colour: "#767676", width: 1, dash: [2, 4] };
    return { colour: "#6f6f6f", width: 1.4, dash: [] };
  }

  function paint_lines(ctx) {
    const focus = state.chosen && shown.has(state.chosen) ? state.chosen : null;
    const near = neighbourhood(focus);
    const hot = focus ?? state.hover;
    const strong = (edge) => hot && (edge.from === hot || edge.to === hot ||
      (near && edge.kind === "in-area" && near.has(edge.from) && near.has(edge.to) && nodes.get(edge.from).kind === "goal" && isConcept(nodes.get(focus))));
    ctx.save();
    ctx.lineCap = "butt";
    for (const pass of [false, true]) {
      for (const line of lines) {
        const is = Boolean(strong(line.edge));
        if (is !== pass || (!line.always && !is)) continue;
        const look = style(line.edge);
        ctx.strokeStyle = look.colour;
        ctx.lineWidth = look.width + (is ? 1.2 : 0);
        ctx.setLineDash(look.dash);
        const quiet = isConcept(nodes.get(line.edge.to)) ? 0.62 : 0.95;
        ctx.globalAlpha = is ? 1 : (focus || hits.size || state.query) ? 0.08 : quiet;
        Layout.trace(ctx, line.points);
        ctx.stroke();
      }
    }
    ctx.restore();
    for (const head of size.headings) Shapes.heading(ctx, head.text, head.x, head.y, head.room);
  }

  function renderer({ ctx, id, state: flags }) {
    const box = shown.get(id);
    const node = nodes.get(id);
    const near = neighbourhood(state.chosen);
    const dim = near ? !near.has(id) : state.query ? !hits.has(id) : false;
    return {
      drawNode() {
        Shapes.paint(ctx, node.kind, box, node.color, { gap: box.gap, weak: box.weak, dim, chosen: id === state.chosen,
          hover: flags.hover, hit: !near && hits.has(id) });
      },
      nodeDimensions: { width: box.width, height: box.height },
    };
  }

  const canvas = $("canvas");
  const visNodes = new vis.DataSet(), visEdges = new vis.DataSet();
  const network = new vis.Network(canvas, { nodes: visNodes, edges: visEdges }, data.options);
  // The frame round the canvas takes the keys; vis would be a second stop for the tab key.
  canvas.firstElementChild.tabIndex = -1;
  network.on("beforeDrawing", paint_lines);
  network.on("hoverNode", ({ node }) => { state.hover = node; canvas.style.cursor = "pointer"; network.redraw(); });
  network.on("blurNode", () => { state.hover = null; canvas.style.cursor = ""; network.redraw(); });
  network.on("click", ({ nodes: [id] }) => choose(id ?? null));

  function refresh() {
    visEdges.clear();
    visNodes.clear();
    lay();
    visNodes.add([...shown].map(([id, box]) => {
      const { kind, color, level } = nodes.get(id);
      return { id, kind, level, color, shape: "custom", label: title(nodes.get(id)), ctxRenderer: renderer, x: box.x, y: box.y, fixed: true };
    }));
    visEdges.add(lines.map(({ edge }) => ({ id: edge.id, from: edge.from, to: edge.to, hidden: true })));
    find();
    normal_size();
    filter_tables();
    $("shown").textContent = ui("shown", { n: shown.size });
    if (state.chosen) details.show();
  }

  function normal_size() {
    canvas.style.width = size.width + "px";
    canvas.style.height = size.height + "px";
    network.setSize(size.width + "px", size.height + "px");
    network.redraw();
    network.moveTo({ position: { x: size.width / 2, y: size.height / 2 }, scale: 1, animation: false });
  }

  function zoom(factor) {
    const box = state.chosen ? shown.get(state.chosen) : null;
    const scale = Math.min(3, Math.max(0.3, network.getScale() * factor));
    network.moveTo({ scale, ...(box ? { position: { x: box.x, y: box.y } } : {}), animation: false });
  }

  // ---- choosing ----------------------------------------------------------------------------------
  function choose(id, { from = null, scroll = false } = {}) {
    const node = id ? nodes.get(id) : null;
    if (node && !shown.has(id)) {
      if (state.plan !== ALL && node.kind !== "plan" && !node.plans.includes(state.plan)) set_plan(node.plans[0]);
      else if (state.plan === ALL && !["national-target", "plan", "target-group", "instrument"].includes(node.kind)) set_plan(node.plans[0]);
      if (state.plan !== ALL) { if (node.kind !== "plan") state.kinds.add(node.kind); } else if (isConcept(node)) state.kinds.add(node.kind);
      if (isConcept(node)) state.mediated = true;
      state.group = "";
      sync_controls();
      refresh();
      if (isConcept(node) && !shown.has(id)) { state.mentioned = true; changed(); }
    }
    state.chosen = id;
    state.back = from;
    $("details").classList.toggle("filled", Boolean(id));
    details.show();
    network.redraw();
    const box = shown.get(id);
    if (scroll && box) {
      const view = canvas.getBoundingClientRect();
      const top = window.scrollY + view.top + network.canvasToDOM({ x: box.x, y: box.y }).y;
      window.scrollTo({ top: top - window.innerHeight / 2 });
      const holder = $("canvas-scroll");
      holder.scrollLeft = box.x - holder.clientWidth / 2;
    }
  }

  function set_plan(slug) { state.plan = slug; }

  // ---- search ------------------------------------------------------------------------------------
  function find() {
    const query = state.query.trim().toLocaleLowerCase("da");
    const list = $("results");
    hits = new Set();
    list.replaceChildren();
    $("search-status").textContent = "";
    if (!query) return;
    const found = data.nodes.filter((n) => (n.kind !== "plan" || state.plan === ALL) && words(n).includes(query));
    found.sort((a, b) => shown.has(b.id) - shown.has(a.id));
    for (const node of found) if (shown.has(node.id)) hits.add(node.id);
    for (const node of found.slice(0, 12)) {
      const place = shown.has(node.id) || isConcept(node) ? "" : ` – ${node.plans.map((s) => say(planOf(s).label)).join(", ")}`;
      const button = make("button", { type: "button", className: "to" }, `${title(node)} `, make("span", { className: "note" }, `(${say(data.words.kind[node.kind]).toLowerCase()}${place})`));
      button.addEventListener("click", () => pick(node.id));
      list.append(make("li", {}, button));
    }
    $("search-status").textContent = found.length ? ui("hits", { n: found.length }) : ui("no_hits");
  }

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
    for (const section of document.querySelectorAll("section[data-kind]")) {
      const kind = section.dataset.kind;
      section.hidden = !state.kinds.has(kind);
      let left = 0;
      for (const row of section.querySelectorAll("tr[data-node]")) {
        const fits = (state.plan === ALL || row.dataset.plan === state.plan) && kept.has(row.dataset.node) &&
          (!query || row.textContent.toLocaleLowerCase("da").includes(query) || words(nodes.get(row.dataset.node)).includes(query));
        row.hidden = !fits;
        left += fits;
      }
      section.querySelector(".left").textContent = `(${left})`;
    }
  }

  // ---- controls ----------------------------------------------------------------------------------
  function sync_controls() {
    if ($("plan")) $("plan").value = state.plan;
    for (const box of document.querySelectorAll("input[data-kind]")) {
      box.checked = state.kinds.has(box.dataset.kind);
      box.disabled = state.plan === ALL && ["focus-area", "objective", "goal", "measure"].includes(box.dataset.kind);
    }
    $("mentioned").checked = state.mentioned;
    $("mediated").checked = state.mediated;
    fill_groups();
    document.body.classList.toggle("merged", state.plan === ALL);
  }

  function fill_groups() {
    const select = $("group");
    const used = new Set(edges.filter((e) => e.kind === "targets" && inView(e)).map((e) => e.to));
    for (const id of [...used]) for (const up of nodes.get(id).broader) used.add(up);
    if (state.group && !used.has(state.group)) state.group = "";
    const found = [...used].map((id) => nodes.get(id)).sort((a, b) => natural.compare(say(a.text), say(b.text)));
    select.replaceChildren(make("option", { value: "" }, ui("all_groups")), ...found.map((n) => make("option", { value: n.id }, say(n.text))));
    select.value = state.group;
  }

  function set_language(lang) {
    state.lang = lang;
    document.documentElement.lang = lang;
    for (const item of document.querySelectorAll("[data-da]")) item.textContent = item.dataset[lang];
    for (const item of document.querySelectorAll("[data-label-da]")) item.setAttribute("aria-label", item.dataset[lang === "da" ? "labelDa" : "labelEn"]);
    document.title = document.querySelector("h1").dataset[lang];
  }

  const changed = () => { sync_controls(); refresh(); network.redraw(); };
  if ($("plan")) $("plan").addEventListener("change", (e) => { set_plan(e.target.value); choose(null); changed(); });
  $("group").addEventListener("change", (e) => { state.group = e.target.value; changed(); });
  $("mediated").addEventListener("change", (e) => { state.mediated = e.target.checked; changed(); });
  $("mentioned").addEventListener("change", (e) => { state.mentioned = e.target.checked; changed(); });
  for (const box of document.querySelectorAll("input[data-kind]")) {
    box.addEventListener("change", () => { state.kinds[box.checked ? "add" : "delete"](box.dataset.kind); changed(); });
  }
  $("search").addEventListener("input", (e) => { state.query = e.target.value; state.chosen = null; details.show(); find(); filter_tables(); network.redraw(); });
  $("search").addEventListener("keydown", (e) => {
    if (e.key === "Enter") { e.preventDefault(); $("results").querySelector("button")?.click(); }
    if (e.key === "Escape") { state.query = e.target.value = ""; find(); filter_tables(); network.redraw(); }
  });
  $("language").addEventListener("change", (e) => { set_language(e.target.value); changed(); details.show(); });
  $("zoom-in").addEventListener("click", () => zoom(1.25));
  $("zoom-out").addEventListener("click", () => zoom(0.8));
  $("zoom-fit").addEventListener("click", normal_size);
  $("print").addEventListener("click", () => window.print());
  $("clear").addEventListener("click", () => { const back = state.back; choose(null); (back ?? $("canvas-scroll")).focus(); });
  $("reset").addEventListener("click", () => {
    Object.assign(state, start, { kinds: new Set(start.kinds), chosen: null });
    $("search").value = "";
    choose(null);
    changed();
  });
  $("details").addEventListener("keydown", (e) => { if (e.key === "Escape") $("clear").click(); });
  for (const button of document.querySelectorAll("button[data-choose]")) {
    button.addEventListener("click", () => {
      const slug = button.closest("tr").dataset.plan;
      if (state.plan !== ALL && slug !== state.plan) { set_plan(slug); changed(); }
      choose(button.dataset.choose, { from: button, scroll: true });
      $("details-title").focus({ preventScroll: true });
    });
  }
  $("canvas-scroll").addEventListener("keydown", (e) => {
    const step = { ArrowDown: [0, 1], ArrowUp: [0, -1], ArrowRight: [1, 0], ArrowLeft: [-1, 0] }[e.key];
    if (e.key === "Escape") { choose(null); return; }
    if (!step) return;
    e.preventDefault();
    const now = shown.get(state.chosen);
    const boxes = [...shown.values()].sort((a, b) => a.x - b.x || a.y - b.y);
    if (!now) { if (boxes.length) choose(boxes[0].id, { scroll: true }); return; }
    let next;
    if (step[1]) {
      const column = boxes.filter((b) => Math.abs(b.x - now.x) < 2);
      next = column[column.indexOf(now) + step[1]];
    } else {
      const near = neighbourhood(now.id);
      const side = boxes.filter((b) => near.has(b.id) && (b.x - now.x) * step[0] > 2);
      side.sort((a, b) => Math.abs(a.x - now.x) - Math.abs(b.x - now.x) || Math.abs(a.y - now.y) - Math.abs(b.y - now.y));
      next = side[0];
    }
    if (next) choose(next.id, { scroll: true });
  });
  // A canvas prints cut off at the paper's edge; an image of it is fitted to the page.
  window.addEventListener("beforeprint", () => { $("print-image").src = canvas.querySelector("canvas").toDataURL("image/png"); });
  let timer = 0;
  const resized = () => {
    if (window.matchMedia("print").matches) return;
     clearTimeout(timer); timer = setTimeout(() => { refresh(); network.redraw(); }, 120); };
  window.addEventListener("resize", resized);

  document.documentElement.classList.add("js");
  set_language(state.lang);
  sync_controls();
  refresh();
  details.show();
  // Where the boxes stand, for tests and for whoever wants to point at one.
  window.plangraph = {
    boxes: () => [...shown].map(([id, box]) => {
      const at = network.canvasToDOM({ x: box.x, y: box.y }), view = canvas.getBoundingClientRect();
      return { id, kind: nodes.get(id).kind, text: title(nodes.get(id)), note: box.notes.join(" "), gap: box.gap, x: view.x + at.x, y: view.y + at.y,
        width: box.width, height: box.height };
    }),
    lines: () => lines.filter((line) => line.always).map(({ edge }) => ({ from: edge.from, to: edge.to, kind: edge.kind, basis: edge.basis ?? null })),
    chosen: () => state.chosen,
    hits: () => [...hits],
  };
  document.body.dataset.ready = "yes";
})();

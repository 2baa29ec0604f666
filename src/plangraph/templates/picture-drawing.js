// The drawing: where boxes and lines stand, and how vis-network paints them.
"use strict";
// look says what beside the model decides how a thing is painted: {hits: Set}; picked(id) is told of a click.
const Drawing = (data, model, { look, picked }) => {
  const { nodes, ALL, ROUND, UNITS, TOO_MANY, state, say, ui, single, isTarget, isConcept, natural, filtered, visible, title, gapOf, note } = model;
  const $ = (id) => document.getElementById(id);
  const RED = "#b00020";
  let shown = new Map();      // id -> box
  let lines = [];             // visible and hidden lines of this view: {edge, from, to, always, points}
  let columns = [];
  let cell = null;            // of the matrix, the one that is pointed at
  let size = { width: 0, height: 0, headings: [] };
  const matrix = Matrix(data, model);
  const as_matrix = () => state.matrix && state.plan === ALL;

  // ---- layout ------------------------------------------------------------------------------------
  const COLUMNS = [
    { kinds: ["national-target", "theme"], weight: 1.02, gap: 16 },
    { kinds: UNITS, weight: 1.02, gap: 16 },
    { kinds: ["focus-area"], weight: 1.02, gap: 16 },
    { kinds: ["objective"], weight: 1.1, gap: 10 },
    { kinds: ["goal"], weight: 1.55, gap: 8 },
    { kinds: ["measure"], weight: 1.1, gap: 8 },
    { kinds: ["target-group", "instrument"], weight: 1.08, gap: 6 },
  ];
  // Round one thing the elements stand in one column between it and their plans, whatever their kind.
  const FEW = { kinds: ["focus-area", "objective", "goal", "measure"], weight: 1.7, gap: 8, mixed: true };
  const ends = (left, right) => [{ kinds: left, weight: 1.05, gap: 16 }, FEW, { kinds: right, weight: 1.05, gap: 16 }];
  const round = () => (data.nodes.some(isTarget) ? ends(["national-target"], ["plan"]) : ends(["plan"], ["target-group", "instrument"]));

  function lay() {
    const all = filtered();
    const { ids, found, strong } = visible(all);
    const holder = $("canvas-scroll");
    if (as_matrix()) {
      const made = matrix.arrange(ids, (kind) => say(data.words.kinds[kind]), holder.clientWidth - 2);
      shown = made.boxes;
      size = made;
      lines = found;
      return;
    }
    shown = new Map();
    const used = (state.plan === ROUND ? round() : COLUMNS).filter((c) => [...ids].some((id) => c.kinds.includes(nodes.get(id).kind)));
    const weight = used.reduce((sum, c) => sum + c.weight, 0);
    const wide = holder.clientWidth - 2;
    const gap = Math.max(44, Math.min(90, wide * 0.06));
    const least = weight * 145 + gap * Math.max(used.length - 1, 0) + 24;
    size.width = Math.max(wide, least);
    const unit = Math.min((size.width - 24 - gap * Math.max(used.length - 1, 0)) / weight, 300);
    const parents = new Map();
    for (const edge of all.view) if (edge.kind === (state.plan === ROUND ? "in-plan" : "in-area") && !parents.has(edge.from)) parents.set(edge.from, edge.to);
    const widths = [], left = [];
    // Where the columns do not need the room, the lines get it.
    const spare = used.length > 1 ? (size.width - 24 - weight * unit) / (used.length - 1) : 0;
    let x = 12;
    const fixedKind = (state.plan === ALL ? ["national-target", "theme", ...UNITS]
      : ["goal", "objective", "focus-area", "measure", "national-target"]).find((k) => [...ids].some((id) => nodes.get(id).kind === k));
    columns = used.map((spec) => {
      const width = Math.floor(spec.weight * unit);
      left.push(x); widths.push(width);
      x += width + spare;
      const made = spec.kinds.map((kind) => {
        const boxes = [...ids].filter((id) => nodes.get(id).kind === kind).map((id) => {
          const node = nodes.get(id);
          const box = { id, rank: data.nodes.indexOf(node), parent: parents.get(id) ?? null, ...Shapes.measure(kind, title(node), note(node, all.view), width) };
          box.gap = gapOf(node);
          box.first = box.gap === "none" && single();
          box.weak = isConcept(node) && !strong.has(id);
          shown.set(id, box);
          return box;
        });
        boxes.sort((a, b) => (data.view === "plans" ? a.rank - b.rank : order(nodes.get(a.id), nodes.get(b.id), parents)));
        return { heading: `${say(data.words.kinds[kind])} (${boxes.length})`, boxes };
      }).filter((group) => group.boxes.length);
      // Of many plans the most used stand first, groups and instruments apart.
      if (data.view === "plans" && made.length > 1) return { ...spec, groups: made, fixed: false, top: true, keep: true, x: left[left.length - 1] + width / 2, width };
      // Groups and instruments stand together, each beside the goals that name it: their shapes differ.
      const boxes = made.flatMap((g) => g.boxes);
      if (spec.mixed) boxes.sort((a, b) => natural.compare(a.parent ?? "", b.parent ?? "") || a.rank - b.rank);
      const groups = [{ heading: made.length > 1 ? `${ui(spec.mixed ? "elements" : "concepts")} (${boxes.length})` : made[0]?.heading ?? "", boxes }];
      const fixed = spec.kinds.includes(fixedKind);
      if (!fixed || !spec.kinds.includes("goal")) for (const g of groups) for (const b of g.boxes) b.parent = null;
      return { ...spec, groups, fixed, top: found.length > TOO_MANY, keep: data.view === "plans" || (spec.kinds.includes("focus-area") && !spec.mixed), loose: data.view === "plans", x: left[left.length - 1] + width / 2, width };
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

  // ---- painting ----------------------------------------------------------------------------------
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

  // How much stands behind a line, 0 to 1: goals of a plan, or the share of several plans.
  const much = (edge) => (edge.of ? (edge.plans / edge.of) ** 2 : Math.min(edge.goals, 8) / 8);

  function style(edge) {
    const soft = edge.inherited || edge.via;
    if (edge.kind === "gap") return { colour: RED, width: 2.2, dash: [9, 5] };
    if (edge.kind === "addresses") {
      const dash = edge.basis === "Interpreted" ? [8, 5] : edge.basis === "Suggested" ? [2, 4] : [];
      return { colour: "#0b5c94", width: edge.merged ? 1.6 + much(edge) * 4 : 2.2, dash };
    }
    const width = edge.merged ? 1 + much(edge) * 3.6 : 1.3;
    if (edge.kind === "targets") return { colour: "#2f8566", width, dash: soft ? [2, 4] : [] };
    if (edge.kind === "uses") return { colour: "#b5602a", width, dash: soft ? [2, 4] : [] };
    if (edge.kind === "mentions") return { colour: "#767676", width: 1, dash: [2, 4] };
    return { colour: "#6f6f6f", width: 1.4, dash: [] };
  }

  function paint_lines(ctx) {
    const focus = state.chosen && shown.has(state.chosen) ? state.chosen : null;
    const near = neighbourhood(focus);
    const hot = focus ?? state.hover;
    if (as_matrix()) {
      matrix.paint(ctx, { lines, boxes: shown, width: size.width, height: size.height, hot, focus, cell });
      for (const head of size.headings) Shapes.heading(ctx, head.text, head.x, head.y, head.room);
      return;
    }
    const strong = (edge) => hot && (edge.from === hot || edge.to === hot ||
      (near && edge.kind === "in-area" && near.has(edge.from) && near.has(edge.to) && nodes.get(edge.from).kind === "goal" && isConcept(nodes.get(focus))));
    ctx.save();
    ctx.lineCap = "butt";
    for (const pass of [false, true]) {
      for (const line of lines) {
        const is = Boolean(strong(line.edge));
        if (is !== pass || (!line.always && !is)) continue;
        const pen = style(line.edge);
        ctx.strokeStyle = pen.colour;
        ctx.lineWidth = pen.width + (is ? 1.2 : 0);
        ctx.setLineDash(pen.dash);
        const quiet = isConcept(nodes.get(line.edge.to)) ? 0.62 : 0.95;
        ctx.globalAlpha = is ? 1 : (focus || look.hits.size || state.query) ? 0.08 : quiet;
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
    const dim = near ? !near.has(id) : state.query ? !look.hits.has(id) : false;
    return {
      drawNode() {
        Shapes.paint(ctx, node.kind, box, data.colours[node.kind], { gap: box.gap, weak: box.weak, dim, chosen: id === state.chosen,
          hover: flags.hover, hit: !near && look.hits.has(id) });
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
  network.on("afterDrawing", (ctx) => { if (cell && as_matrix()) matrix.tell(ctx, { lines, cell, width: size.width }); });
  // A click into a cell chooses its row.
  network.on("click", ({ nodes: [id] }) => picked(id ?? cell?.row.id ?? null));
  canvas.addEventListener("mousemove", (e) => {
    const view = canvas.getBoundingClientRect();
    const found = as_matrix() ? matrix.at(shown, network.DOMtoCanvas({ x: e.clientX - view.x, y: e.clientY - view.y })) : null;
    if (found?.row !== cell?.row || found?.column !== cell?.column) { cell = found; network.redraw(); }
  });
  canvas.addEventListener("mouseleave", () => { if (cell) { cell = null; network.redraw(); } });

  function refresh() {
    // What is taken away is painted once more meanwhile.
    lines = [];
    cell = null;
    visEdges.clear();
    visNodes.clear();
    lay();
    visNodes.add([...shown].map(([id, box]) => (
      { id, shape: "custom", label: title(nodes.get(id)), ctxRenderer: renderer, x: box.x, y: box.y, fixed: true })));
    visEdges.add(lines.map(({ edge }) => ({ id: edge.id, from: edge.from, to: edge.to, hidden: true })));
    normal_size();
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

  // The box that an arrow key leads to from the one that is chosen: along a column, or to what is tied to it.
  function step(key) {
    if (as_matrix()) return matrix.step(shown, state.chosen, key, neighbourhood(state.chosen));
    const now = shown.get(state.chosen);
    const all = [...shown.values()].sort((a, b) => a.x - b.x || a.y - b.y);
    if (!now) return all[0]?.id;
    if (key === "ArrowDown" || key === "ArrowUp") {
      const column = all.filter((b) => Math.abs(b.x - now.x) < 2);
      return column[column.indexOf(now) + (key === "ArrowDown" ? 1 : -1)]?.id;
    }
    const near = neighbourhood(now.id), side = key === "ArrowRight" ? 1 : -1;
    return all.filter((b) => near.has(b.id) && (b.x - now.x) * side > 2)
      .sort((a, b) => Math.abs(a.x - now.x) - Math.abs(b.x - now.x) || Math.abs(a.y - now.y) - Math.abs(b.y - now.y))[0]?.id;
  }

  // Bring a box into view, in the page and in the frame that scrolls sideways.
  function reveal(id) {
    const box = shown.get(id);
    if (!box) return;
    const top = window.scrollY + canvas.getBoundingClientRect().top + network.canvasToDOM({ x: box.x, y: box.y }).y;
    window.scrollTo({ top: top - window.innerHeight / 2 });
    const holder = $("canvas-scroll");
    holder.scrollLeft = box.x - holder.clientWidth / 2;
  }

  // Where the boxes stand on the screen, for tests and for whoever wants to point at one.
  const boxes = () => [...shown].map(([id, box]) => {
    const at = network.canvasToDOM({ x: box.x, y: box.y }), view = canvas.getBoundingClientRect();
    return { id, kind: nodes.get(id).kind, text: title(nodes.get(id)), note: box.notes.join(" "), gap: box.gap, x: view.x + at.x, y: view.y + at.y,
      width: box.width, height: box.height };
  });

  return { refresh, redraw: () => network.redraw(), zoom, normal_size, reveal, step, boxes, shown: () => shown, lines: () => lines,
    crowded: () => lines.length > TOO_MANY && !as_matrix(), image: () => canvas.querySelector("canvas").toDataURL("image/png") };
};

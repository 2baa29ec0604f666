// Many plans as a matrix: a row for each, a column for each thing, and a mark where they meet.
"use strict";
const Matrix = (data, model) => {
  const { nodes, UNITS, state, natural, isTarget, title, gapOf, how, say } = model;
  const ROW = 29, TOP = 30, HEAD = 196, BETWEEN = 16, LINE = 14.5;
  const BLUE = "#0b5c94", GREEN = "#1d6e4f", ORANGE = "#a24a12", RED = "#b00020", AMBER = "#8a4b00";
  const FACE = 'system-ui, "Segoe UI", "Liberation Sans", Arial, sans-serif';
  const SMALL = `12.5px ${FACE}`;
  const rank = new Map(data.nodes.map((node, index) => [node.id, index]));

  // Stand rows and columns. Returns {boxes, width, height, headings}; a box of a column is vertical.
  function arrange(ids, words, wide) {
    const rows = [...ids].filter((id) => UNITS.includes(nodes.get(id).kind)).sort((a, b) => rank.get(a) - rank.get(b));
    const groups = [["national-target", "theme"], ["target-group"], ["instrument"]]
      .map((kinds) => [...ids].filter((id) => kinds.includes(nodes.get(id).kind)).sort((a, b) => rank.get(a) - rank.get(b)))
      .filter((some) => some.length);
    const many = groups.reduce((sum, some) => sum + some.length, 0);
    const side = wide < 600 ? 130 : 172;
    const step = Math.max(34, Math.min(58, Math.floor((wide - side - 24 - BETWEEN * groups.length) / Math.max(many, 1))));
    const boxes = new Map(), headings = [];
    let x = 12 + side + BETWEEN;
    for (const some of groups) {
      headings.push({ text: `${words(nodes.get(some[0]).kind)} (${some.length})`, x, room: some.length * step - 6, y: TOP - 10 });
      for (const id of some) {
        const lines = fit(title(nodes.get(id)), SMALL, HEAD - 34, Math.floor((step - 5) / LINE));
        boxes.set(id, { id, lines, notes: [], css: SMALL, line: LINE, small: SMALL, vertical: true, width: step - 4, height: HEAD, x: x + step / 2, y: TOP + HEAD / 2, gap: gapOf(nodes.get(id)) });
        x += step;
      }
      x += BETWEEN;
    }
    let y = TOP + HEAD + 12 + ROW / 2;
    for (const id of rows) {
      const css = `600 13px ${FACE}`;
      boxes.set(id, { id, lines: fit(title(nodes.get(id)), css, side - 22, 1), notes: [], css, line: 17, small: css, width: side, height: ROW - 4, x: 12 + side / 2, y, gap: null });
      y += ROW;
    }
    return { boxes, width: Math.max(wide, x), height: y + 2, headings };
  }

  // Break a text into so many lines and no more; what is left out is in the details and in the table.
  function fit(text, css, width, most) {
    const lines = Shapes.wrap(text, css, width);
    if (lines.length <= most) return lines;
    let last = lines.slice(most - 1).join(" ");
    while (last.length > 1 && Shapes.wrap(`${last}…`, css, width).length > 1) last = last.slice(0, -1);
    return [...lines.slice(0, most - 1), `${last.trimEnd()}…`];
  }

  // Paint bands, and a mark for every tie. hot is the box that is chosen or pointed at, focus the one that is chosen.
  function paint(ctx, { lines, boxes, width, height, hot, focus, cell }) {
    ctx.save();
    ctx.fillStyle = "#fff3cf";
    for (const band of [boxes.get(hot), ...(cell ? [cell.row, cell.column] : [])]) {
      if (band?.vertical) ctx.fillRect(band.x - band.width / 2, 0, band.width, height);
      else if (band) ctx.fillRect(0, band.y - ROW / 2, width, ROW);
    }
    ctx.strokeStyle = "#e3e6ea";
    for (const box of boxes.values()) {
      if (box.vertical) continue;
      ctx.beginPath(); ctx.moveTo(12, box.y + ROW / 2); ctx.lineTo(width - 12, box.y + ROW / 2); ctx.stroke();
    }
    for (const { edge } of lines) {
      const row = boxes.get(edge.from), column = boxes.get(edge.to);
      if (!row || !column) continue;
      ctx.globalAlpha = focus && edge.from !== focus && edge.to !== focus ? 0.18 : 1;
      if (edge.of) share(ctx, edge, column, row); else mark(ctx, edge, column.x, row.y);
    }
    ctx.restore();
  }

  const colour = (edge) => (edge.kind === "targets" ? GREEN : edge.kind === "uses" ? ORANGE : BLUE);

  // Of several plans: how many, on a ground that is darker the more of them there are.
  function share(ctx, edge, column, row) {
    const part = edge.kind === "gap" ? 0 : edge.plans / edge.of, none = isTarget(nodes.get(edge.to)) ? edge.of - edge.plans : 0;
    const alpha = ctx.globalAlpha;
    ctx.fillStyle = colour(edge);
    ctx.globalAlpha = alpha * (0.06 + part * 0.3);
    ctx.fillRect(column.x - column.width / 2, row.y - ROW / 2 + 2, column.width, ROW - 4);
    ctx.globalAlpha = alpha;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = "#1a1a1a";
    ctx.font = `600 12.5px ${FACE}`;
    ctx.fillText(String(edge.plans), column.x, row.y - (none ? 6 : 0));
    if (none) { ctx.fillStyle = RED; ctx.font = `600 11px ${FACE}`; ctx.fillText(`⚠${none}`, column.x, row.y + 7); }
  }

  // Of one plan: filled by goals, larger the more there are; empty where only something else ties it.
  function mark(ctx, edge, x, y) {
    const size = edge.goals ? 4.5 + Math.min(edge.goals, 9) * 0.6 : 4.5;
    ctx.lineWidth = 1.8;
    ctx.setLineDash([]);
    if (edge.kind === "gap") {
      ctx.strokeStyle = RED; ctx.fillStyle = RED;
      ctx.setLineDash([3, 2]); ctx.strokeRect(x - 9, y - 9, 18, 18);
      ctx.font = `700 13px ${FACE}`; ctx.textAlign = "center"; ctx.textBaseline = "middle"; ctx.fillText("!", x, y + 1);
      return;
    }
    ctx.strokeStyle = ctx.fillStyle = edge.kind === "addresses" && !edge.goals ? AMBER : colour(edge);
    ctx.beginPath();
    if (edge.kind === "uses") ctx.rect(x - size, y - size, 2 * size, 2 * size); else ctx.arc(x, y, size, 0, 2 * Math.PI);
    if (edge.basis === "Suggested") ctx.setLineDash([2, 2]);
    if (edge.goals && edge.basis !== "Suggested") ctx.fill();
    ctx.stroke();
    if (edge.goals && edge.basis === "Interpreted") {
      ctx.fillStyle = "#fff";
      ctx.beginPath(); ctx.arc(x, y, size * 0.45, 0, 2 * Math.PI); ctx.fill();
    }
  }

  // The cell at a place of the canvas, or null.
  function at(boxes, { x, y }) {
    let row = null, column = null;
    for (const box of boxes.values()) {
      if (box.vertical ? Math.abs(x - box.x) <= box.width / 2 : Math.abs(y - box.y) <= ROW / 2) {
        if (box.vertical) column = box; else row = box;
      }
    }
    return row && column ? { row, column } : null;
  }

  // Tell a cell beside it: whose it is, and what there is.
  function tell(ctx, { lines, cell, width }) {
    const edge = lines.find((line) => line.edge.from === cell.row.id && line.edge.to === cell.column.id)?.edge;
    const told = !edge ? "–" : edge.kind === "gap" ? say(data.words.status.none) : how(edge);
    const texts = [`${title(nodes.get(cell.row.id))} · ${title(nodes.get(cell.column.id))}`, told];
    ctx.save();
    ctx.font = `600 13px ${FACE}`;
    const room = Math.max(...texts.map((text) => ctx.measureText(text).width)) + 20;
    const x = Math.max(4, Math.min(cell.column.x + 16, width - room - 4)), y = cell.row.y + 16;
    ctx.fillStyle = "#1b1f24";
    ctx.beginPath(); ctx.roundRect(x, y, room, 44, 5); ctx.fill();
    ctx.fillStyle = "#fff";
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    ctx.fillText(texts[0], x + 10, y + 14);
    ctx.font = `13px ${FACE}`;
    ctx.fillText(texts[1], x + 10, y + 31);
    ctx.restore();
  }

  // The box that an arrow key leads to from another.
  function step(boxes, id, key, near) {
    const now = boxes.get(id);
    const heads = [...boxes.values()].filter((b) => b.vertical).sort((a, b) => a.x - b.x);
    const rows = [...boxes.values()].filter((b) => !b.vertical).sort((a, b) => a.y - b.y);
    if (!now) return (rows[0] ?? heads[0])?.id;
    const [line, back, on] = now.vertical ? [heads, "ArrowLeft", "ArrowRight"] : [rows, "ArrowUp", "ArrowDown"];
    const at = line.indexOf(now);
    if (key === on) return line[at + 1]?.id;
    if (key === back && at > 0) return line[at - 1].id;
    const other = (now.vertical ? key !== "ArrowUp" : key !== "ArrowLeft" && key !== "ArrowUp") ? (now.vertical ? rows : heads) : [];
    return (other.find((b) => near?.has(b.id)) ?? other[0])?.id;
  }

  return { arrange, paint, at, tell, step };
};

// Where boxes stand and how lines run: columns from left to right, ordered so that few lines cross.
"use strict";
const Layout = (() => {
  const TOP = 44, MARGIN = 10;

  // Lay boxes out. columns: [{weight, groups: [{heading, boxes}]}], each box {id, width, height, key, parent}.
  // neighbours(id) gives the ids that order a box. Returns {height, headings}; sets x and y of each box.
  function arrange(columns, widths, left, neighbours) {
    const place = new Map();
    const headings = [];
    const height = Math.max(...columns.map((column) => stacked(column)), 200);
    columns.forEach((column, index) => {
      for (const group of column.groups) for (const box of group.boxes) box.x = left[index] + widths[index] / 2;
    });
    // The fixed column (goals, or plans) comes first; the others follow where their lines lead.
    const fixed = columns.findIndex((column) => column.fixed);
    const columnOf = new Map();
    columns.forEach((column, i) => column.groups.forEach((g) => g.boxes.forEach((box) => columnOf.set(box.id, i))));
    const order = columns.map((_, i) => i).sort((a, b) => Number(a > fixed) - Number(b > fixed) || Math.abs(a - fixed) - Math.abs(b - fixed));
    for (const index of order) {
      const column = columns[index];
      // Left of the fixed column what lies towards it pulls; right of it, all that is placed already.
      const pulls = (other) => (index < fixed ? other > index && other <= fixed : other < index);
      const ends = (box) => neighbours(box.id)
        .filter((id) => place.has(id) && pulls(columnOf.get(id))).map((id) => place.get(id));
      const want = (box) => middle(ends(box));
      for (const group of column.groups) {
        if (!column.fixed && !column.keep) {
          // What nothing is tied to stands first, where nobody can miss it.
          const wish = new Map(group.boxes.map((box) => [box.id, box.first ? -Infinity : (want(box) ?? Infinity)]));
          group.boxes.sort((a, b) => Number(wish.get(a.id) > wish.get(b.id)) - Number(wish.get(a.id) < wish.get(b.id)) || a.rank - b.rank);
          untangle(group.boxes, ends);
        }
      }
      stack(column, height, column.fixed || column.top ? null : want);
      column.groups.forEach((group) => {
        if (group.boxes.length) headings.push({ text: group.heading, x: left[index], room: widths[index], y: group.first ? TOP - 18 : group.top - 12 });
        for (const box of group.boxes) place.set(box.id, box.y);
      });
    }
    return { height: height + MARGIN, headings };
  }

  const gapOf = (column, before, box) => (before && before.parent !== box.parent ? 22 : column.gap);

  function stacked(column) {
    let total = TOP;
    column.groups.filter((g) => g.boxes.length).forEach((group, index) => {
      if (index) total += 46;
      group.boxes.forEach((box, i) => { total += box.height + (i ? gapOf(column, group.boxes[i - 1], box) : 0); });
    });
    return total;
  }

  // Stack a column. With wishes each box stands as near to its wish as order and spacing allow.
  function stack(column, height, want) {
    const full = column.groups.filter((group) => group.boxes.length);
    const free = Math.max(0, height - stacked(column));
    const count = full.reduce((n, group) => n + group.boxes.length, 0);
    const spread = want ? 0 : Math.min(free / Math.max(count - 1, 1), column.loose ? 80 : 26);
    const flat = [];
    let at = TOP;
    full.forEach((group, index) => {
      if (index) at += 46;
      group.boxes.forEach((box, i) => {
        const gap = i ? gapOf(column, group.boxes[i - 1], box) + spread : index ? 46 : 0;
        if (i) at += gap;
        box.y = at + box.height / 2;
        at += box.height;
        flat.push({ box, gap: i || index ? gap : 0 });
      });
    });
    if (want) settle(flat, height, want);
    full.forEach((group, index) => {
      group.first = index === 0;
      group.top = Math.min(...group.boxes.map((b) => b.y - b.height / 2));
    });
  }

  // Move boxes towards their wishes without overlap: blocks of touching boxes share one mean offset.
  function settle(flat, height, want) {
    const blocks = [];
    let base = 0;
    flat.forEach(({ box, gap }, index) => {
      base += index ? gap + flat[index - 1].box.height / 2 + box.height / 2 : 0;
      const wish = want(box);
      blocks.push({ first: index, last: index, base: [base], sum: (wish ?? box.y) - base, n: 1 });
      const pos = (b) => b.sum / b.n;
      while (blocks.length > 1 && pos(blocks[blocks.length - 2]) > pos(blocks[blocks.length - 1])) {
        const lower = blocks.pop(), upper = blocks[blocks.length - 1];
        upper.last = lower.last; upper.base = upper.base.concat(lower.base);
        upper.sum += lower.sum; upper.n += lower.n;
      }
    });
    for (const block of blocks) {
      for (let i = block.first; i <= block.last; i += 1) flat[i].box.y = block.sum / block.n + block.base[i - block.first];
    }
    // Keep inside the picture: push down from the top, then up from the bottom.
    let edge = TOP;
    flat.forEach(({ box, gap }, i) => {
      const least = edge + (i ? gap : 0) + box.height / 2;
      if (box.y < least) box.y = least;
      edge = box.y + box.height / 2;
    });
    edge = height;
    for (let i = flat.length - 1; i >= 0; i -= 1) {
      const { box } = flat[i];
      const most = edge - box.height / 2;
      if (box.y > most) box.y = most;
      edge = box.y - box.height / 2 - flat[i].gap;
    }
  }

  const middle = (values) => (values.length ? values.reduce((a, b) => a + b, 0) / values.length : undefined);

  // Swap neighbours as long as that takes crossings away.
  function untangle(boxes, ends) {
    const lines = new Map(boxes.map((box) => [box.id, ends(box)]));
    const crossings = (a, b) => {
      let n = 0;
      for (const p of lines.get(a.id)) for (const q of lines.get(b.id)) if (p > q) n += 1;
      return n;
    };
    for (let round = 0, changed = true; changed && round < 12; round += 1) {
      changed = false;
      for (let i = 0; i + 1 < boxes.length; i += 1) {
        if (crossings(boxes[i], boxes[i + 1]) > crossings(boxes[i + 1], boxes[i])) {
          [boxes[i], boxes[i + 1]] = [boxes[i + 1], boxes[i]];
          changed = true;
        }
      }
    }
  }

  // The way of a line from the left border of one box to the right border of another, through the
  // gaps of the columns between: [[x, y], …].
  function route(from, to, between) {
    const [a, b] = from.x <= to.x ? [from, to] : [to, from];
    const start = [a.x + a.width / 2, a.outY ?? a.y], end = [b.x - b.width / 2, b.inY ?? b.y];
    const points = [start];
    for (const column of between) {
      const x = column.x, half = column.width / 2;
      if (x <= start[0] || x >= end[0]) continue;
      const straight = points[points.length - 1][1] + ((end[1] - points[points.length - 1][1]) * (x - points[points.length - 1][0])) / (end[0] - points[points.length - 1][0]);
      const y = nearestGap(column.boxes, straight);
      points.push([x - half - 6, y], [x + half + 6, y]);
    }
    points.push(end);
    return points;
  }

  function nearestGap(boxes, y) {
    const sorted = [...boxes].sort((p, q) => p.y - q.y);
    const gaps = [];
    sorted.forEach((box, i) => {
      const above = i ? sorted[i - 1].y + sorted[i - 1].height / 2 : box.y - box.height / 2 - 16;
      gaps.push([above + 3, box.y - box.height / 2 - 3]);
      if (i === sorted.length - 1) gaps.push([box.y + box.height / 2 + 4, box.y + box.height / 2 + 1e6]);
    });
    let best = y, cost = Infinity;
    for (const [lo, hi] of gaps) {
      const spot = hi > lo ? Math.min(Math.max(y, lo), hi) : (lo + hi) / 2;
      if (Math.abs(spot - y) < cost) { cost = Math.abs(spot - y); best = spot; }
    }
    return best;
  }

  function trace(ctx, points) {
    ctx.beginPath();
    ctx.moveTo(...points[0]);
    for (let i = 1; i < points.length; i += 1) {
      const [x0, y0] = points[i - 1], [x1, y1] = points[i];
      const bend = (x1 - x0) / 2;
      if (y0 === y1) ctx.lineTo(x1, y1); else ctx.bezierCurveTo(x0 + bend, y0, x1 - bend, y1, x1, y1);
    }
  }

  return { arrange, route, trace };
})();

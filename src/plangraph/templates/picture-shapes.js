// Boxes of the picture: each kind has a shape of its own, so that colour is never the only sign.
"use strict";
const Shapes = (() => {
  const FACE = 'system-ui, "Segoe UI", "Liberation Sans", Arial, sans-serif';
  const INK = "#1a1a1a", RED = "#b00020", AMBER = "#8a4b00";
  const PAD_X = 12, PAD_Y = 7;
  const UNITS = new Set(["plan", "municipality", "region", "year"]);
  const ruler = document.createElement("canvas").getContext("2d");

  function font(kind, bold) {
    const size = kind === "target-group" || kind === "instrument" ? 13 : 14;
    return { css: `${bold ? "600 " : ""}${size}px ${FACE}`, line: Math.round(size * 1.28) };
  }

  // The last place before a cut where a Danish compound may well be joined: a linking s, or e before m.
  function joint(word, cut) {
    for (let at = cut; at > Math.max(4, cut - 9); at -= 1) {
      if (/(?:[dnpegl]s|e)$/.test(word.slice(0, at)) && /^(?:[bdfghjklmnprtvu]|i[nd])/.test(word.slice(at)) &&
          (word[at - 1] === "s" || word[at] === "m")) return at;
    }
    return cut;
  }

  // Break a text into lines that fit; a word too long for a line is broken too.
  function wrap(text, css, width) {
    ruler.font = css;
    const lines = [];
    let line = "";
    for (const word of text.split(/\s+/)) {
      const joined = line ? line + " " + word : word;
      if (ruler.measureText(joined).width <= width) { line = joined; continue; }
      if (line) lines.push(line);
      line = word;
      while (ruler.measureText(line).width > width && line.length > 4) {
        let cut = line.length - 4;
        while (cut > 3 && ruler.measureText(line.slice(0, cut) + "-").width > width) cut -= 1;
        cut = joint(line, cut);
        lines.push(line.slice(0, cut) + "-");
        line = line.slice(cut);
      }
    }
    if (line) lines.push(line);
    return lines;
  }

  // Measure a box: its lines, the line of signs below them, and its height.
  function measure(kind, text, note, width) {
    const face = font(kind, kind === "focus-area" || UNITS.has(kind));
    const inner = width - 2 * PAD_X - (kind === "national-target" || kind === "theme" || kind === "instrument" ? 10 : kind === "objective" ? 8 : 0);
    const lines = wrap(text, face.css, inner);
    const small = `600 12.5px ${FACE}`;
    const notes = note ? note.split("\n").flatMap((part) => wrap(part, small, inner)) : [];
    const height = lines.length * face.line + notes.length * 16 + 2 * PAD_Y + (kind === "focus-area" ? 5 : 0);
    return { lines, notes, css: face.css, line: face.line, small, width, height: Math.max(height, 28) };
  }

  function outline(ctx, kind, x, y, w, h) {
    const c = 9;
    ctx.beginPath();
    if (kind === "national-target" || kind === "theme") {  // a sign that points to the right
      ctx.moveTo(x, y); ctx.lineTo(x + w - 13, y); ctx.lineTo(x + w, y + h / 2);
      ctx.lineTo(x + w - 13, y + h); ctx.lineTo(x, y + h);
    } else if (kind === "focus-area") {          // a folder with a tab
      ctx.moveTo(x, y); ctx.lineTo(x + 62, y); ctx.lineTo(x + 70, y + 6); ctx.lineTo(x + w, y + 6);
      ctx.lineTo(x + w, y + h); ctx.lineTo(x, y + h);
    } else if (kind === "objective") {           // a sheet with a folded corner
      ctx.moveTo(x, y); ctx.lineTo(x + w - 14, y); ctx.lineTo(x + w, y + 14); ctx.lineTo(x + w, y + h);
      ctx.lineTo(x, y + h);
    } else if (kind === "measure") {             // a gear's flat: slanted sides
      ctx.moveTo(x + c, y); ctx.lineTo(x + w, y); ctx.lineTo(x + w - c, y + h); ctx.lineTo(x, y + h);
    } else if (kind === "target-group") {        // a pill
      ctx.roundRect(x, y, w, h, Math.min(h / 2, 15));
    } else if (kind === "instrument") {          // cut corners
      ctx.moveTo(x + c, y); ctx.lineTo(x + w - c, y); ctx.lineTo(x + w, y + c); ctx.lineTo(x + w, y + h - c);
      ctx.lineTo(x + w - c, y + h); ctx.lineTo(x + c, y + h); ctx.lineTo(x, y + h - c); ctx.lineTo(x, y + c);
    } else if (UNITS.has(kind)) {
      ctx.rect(x, y, w, h);
    } else {
      ctx.roundRect(x, y, w, h, 6);
    }
    ctx.closePath();
  }

  // Draw one box round its centre. look: {gap: null|"none"|"area", dim, chosen, hover, hit, weak}
  function paint(ctx, kind, box, colour, look) {
    const [w, h] = box.vertical ? [box.height, box.width] : [box.width, box.height];
    ctx.save();
    ctx.translate(box.x, box.y);
    if (box.vertical) ctx.rotate(-Math.PI / 2);
    const x = -w / 2, y = -h / 2;
    ctx.globalAlpha = look.dim ? 0.16 : 1;
    if (look.chosen || look.hit) {
      ctx.lineWidth = 9;
      ctx.lineJoin = "round";
      ctx.strokeStyle = look.chosen ? "#ffb000" : "#ffd980";
      outline(ctx, kind, x, y, w, h);
      ctx.stroke();
    }
    outline(ctx, kind, x, y, w, h);
    ctx.fillStyle = look.gap === "none" ? "#fff4f4" : look.gap === "area" ? "#fff8ec" : colour.background;
    ctx.fill();
    ctx.lineWidth = look.gap === "none" ? 3 : look.hover || look.chosen || look.gap ? 2.5 : 1.5;
    ctx.strokeStyle = look.gap === "none" ? RED : look.gap === "area" ? AMBER : colour.border;
    ctx.setLineDash(look.gap === "none" ? [9, 5] : look.gap === "area" ? [4, 4] : look.weak ? [3, 3] : []);
    ctx.stroke();
    ctx.setLineDash([]);
    if (kind === "goal") { ctx.fillStyle = colour.border; ctx.fillRect(x, y + 5, 4, h - 10); }
    if (UNITS.has(kind)) { ctx.lineWidth = 1; ctx.strokeRect(x + 3.5, y + 3.5, w - 7, h - 7); }
    if (kind === "objective") {
      ctx.beginPath(); ctx.moveTo(x + w - 14, y); ctx.lineTo(x + w - 14, y + 14); ctx.lineTo(x + w, y + 14);
      ctx.stroke();
    }
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    const left = x + PAD_X + (kind === "instrument" ? 2 : 0);
    let at = y + PAD_Y + (kind === "focus-area" ? 5 : 0);
    const free = h - box.lines.length * box.line - box.notes.length * 16 - 2 * PAD_Y - (kind === "focus-area" ? 5 : 0);
    at += free / 2;
    ctx.font = box.css;
    ctx.fillStyle = INK;
    for (const line of box.lines) { ctx.fillText(line, left, at + box.line / 2); at += box.line; }
    ctx.font = box.small;
    ctx.fillStyle = look.gap === "none" ? RED : look.gap ? AMBER : "#4a4a4a";
    for (const line of box.notes) {
      if (line.startsWith("⚠")) ctx.fillStyle = RED;
      ctx.fillText(line, left, at + 8.5);
      at += 16;
    }
    ctx.restore();
  }

  // A heading is made smaller, never below 12.5 px, where its column is narrow.
  function heading(ctx, text, x, y, room) {
    ctx.save();
    ctx.font = `700 15px ${FACE}`;
    const size = Math.max(12.5, Math.min(15, (15 * room) / ctx.measureText(text).width));
    ctx.font = `700 ${size}px ${FACE}`;
    // The gap before the column takes what still does not fit.
    x = Math.max(2, x - Math.max(0, ctx.measureText(text).width - room));
    ctx.fillStyle = INK;
    ctx.textAlign = "left";
    ctx.textBaseline = "alphabetic";
    ctx.fillText(text, x, y);
    ctx.restore();
  }

  return { measure, paint, heading, wrap };
})();

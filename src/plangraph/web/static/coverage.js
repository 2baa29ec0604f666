// Arrow keys move through a matrix from cell to cell; without this script Tab does, one by one.
"use strict";
for (const table of document.querySelectorAll("table[data-arrows]")) {
  const grid = [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("td > a")]);
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  table.addEventListener("keydown", (event) => {
    const link = event.target.closest("td > a");
    if (!link || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const row = grid.findIndex((cells) => cells.includes(link));
    const column = grid[row].indexOf(link);
    const [down, right] = steps[event.key] ?? [0, 0];
    const goal =
      event.key === "Home" ? grid[row][0]
      : event.key === "End" ? grid[row].at(-1)
      : down || right ? grid[row + down]?.[column + right]
      : undefined;
    if (!goal) return;
    event.preventDefault();
    goal.focus({ preventScroll: true });
    goal.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  const told = document.getElementById(table.dataset.arrows);
  if (told) told.hidden = false;
}

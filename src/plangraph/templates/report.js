"use strict";
(() => {
  const root = document.documentElement;
  const languages = [...document.querySelectorAll("div.language")];

  // ---- Language: the style sheet shows the one that the address points into; this tells the page so.
  const shown = () => languages.find((l) => getComputedStyle(l).display !== "none");
  const follow = () => {
    const language = shown();
    if (!language) return;
    root.lang = language.lang;
    document.title = language.dataset.title;
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest(".item")) reveal(target);
  };
  // What is being read stays in view when the language changes.
  const place = (from, to) => {
    const ids = [...document.querySelectorAll(`#${from} [id^="${from}-"]`)];
    const last = ids.filter((e) => e.getClientRects().length && e.getBoundingClientRect().top < 120).pop();
    const other = last && `${to}-${last.id.slice(from.length + 1)}`;
    return other && window.scrollY > 200 && document.getElementById(other) ? other : to;
  };
  for (const link of document.querySelectorAll(".switch")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const to = link.hash.slice(1);
      location.hash = place(link.closest(".language").id, to);
      document.querySelector(`#${to} .switch`).focus({ preventScroll: true });
    });
  }
  addEventListener("hashchange", follow);

  // ---- Findings: choose and order them. Without this script all are there, grouped.
  const reveal = (item) => {
    const form = item.closest(".findings")?.querySelector(".filter");
    if (item.hidden || item.closest("[hidden]")) { form?.reset(); form?.dispatchEvent(new Event("change")); item.scrollIntoView(); }
  };
  const orders = {
    severity: (a, b) => b.rank - a.rank || a.at - b.at,
    area: (a, b) => a.area - b.area || b.rank - a.rank || a.at - b.at,
    place: (a, b) => a.start - b.start || a.at - b.at,
  };
  for (const form of document.querySelectorAll(".filter")) {
    const section = form.closest(".findings");
    const flat = section.querySelector(".flat");
    const chapters = [...section.querySelectorAll(".chapter")];
    const areas = [...form.elements.area.options].map((o) => o.value);
    const gaps = [...section.querySelectorAll(".gap")].map((node, at) => {
      const starts = [...node.querySelectorAll(".item")].map((i) => Number(i.dataset.start)).filter((s) => s >= 0);
      return {
        node, at, home: node.parentNode, heading: node.querySelector("h5"), rank: Number(node.dataset.rank),
        area: areas.indexOf(node.dataset.area), items: node.querySelectorAll(".item").length,
        start: starts.length ? Math.min(...starts) : -1,
      };
    });
    const total = gaps.reduce((sum, g) => sum + g.items, 0);
    const update = () => {
      const severities = [...form.querySelectorAll("[name=severity]:checked")].map((box) => box.value);
      const { dimension, area, sort } = form.elements;
      let count = 0;
      for (const gap of gaps) {
        const data = gap.node.dataset;
        const fits = severities.includes(data.severity)
          && (dimension.value === "*" || data.dimension === dimension.value)
          && (area.value === "*" || data.area === area.value);
        gap.node.hidden = !fits;
        count += fits ? gap.items : 0;
      }
      const order = orders[sort.value];
      flat.hidden = !order;
      for (const gap of order ? [...gaps].sort(order) : gaps) {
        (order ? flat : gap.home).append(gap.node);
        if (order) gap.heading.setAttribute("aria-level", "3");
        else gap.heading.removeAttribute("aria-level");
      }
      for (const group of section.querySelectorAll(".group")) group.hidden = !group.querySelector(".gap:not([hidden])");
      for (const chapter of chapters) chapter.hidden = !!order || !chapter.querySelector(".gap:not([hidden])");
      form.querySelector(".shown").textContent =
        form.dataset.shown.replace("{n}", count).replace("{m}", total);
    };
    form.addEventListener("change", update);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    update();
  }

  // ---- Patches: a button that copies.
  const words = { da: ["Kopiér", "Kopieret"], en: ["Copy", "Copied"] };
  for (const patch of document.querySelectorAll(".patch")) {
    const [copy, copied] = words[patch.closest("[lang]").lang] ?? words.en;
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: copy });
    const pre = patch.querySelector("pre");
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      getSelection().selectAllChildren(pre);
      try { await navigator.clipboard.writeText(pre.textContent); } catch { document.execCommand("copy"); }
      button.textContent = copied;
      setTimeout(() => { button.textContent = copy; }, 2000);
    });
    pre.after(button);
  }

  // ---- Print: what others did is part of the printed report.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not(.patch):not([open])")];
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => { for (const details of closed) details.open = false; });

  follow();
})();

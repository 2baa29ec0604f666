// The editor of queries: Yasqe in the place of the text field, with completion of what the graph knows. The form
// works without it. Nothing is stored, and nothing is asked of anybody but this server.
const settings = JSON.parse(document.getElementById("editor-settings").textContent);
const form = document.getElementById("ask");
const field = document.getElementById("query");
const status = document.getElementById("query-status");
const syntax = document.getElementById("query-syntax");
const help = document.getElementById("query-help");
const shelf = document.getElementById("shelf");
const narrow = matchMedia("(max-width: 60rem)"); // as in query.css

const say = (key, values = {}) => settings.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

// So many suggestions at a time: a list that has to be scrolled takes longer than another letter.
const MOST = 12;
// Words of the grammar that are not typed, or that this server refuses.
const NO_KEYWORDS = new Set([
  ...["ANON", "BLANK", "DECIMAL", "DOUBLE", "INTEGER", "NIL", "SERVICE"],
  ...["ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"],
]);
const FIRST = ["SELECT", "WHERE", "PREFIX", "OPTIONAL", "FILTER"];
const SAYING_A_CLASS = new Set(["a", "rdf:type", "rdfs:domain", "rdfs:range", "rdfs:subClassOf"]);

async function load() {
  const [{ Yasqe }, known] = await Promise.all([
    import(settings.editor),
    fetch(settings.terms).then((answer) => answer.json()),
  ]);
  return { Yasqe, known: { ...known, on: Yasqe.on } };
}

// ---- The field

function build(Yasqe, known) {
  // Lists of its defaults would be merged with ours; what it fetches from elsewhere goes with its completers.
  Yasqe.defaults.autocompleters = [];
  Yasqe.defaults.gutters = ["gutterErrorBar", "CodeMirror-linenumbers"];
  // Its own marks have a style in them, which the policy of this server forbids; check() makes ours.
  Yasqe.prototype.checkSyntax = () => {};
  const holder = document.createElement("div");
  const editor = new Yasqe(holder, {
    autocompleters: [],
    consumeShareLink: null,
    createShareableLink: null,
    editorHeight: "auto",
    extraKeys: {
      // Tab leaves the field, as it leaves every other.
      Tab: false,
      "Shift-Tab": false,
      Esc: false,
      "Ctrl-S": false,
      "Ctrl-Enter": run,
      "Cmd-Enter": run,
      "Ctrl-Space": (cm) => suggest(cm, known, true),
    },
    foldGutter: false,
    inputStyle: "contenteditable", // screen readers find the text in it
    persistenceId: null,
    resizeable: false,
    showQueryButton: false,
    spellcheck: false,
    value: "",
    viewportMargin: Infinity,
  });
  const cm = editor.getDoc().getEditor();
  // The server knows these prefixes without being told; the grammar should as well.
  const mode = cm.getMode();
  const start = mode.startState;
  mode.startState = () => ({ ...start(), prefixes: { ...known.prefixes } });
  cm.setValue(field.value);
  cm.clearHistory();

  const input = cm.getInputField();
  const named = {
    role: "textbox",
    "aria-multiline": "true",
    "aria-labelledby": "query-label",
    "aria-describedby": "query-help query-syntax",
  };
  for (const [name, value] of Object.entries(named)) input.setAttribute(name, value);
  field.hidden = true;
  field.after(holder);
  document.getElementById("query-label").addEventListener("click", (event) => {
    event.preventDefault();
    cm.focus();
  });
  help.textContent = help.dataset.withScript;
  cm.refresh();
  return cm;
}

// ---- Faults

let marks = [];
let waiting; // until nobody has written for a moment

function clear(cm) {
  cm.clearGutter("gutterErrorBar");
  for (const mark of marks) mark.clear();
  marks = [];
  cm.eachLine((line) => cm.removeLineClass(line, "background", "fault-line"));
}

function point(cm, line, message) {
  const sign = document.createElement("div");
  sign.className = "fault";
  sign.textContent = "!";
  sign.title = message;
  cm.setGutterMarker(line, "gutterErrorBar", sign);
  cm.addLineClass(line, "background", "fault-line");
}

// The first place where the text stops being SPARQL; a text that only lacks its end is still being written.
function check(cm) {
  clear(cm);
  syntax.textContent = "";
  for (let line = 0; line < cm.lineCount(); line += 1) {
    const text = cm.getLine(line);
    const { state } = cm.getTokenAt({ line, ch: text.length }, true);
    if (state.OK !== false) continue;
    const from = Math.min(state.errorStartPos ?? 0, text.length);
    const to = Math.max(state.errorEndPos ?? text.length, from);
    const wrong = text.slice(from, to).trim();
    let message = wrong ? say("syntax", { line: line + 1, text: wrong }) : say("syntax_end", { line: line + 1 });
    // The grammar has one message of its own: for a prefix that nobody declared.
    if (state.errorMsg) message = say("syntax_prefix", { line: line + 1, text: `${wrong.split(":")[0]}:` });
    if (wrong) marks.push(cm.markText({ line, ch: from }, { line, ch: to }, { className: "fault-text" }));
    point(cm, line, message);
    syntax.textContent = message;
    return;
  }
}

// Where the server found a fault.
function mark(cm) {
  clearTimeout(waiting); // a check of what was written before would take the mark away again
  check(cm);
  if (syntax.textContent) return; // the grammar knows the place better
  const outcome = document.getElementById("answer");
  const line = Number(outcome?.dataset.line ?? 0) - 1;
  if (line < 0 || line >= cm.lineCount()) return;
  clear(cm);
  point(cm, line, document.getElementById("fault-message").textContent.trim());
  cm.setCursor({ line, ch: Math.max(0, Number(outcome.dataset.column) - 1) }, undefined, { scroll: false });
}

// ---- Completion

function wordAt(cm) {
  const { line, ch } = cm.getCursor();
  const text = cm.getLine(line);
  const [word] = text.slice(0, ch).match(/(?:[?$]|[\p{L}\p{N}_:-])[\p{L}\p{N}_:-]*$/u) ?? [""];
  const [rest] = text.slice(ch).match(/^[\p{L}\p{N}_:-]*/u);
  return { word, before: text.slice(0, ch - word.length), from: { line, ch: ch - word.length }, to: { line, ch: ch + rest.length } };
}

// How well a term fits what was typed: the smaller the better; undefined where it does not.
function fit([name, , , da, en, also = ""], typed) {
  if (name.toLowerCase().startsWith(typed)) return 0;
  const [prefix, local] = name.toLowerCase().split(/:(.*)/s);
  if (typed.includes(":")) {
    const [asked, part] = typed.split(/:(.*)/s);
    return prefix === asked && local.includes(part) ? 1 : undefined;
  }
  if (local.startsWith(typed)) return 1;
  const [mine, other] = settings.lang === "da" ? [da, en] : [en, da];
  if (mine.toLowerCase().startsWith(typed)) return 2;
  if (other.toLowerCase().startsWith(typed)) return 3;
  if (` ${mine} ${other} ${also}`.toLowerCase().includes(` ${typed}`)) return 4;
  return typed.length > 2 && `${local} ${mine} ${other} ${also}`.toLowerCase().includes(typed) ? 5 : undefined;
}

function row(text, shown, called, kind) {
  return {
    text,
    render(element) {
      const name = document.createElement("span");
      name.textContent = shown;
      const about = document.createElement("span");
      about.className = "called";
      about.textContent = called ? `${called} (${say(`kind_${kind}`)})` : `(${say(`kind_${kind}`)})`;
      element.append(name, " ", about);
    },
  };
}

function variables(cm, word) {
  const found = new Set(cm.getValue().match(/[?$][\p{L}_][\p{L}\p{N}_]*/gu));
  return [...found].filter((name) => name !== word && name.startsWith(word)).sort().map((name) => row(name, name, "", "variable"));
}

function terms(known, word, wanted) {
  const typed = word.toLowerCase();
  const found = [];
  for (const term of known.terms) {
    const [name, written, kind, da, en] = term;
    const how = typed ? fit(term, typed) : kind === wanted ? 0 : undefined;
    if (how === undefined) continue;
    const called = settings.lang === "da" ? da : en;
    found.push({ order: how + (kind === wanted ? 0 : 1.5), name, hint: row(written, name, called, kind) });
  }
  found.sort((a, b) => a.order - b.order || a.name.length - b.name.length || (a.name < b.name ? -1 : 1));
  return found.map(({ hint }) => hint);
}

function examples(cm, known, typed) {
  const last = { line: cm.lastLine(), ch: cm.getLine(cm.lastLine()).length };
  return known.examples
    .map((one) => one[settings.lang])
    .filter(({ title }) => title.toLowerCase().includes(typed.toLowerCase()))
    .map(({ title, text }) => ({ ...row(text, title, "", "example"), from: { line: 0, ch: 0 }, to: last }));
}

function hints(cm, known, explicit) {
  const { word, before, from, to } = wordAt(cm);
  const token = cm.getTokenAt(cm.getCursor());
  if (["comment", "string", "variable-3"].includes(token.type)) return undefined;
  const { state } = cm.getTokenAt(from, true);
  const possible = state.possibleNext ?? [];
  let list;
  if (/^\s*prefix\s+$/i.test(before)) {
    list = Object.entries(known.prefixes)
      .filter(([prefix]) => prefix.startsWith(word.replace(/:$/, "")))
      .map(([prefix, iri]) => row(`${prefix}: <${iri}>`, `${prefix}:`, iri, "prefix"));
  } else if (/^[?$]/.test(word)) {
    list = variables(cm, word);
  } else {
    const wanted = SAYING_A_CLASS.has(state.lastProperty) ? "class" : possible.includes("a") ? "property" : "thing";
    const keywords = possible
      .filter((name) => /^[A-Z]{2,}$/.test(name) && !NO_KEYWORDS.has(name) && name.startsWith(word.toUpperCase()))
      .sort((a, b) => FIRST.includes(b) - FIRST.includes(a))
      .map((name) => row(name, name, "", "keyword"));
    const things = word || wanted !== "thing" ? terms(known, word, wanted) : [];
    list = word ? [...keywords, ...things] : [...things, ...variables(cm, ""), ...keywords];
    if (!cm.getValue().trim() || cm.getValue().trim() === word) list = [...list.slice(0, MOST / 2), ...examples(cm, known, word)];
  }
  // What is written out already needs no list that would take the next Enter.
  if (!explicit && list.some(({ text }) => text.toLowerCase() === word.toLowerCase())) return undefined;
  if (!list.length) return undefined;
  const found = { list: list.slice(0, MOST), from, to };
  known.on(found, "shown", () => {
    cm.state.completionActive.widget.hints.setAttribute("aria-label", say("suggestions"));
  });
  return found;
}

function suggest(cm, known, explicit) {
  cm.showHint({
    closeCharacters: /[\s>"(){}[\];,]/,
    completeSingle: false,
    container: cm.getWrapperElement().parentNode,
    // Without Tab, which leaves the field here too.
    customKeys: { Up: "Up", Down: "Down", PageUp: "PageUp", PageDown: "PageDown", Enter: "Enter", Esc: "Esc" },
    hint: () => hints(cm, known, explicit),
  });
}

function suggestWhileTyping(cm, known) {
  if (cm.state.completionActive) return;
  const { word } = wordAt(cm);
  if (word.length > 1 && !/^\d/.test(word)) suggest(cm, known, false);
}

// ---- Running

const here = () => location.pathname + location.search;
let shown = here();
let asking;

async function run() {
  cm?.closeHint();
  if (cm) field.value = cm.getValue();
  asking?.abort();
  const mine = new AbortController();
  asking = mine;
  status.classList.remove("hidden");
  status.textContent = say("running");
  try {
    const answer = await fetch(settings.outcome, {
      method: "POST",
      headers: { Accept: "text/html" },
      body: new URLSearchParams(new FormData(form)),
      signal: mine.signal,
    });
    const told = new DOMParser().parseFromString(await answer.text(), "text/html");
    const outcome = told.getElementById("outcome");
    if (!outcome) throw new Error(told.querySelector("main .lead")?.textContent);
    document.getElementById("outcome").replaceWith(document.adoptNode(outcome));
    const { address } = outcome.dataset;
    if (address && address !== shown) history.pushState(null, "", address);
    shown = here();
    const gist = document.getElementById("answer-summary") ?? document.getElementById("fault-message");
    // Those who see find it below; it is told to those who don't.
    status.classList.add("hidden");
    status.textContent = gist?.textContent.trim() ?? "";
    if (narrow.matches) shelf.open = false;
    document.getElementById("answer")?.scrollIntoView({ block: "nearest" });
    if (cm) mark(cm);
  } catch (error) {
    if (!mine.signal.aborted) status.textContent = error.message && !(error instanceof TypeError) ? error.message : say("failed");
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
// What stands at another address is another query and its answer; an anchor is another place of this one.
addEventListener("popstate", () => {
  if (here() !== shown) location.reload();
});

let cm;
try {
  const { Yasqe, known } = await load();
  cm = build(Yasqe, known);
  cm.on("changes", (_, changes) => {
    clearTimeout(waiting);
    waiting = setTimeout(check, 400, cm);
    if (changes.some(({ origin }) => origin === "+input")) suggestWhileTyping(cm, known);
  });
  mark(cm);
  for (const link of document.querySelectorAll("[data-example]")) {
    link.addEventListener("click", (event) => {
      const example = known.examples.find(({ name }) => name === link.dataset.example);
      if (!example || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      cm.setValue(example[settings.lang].text);
      cm.focus();
    });
  }
  if (!narrow.matches) shelf.open = true;
  document.documentElement.dataset.editor = "ready";
} catch (error) {
  // The plain text field does as well.
  console.warn("the editor could not be loaded:", error);
}

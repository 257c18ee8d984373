// Undo and redo of every change of the view. What moves without a stop (a drag, a zoom, playing) is one step.
dateline.undo = (() => {
  const { byId, button, announce } = dateline.dom;
  const { kinds, title, nodes, sentence, edges, short } = dateline.model;
  const { state } = dateline;
  const MOST = 200;
  const TOGETHER = 600; // milliseconds between two changes of one movement
  const MOVING = ["camera", "window", "knownBy"];

  let past = []; // {state, words}: where a step back leads, and what it takes back
  let future = [];
  let last = state.get();
  let latest = { at: -Infinity, from: null, changed: "" };

  const named = (selection) => (!selection ? "closing of the details" : `selection of ${short(selection.what === "node" ? title(nodes[selection.index]) : sentence(edges[selection.index]), 60)}`);
  const chosen = (now, name) => JSON.stringify(now.facets[name] ?? []);

  function filtered(before, after) {
    const names = { modality: "kind of claim", certainty: "how sure the date is", conflict: "conflicts" };
    const differ = [...new Set([...Object.keys(before.facets), ...Object.keys(after.facets)])].filter((name) => chosen(before, name) !== chosen(after, name));
    return `filter by ${differ.map((name) => names[name] ?? name).join(" and ")}`;
  }

  function drawnKinds(before, after) {
    const differ = kinds.filter(({ name }) => before.kinds.includes(name) !== after.kinds.includes(name));
    return differ.length === 1 ? `${after.kinds.includes(differ[0].name) ? "showing" : "hiding"} of ${differ[0].many}` : "choice of what is drawn";
  }

  /** On which board, and what of it. */
  function onBoard(before, after) {
    const names = { claims: "choice of claims", rates: "choice of rates", ask: "question", table: "choice in the table" };
    const differ = Object.keys(names).filter((view) => JSON.stringify(before.board[view]) !== JSON.stringify(after.board[view]));
    return differ.map((view) => names[view]).join(" and ");
  }

  // What a change is called, the weightiest part first.
  const WORDS = [
    ["facets", filtered], ["window", (_, after) => (after.window ? "window of days" : "clearing of the window")], ["knownBy", () => "day by which it was known"], ["clock", () => "change of clock"],
    ["certainOnly", () => "filter by certainty"], ["kinds", drawnKinds], ["selection", (_, after) => named(after.selection)], ["board", onBoard], ["opened", (_, after) => (after.opened === null ? "way back to the overview" : "opening of a group")],
    ["view", (_, after) => `change to the view “${after.view}”`], ["layout", () => "change of layout"], ["lines", () => "choice of lines"], ["everything", () => "choice of what is drawn"], ["camera", () => "change of what is in view"],
  ];
  const wordsFor = (before, after, changed) => WORDS.find(([name]) => changed.includes(name))?.[1](before, after) ?? "change";

  function keep({ changed, how }) {
    // What only follows from a change, such as the place of the graph after a selection, is part of its step.
    if (how.follows) return;
    const before = last;
    last = state.get();
    if (how.from === "undo") return;
    const now = { at: performance.now(), from: how.from, changed: changed.join() };
    // Typing and sliding on a board say themselves for how long they go on.
    const moves = (how.together || changed.every((name) => MOVING.includes(name))) && now.from === latest.from && now.changed === latest.changed;
    const goesOn = moves && (now.at - latest.at < (how.together ?? TOGETHER) || dateline.play.isPlaying());
    latest = now;
    future = [];
    if (changed.length && !(past.length && goesOn)) past = [...past.slice(1 - MOST), { state: before, words: wordsFor(before, last, changed) }];
    draw();
  }

  function draw() {
    for (const [id, steps, word] of [["dl-undo", past, "Undo"], ["dl-redo", future, "Redo"]]) {
      const name = steps.length ? `${word}: ${steps.at(-1).words}` : `${word}: nothing to ${word.toLowerCase()}`;
      // Not the attribute "disabled", which would throw the focus away under who has just pressed it.
      byId(id).setAttribute("aria-disabled", String(!steps.length));
      byId(id).setAttribute("aria-label", name);
      byId(id).title = name;
    }
  }

  function move(from, to, said) {
    const step = from.pop();
    if (!step) return announce(`Nothing to ${said === "Undone" ? "undo" : "redo"}.`);
    const now = state.get();
    const held = document.activeElement;
    to.push({ state: now, words: step.words });
    latest.at = -Infinity;
    state.set(Object.fromEntries(Object.entries(step.state).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(now[name]))), { from: "undo" });
    draw();
    const home = held && held !== document.body && held.isConnected && held.getClientRects().length ? held : byId("dl-undo");
    home.focus({ preventScroll: true });
    announce(`${said}: ${step.words}.`);
  }

  const undo = () => move(past, future, "Undone");
  const redo = () => move(future, past, "Redone");

  const writes = (target) => target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName) || (target.tagName === "INPUT" && !["checkbox", "radio", "button", "range"].includes(target.type));

  function onKey(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented || writes(event.target) || document.querySelector("dialog[open]")) return;
    const key = event.key.toLowerCase();
    const run = key === "z" ? (event.shiftKey ? redo : undo) : key === "y" && !event.shiftKey ? redo : null;
    if (!run) return;
    event.preventDefault();
    run();
  }

  /** Begins to keep steps: what a link set before is where it starts. */
  function start() {
    last = state.get();
    byId("dl-tools").prepend(button({ id: "dl-undo", class: "step", on: { click: undo } }, "↶"), button({ id: "dl-redo", class: "step", on: { click: redo } }, "↷"));
    draw();
    state.on("any", keep);
    document.addEventListener("keydown", onKey);
  }

  return { start, undo, redo };
})();

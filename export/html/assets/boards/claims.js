// The claims board: who said what to whom about what, how, and what came of it.
dateline.claims = (() => {
  const { el, byId, button } = dateline.dom;
  const { data, title, count, short, kind } = dateline.model;
  const { board, boards, state, evidence } = dateline;
  const block = data.claims;
  const IN_SIGHT = 40; // claims of groups that are open at first
  const STEP = 60;
  const MARKS = { Asserted: "•", Predicted: "○", Promised: "◆", Demanded: "»", Denied: "×", Hoped: "☆", Accused: "!", Recommended: "→" };
  const SIGNS = { Kept: "✓", Broken: "✗", Pending: "…", CameTrue: "✓", DidNotComeTrue: "✗", unknown: "?", none: "–" };
  const GROUPS = [["matter", "policy"], ["speaker", "speaker"], ["outcome", "outcome"], ["none", "date only"]];
  const ORDERS = [["old", "oldest first"], ["new", "newest first"]];
  const FIRST = Object.freeze({ group: "matter", order: "old", how: "all", outcome: "all" });
  let tuned = FIRST;
  const rows = {};
  let quoted = null;
  let byClaim = null;

  const name = (id) => block.names[id] || (boards.nodeOf(id) ? title(boards.nodeOf(id)) : id);
  const names = (ids) => ids.map(name).join(", ");
  /** Whether it came out so, or is waited for, or nothing was to come of it. */
  const outcomeOf = (claim) => (claim.outcome ? claim.outcome.value : claim.waits ? "unknown" : "none");
  const outcomeWords = (value) => block.outcomes[value] || (value === "unknown" ? "not known" : "no outcome to wait for");

  /** What is chosen in words, for a citation. */
  function words(now) {
    const { group, order, how, outcome: came } = now;
    const named = (pairs, value) => pairs.find(([key]) => key === value)[1];
    const narrowed = [how !== "all" && block.modalities[how], came !== "all" && outcomeWords(came)].filter(Boolean);
    return [`claims${narrowed.length ? `: ${narrowed.join(", ")}` : ""}, by ${named(GROUPS, group)}, ${named(ORDERS, order)}`];
  }

  const there = (made) => () => (block ? made() : []);
  board.register("claims", { words, first: () => FIRST, read: board.reading({
    group: board.oneOf(there(() => GROUPS.map(([key]) => key))),
    order: board.oneOf(there(() => ORDERS.map(([key]) => key))),
    how: board.oneOf(there(() => ["all", ...Object.keys(block.modalities)])),
    outcome: board.oneOf(there(() => ["all", ...Object.keys(block.outcomes), "unknown", "none"])),
  }) });

  const options = (words, all) => [{ name: "all", words: all }, ...Object.entries(words).map(([key, text]) => ({ name: key, words: text }))];

  function listed(ids) {
    return ids.flatMap((id, at) => [at ? ", " : "", boards.thing(id, name(id), "claims")]);
  }

  /** The other claim, by whom and in what words; it opens in the panel. */
  function other(verb, id) {
    const claim = byClaim.get(id);
    const words = claim ? `${names(claim.by)}: ${claim.not ? "not: " : ""}${claim.text}` : name(id);
    return el("li", {}, el("span", { class: "verb" }, `${verb} `), boards.thing(id, words, "claims", 160));
  }

  function others(claim) {
    const told = [["disputes", claim.disputes], ["is disputed by", claim.disputedBy], ["supports", claim.supports], ["is supported by", claim.supportedBy]];
    const items = told.flatMap(([verb, ids]) => ids.map((id) => other(verb, id)));
    return items.length ? el("ul", { class: "other-claims" }, items) : null;
  }

  function outcome(claim) {
    const value = outcomeOf(claim);
    if (value === "none") return null;
    const { event, when, quotes } = claim.outcome || { quotes: [] };
    const words = el("p", { class: "outcome", "data-outcome": value },
      el("b", {}, el("span", { class: "mark", "aria-hidden": "true" }, SIGNS[value] || "?"), outcomeWords(value)),
      event ? [": ", boards.thing(event, name(event), "claims")] : null, when ? ` (${when})` : null);
    if (!quotes.length) return words;
    return [words, el("details", { class: "outcome-words" }, el("summary", {}, `${count(quotes.length, "quote")} for what came of it`), evidence.list(quotes.map((at) => quoted[at])))];
  }

  function card(claim) {
    const node = boards.nodeOf(claim.id);
    const how = block.modalities[claim.how] || claim.how;
    return el("li", { class: "claim", "data-claim": claim.id },
      el("p", { class: "claim-head" },
        el("span", { class: "claim-when" }, claim.when || "no date"),
        el("span", { class: "how", "data-how": claim.how }, el("span", { class: "mark", "aria-hidden": "true" }, MARKS[claim.how] || "•"), how),
        claim.direct ? el("span", { class: "small" }, "in the speaker's own words") : null,
        claim.stance ? el("span", { class: "small" }, `stance: ${claim.stance}`) : null),
      el("p", { class: "claim-who" }, listed(claim.by), claim.to.length ? [el("span", { "aria-hidden": "true" }, " → "), el("span", { class: "unseen" }, " to "), ...listed(claim.to)] : null),
      el("p", { class: "claim-text" }, claim.not ? el("b", { class: "not" }, "not: ") : null, node ? button({ class: "as-link", dir: "auto", on: { click: () => boards.select(node.index, "claims") } }, claim.text) : el("span", { dir: "auto" }, claim.text)),
      boards.firstQuote(node ? node.evidence : []),
      outcome(claim),
      others(claim));
  }

  /** What a claim stands under: a claim about two policies stands under both. */
  function keysOf(claim) {
    if (tuned.group === "matter") return claim.matters;
    if (tuned.group === "speaker") return claim.by;
    return tuned.group === "outcome" ? [outcomeOf(claim)] : [""];
  }

  const KINDS_FIRST = ["policy", "topic"];

  function rank(key, size) {
    if (tuned.group === "outcome") return [Object.keys(SIGNS).indexOf(key), 0];
    const node = boards.nodeOf(key);
    const place = node && tuned.group === "matter" ? KINDS_FIRST.indexOf(kind(node).name) : 0;
    return [place < 0 ? KINDS_FIRST.length : place, -size];
  }

  function grouped(claims) {
    const groups = new Map();
    for (const claim of claims) for (const key of keysOf(claim)) groups.set(key, [...(groups.get(key) || []), claim]);
    const ranked = [...groups].map(([key, list]) => ({ key, list, rank: rank(key, list.length), words: tuned.group === "outcome" ? outcomeWords(key) : name(key) }));
    return ranked.sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || (a.words < b.words ? -1 : 1));
  }

  /** How many of a group's claims had which outcome, where any is known. */
  function tally(list) {
    const numbers = new Map();
    for (const claim of list) numbers.set(outcomeOf(claim), (numbers.get(outcomeOf(claim)) || 0) + 1);
    return Object.keys(SIGNS).filter((value) => numbers.has(value) && value !== "none" && value !== "unknown").map((value) => `${numbers.get(value)} ${outcomeWords(value)}`).join(", ");
  }

  const cards = (list) => boards.growing(el("ol", { class: "claim-list" }), list, card, STEP);

  function group({ key, list, words }, open) {
    const came = tuned.group === "outcome" ? "" : tally(list);
    const fold = el("details", { class: "claim-group", open },
      el("summary", {}, el("div", {}, el("h3", { dir: "auto" }, tuned.group === "outcome" ? null : boards.mark(key), ` ${short(words, 120)}`), el("span", { class: "small" }, `${count(list.length, "claim")}${came ? `: ${came}` : ""}`))));
    const fill = () => fold.childElementCount === 1 && fold.append(...cards(list));
    if (open) fill();
    fold.addEventListener("toggle", fill);
    return fold;
  }

  function sections(claims) {
    if (!claims.length) return [boards.none("No claim passes these filters.")];
    if (tuned.group === "none") return cards(claims);
    let shown = 0;
    return grouped(claims).map((each) => {
      const open = shown === 0 || shown + each.list.length <= IN_SIGHT;
      shown += each.list.length;
      return group(each, open);
    });
  }

  function ordered(claims) {
    if (tuned.order === "old") return claims;
    return [...claims.filter((claim) => claim.dated).reverse(), ...claims.filter((claim) => !claim.dated)];
  }

  const passes = (claim) => !boards.nodeOf(claim.id) || state.passes(boards.nodeOf(claim.id).index);
  const fits = (claim, what) => tuned[what] === "all" || tuned[what] === (what === "how" ? claim.how : outcomeOf(claim));

  function counts(claims, of) {
    const numbers = new Map([["all", claims.length]]);
    for (const claim of claims) numbers.set(of(claim), (numbers.get(of(claim)) || 0) + 1);
    return numbers;
  }

  function render() {
    tuned = board.now("claims");
    const passing = block.claims.filter(passes);
    const claims = passing.filter((claim) => fits(claim, "how") && fits(claim, "outcome"));
    rows.group.update(tuned.group);
    rows.order.update(tuned.order);
    rows.how.update(tuned.how, counts(passing.filter((claim) => fits(claim, "outcome")), (claim) => claim.how));
    rows.outcome.update(tuned.outcome, counts(passing.filter((claim) => fits(claim, "how")), outcomeOf));
    byId("dl-claims-list").replaceChildren(...sections(ordered(claims)));
    const many = claims.length && ["matter", "speaker"].includes(tuned.group) ? " A claim about several of them, or by several, stands under each." : "";
    byId("dl-claims-said").textContent = `${claims.length} of ${count(block.claims.length, "claim")}.${many}`;
    show();
  }

  function show() {
    const { selection } = state.get();
    for (const each of byId("dl-claims-list").querySelectorAll(".claim")) each.classList.toggle("selected", selection !== null && selection.what === "node" && boards.nodeOf(each.dataset.claim)?.index === selection.index);
  }

  function build() {
    if (rows.group) return;
    if (!block) return byId("dl-claims").replaceChildren(boards.none("This file has no claims board: it was made from a network alone. The table has its claims."));
    if (!block.claims.length) return byId("dl-claims").replaceChildren(boards.none("This file has no claims: the story tells of none."));
    quoted = boards.places(block.quotes);
    byClaim = new Map(block.claims.map((claim) => [claim.id, claim]));
    const pick = (what) => (chosen) => board.choose("claims", { [what]: chosen }, { from: "claims" });
    const signed = (list, marks) => list.map((each) => ({ ...each, mark: marks[each.name] }));
    const plain = (pairs) => pairs.map(([key, words]) => ({ name: key, words }));
    rows.group = boards.choices("Group by", plain(GROUPS), pick("group"));
    rows.order = boards.choices("Order", plain(ORDERS), pick("order"));
    rows.how = boards.choices("How", signed(options(block.modalities, "all"), MARKS), pick("how"));
    rows.outcome = boards.choices("Outcome", signed([...options(block.outcomes, "all"), { name: "unknown", words: "not known" }, { name: "none", words: outcomeWords("none") }], SIGNS), pick("outcome"));
    byId("dl-claims").replaceChildren(boards.tuning("Group, order, filter", ...Object.values(rows).map(({ element }) => element)), el("div", { id: "dl-claims-list" }));
    board.on("claims", render);
    state.on("shown", render);
    state.on("selection", show);
    render();
  }

  function start() {
    dateline.views.onOpen("claims", build);
  }

  return { start };
})();

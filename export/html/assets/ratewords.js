// The rates of a day in words and elements: what applied, what did not and why, and what adds up.
dateline.ratewords = (() => {
  const { el, button } = dateline.dom;
  const { data, count } = dateline.model;
  const { boards, when, ratebands, ratedays, evidence } = dateline;
  const block = data.rates;
  const { names, nameOf, status, stepLabel } = ratebands;
  const MARKS = { certain: "●", possible: "◐", impossible: "○" };
  let quoted = null;

  const quotes = (places) => {
    quoted = quoted || boards.places(block.quotes);
    return places.map((at) => quoted[at]);
  };
  const percent = (state) => (state.rate === null ? "no rate given" : `${state.rate} %`);
  const labelled = (state) => (state.node === null ? el("span", { dir: "auto" }, state.label) : button({ class: "as-link thing", dir: "auto", on: { click: () => boards.select(state.node, "rates") } }, state.label));
  const sure = (word) => el("span", { class: "sure", "data-sure": word }, el("span", { class: "mark", "aria-hidden": "true" }, MARKS[word]), word);
  const labelOf = (index) => ratedays.states()[index].label;

  /** What was asked, as a heading: "Steel, goods of Canada, on 10 July 2025". */
  const asked = ({ goods, origin, day }) => `${goods ? goods.label : "All products"}${origin ? `, goods of ${origin.label}` : ""}, on ${when.inWords(day)}`;

  function keptOff(answer, state) {
    const by = answer.inForce.filter((other) => answer.said.some(([relation, from, to]) => relation === "Excludes" && from === other.index && to === state.index));
    return by.length ? `not on goods that pay ${by.map(({ label }) => `“${label}”`).join(" or ")}` : "";
  }

  function whyNot(answer, state) {
    let said = status(state);
    if (state.takesEffect) {
      const day = when.isDay(state.takesEffect);
      said += `, to take effect ${day ? `on ${when.inWords(state.takesEffect)}` : state.takesEffect}`;
      if (state.takesEffect <= answer.day && !answer.inForce.some(({ policy }) => policy === state.policy)) said += ", without being told to be in force";
    }
    return state.certainty === "certain" ? said : `possibly ${said}`;
  }

  const covers = (state) => (state.products.length ? `${state.covers ? `${state.covers}: ` : ""}${names(state.products)}` : "no goods named");

  function item(state, condition) {
    const facts = [covers(state), state.exempts.length ? `exempt: ${names(state.exempts)}` : "", state.basis || "", state.when].filter(Boolean);
    return el("li", { class: "rate", "data-state": state.id },
      el("p", {}, el("b", { class: "rate-number" }, percent(state)), " ", labelled(state)),
      el("p", { class: "small" }, sure(state.certainty), condition ? `; ${condition}` : ""),
      el("p", { class: "small", dir: "auto" }, facts.join("; ")),
      boards.firstQuote(state.evidence));
  }

  const list = (heading, states, why) => (states.length ? [el("h4", {}, heading), el("ul", { class: "rates-list" }, ...states.map((state) => item(state, why(state))))] : []);

  function word([relation, from, to, places]) {
    const said = relation === "AddsTo" ? `“${labelOf(from)}” adds to “${labelOf(to)}”` : `“${labelOf(from)}” excludes “${labelOf(to)}” for the same goods`;
    return el("li", {}, el("p", { dir: "auto" }, said), el("details", {}, el("summary", {}, count(places.length, "quote")), evidence.list(quotes(places))));
  }

  function addingUp(answer) {
    const { inForce, said, sums } = answer;
    const pairs = (inForce.length * (inForce.length - 1)) / 2;
    const spoken = new Set(said.map(([, from, to]) => [Math.min(from, to), Math.max(from, to)].join(" "))).size;
    const silent = pairs - spoken;
    const items = said.map(word);
    if (silent) items.push(el("li", {}, el("p", {}, items.length ? `Of ${count(silent, "other pair")} no source says whether they add up.` : "No source says whether any of these rates add up.")));
    if (answer.goods && inForce.length > 1) {
      if (!sums.length) items.push(el("li", {}, el("p", {}, "Sum: not stated.")));
      for (const { states, rate } of sums) items.push(el("li", {}, el("p", { dir: "auto" }, el("b", {}, `${rate} %`), `: the sum of ${states.map(({ label }) => label).join(" and ")}.`)));
    }
    return items.length ? [el("h4", {}, "Which add up"), el("ul", { class: "rate-words" }, ...items)] : [];
  }

  /** Sentences for when no source tells of a state in force, or of none for certain; with the nearest. */
  function nothing(answer) {
    const { goods, origin, day, inForce, exempt, earlier, later } = answer;
    const about = (goods ? goods.label : "any product") + (origin ? `, goods of ${origin.label},` : "");
    if (inForce.length + exempt.length === 0) {
      const near = [["Nearest before: ", earlier], ["Nearest after: ", later]].filter(([, state]) => state);
      return [el("p", {}, `No source of the story tells of a state on ${about} that was in force on ${when.inWords(day)}.`), ...near.map(([said, state]) => el("p", { dir: "auto" }, said, labelled(state), ` (${percent(state)}; ${state.when})`))];
    }
    const certain = [...inForce, ...exempt].some(({ certainty }) => certainty === "certain");
    return certain ? [] : [el("p", {}, `No source tells of a state on ${about} that was certainly in force on ${when.inWords(day)}.`)];
  }

  const whyExempt = (state) => `exempt: ${names(state.exemptBy)}${state.certainty === "certain" ? "" : ", if it was in force"}`;

  /** The answer for a day, from what is certain down to what was impossible. */
  function answer(found) {
    const late = block.newest && found.day > block.newest ? [el("p", {}, `The newest source is of ${when.inWords(block.newest)}; none could tell of later changes.`)] : [];
    const never = found.impossible.filter(({ status: each }) => each === "InForce");
    return [
      el("h3", { dir: "auto" }, asked(found)), ...late, ...nothing(found),
      ...(found.goods ? found.goods.readAs.map((said) => el("p", { class: "small", dir: "auto" }, said)) : []),
      ...list("In force", found.inForce, (state) => keptOff(found, state)),
      ...list("Exempt", found.exempt, whyExempt),
      ...list("Not in force on that day", found.notInForce, (state) => whyNot(found, state)),
      ...addingUp(found),
      never.length ? el("details", { class: "impossible" }, el("summary", {}, `${MARKS.impossible} impossible on that day: ${count(never.length, "state")} in force on other days`), el("ul", { class: "rates-list" }, ...never.map((state) => el("li", {}, el("b", {}, percent(state)), " ", labelled(state), ` (${state.when || "no date"})`)))) : null,
    ].filter(Boolean);
  }

  /** The chart as a table: a row a state, each once. */
  function table(chart) {
    const heads = ["State", "Rate", "When", "Goods", "Words"];
    const row = (state) => el("tr", {},
      el("th", { scope: "row" }, labelled(state), el("span", { class: "small", dir: "auto" }, state.policy ? nameOf(state.policy) : "", state.basis ? `; ${state.basis}` : "")),
      el("td", { "data-name": "Rate" }, el("b", {}, stepLabel(state))),
      el("td", { "data-name": "When" }, state.when || "no date", el("span", { class: "small" }, status(state))),
      el("td", { "data-name": "Goods", dir: "auto" }, names(state.products) || "not named", state.exempts.length ? el("span", { class: "small" }, `exempt: ${names(state.exempts)}`) : null),
      el("td", { "data-name": "Words" }, boards.firstQuote(state.evidence)));
    return el("table", { class: "rate-table" }, el("caption", { dir: "auto" }, `${chart.title}: each state with its days, goods and words`), el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))), el("tbody", {}, chart.states.map(row)));
  }

  return { answer, table, asked };
})();

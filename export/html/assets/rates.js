// The rates board: pick goods, an origin and a day; the step chart of the states and what applied that day.
dateline.rates = (() => {
  const { el, byId, button } = dateline.dom;
  const { data, count } = dateline.model;
  const { boards, state, when, ratedays, ratebands, ratewords, steps } = dateline;
  const block = data.rates;
  const MOST_BANDS = 24;
  const YEAR = 365;
  const asked = { goods: null, origin: null, day: null, days: "year" };
  let shown = null; // the chart, drawn for a width: {chart, mark, width}
  let room = MOST_BANDS;
  let fields = null;

  const most = (list, size) => list.reduce((best, each) => (best === null || size(each) > size(best) ? each : best), null);
  const option = (each, chosen) => el("option", { value: each.id, selected: each === chosen }, each.label.replace(/^HS (?=\d)/, ""));

  const inForce = (at) => block.states[at].status === "InForce";

  /** What opens first: the origin, and then the goods, that most states in force name. */
  function first() {
    asked.origin = most(block.origins, ({ states }) => states.filter(inForce).length);
    const there = new Set(asked.origin ? asked.origin.states.filter(inForce) : []);
    asked.goods = most(block.products, ({ id }) => block.states.filter(({ products }, at) => there.has(at) && products.includes(id)).length);
    asked.day = block.newest || "2000-01-01";
  }

  function title() {
    return `Rates${asked.goods ? ` on ${asked.goods.label}` : ""} over time${asked.origin ? `, goods of ${asked.origin.label}` : ""}`;
  }

  function drawn() {
    const { chart } = shown;
    const part = { ...chart, bands: chart.bands.slice(0, room) };
    const width = Math.max(280, byId("dl-rates-chart").clientWidth - 4);
    const { element, mark } = steps.draw(part, width);
    shown = { chart, mark, width };
    const rest = chart.bands.length - part.bands.length;
    const more = rest > 0 ? button({ class: "more", on: { click: () => {
      room = Infinity;
      drawn();
    } } }, `Show ${count(rest, "more band")}`) : null;
    byId("dl-rates-chart").replaceChildren(...[element, more].filter(Boolean));
    mark(asked.day);
  }

  function said(selected) {
    const out = shown ? [...shown.chart.leftOut].map(([reason, number]) => `${number} ${reason} not drawn`) : [];
    const filtered = selected.filter(({ node }) => node !== null && !state.passes(node)).length;
    const aside = filtered ? [`${filtered} of them do not pass the page's filters, which do not bear on rates`] : [];
    byId("dl-rates-said").textContent = [`${selected.length} of ${count(block.states.length, "policy state")} bear on it`, ...out, ...aside].join("; ") + ".";
  }

  /** The days of the chart: all that have a bound, or the year up to the newest source. */
  function windowOf(selected) {
    const all = ratebands.months(selected);
    if (!all) return null;
    const until = ratebands.monthEnd(block.newest && block.newest < all[1] && block.newest > all[0] ? block.newest : all[1]);
    const since = `${when.dayText(when.dayNumber(until) - YEAR + 31).slice(0, 8)}01`;
    const year = [since > all[0] ? since : all[0], until];
    fields.days.element.hidden = year[0] === all[0] && year[1] === all[1];
    if (asked.days === "year" && asked.day >= year[0] && asked.day <= year[1]) return year;
    asked.days = "all";
    return [asked.day < all[0] ? asked.day : all[0], asked.day > all[1] ? asked.day : all[1]];
  }

  /** Goods or origin have changed: another chart, another table, another answer. */
  function renew() {
    const selected = ratedays.select(asked.goods, asked.origin);
    const days = windowOf(selected);
    const chart = days && ratebands.chart(selected, asked.goods, title(), days);
    shown = chart ? { chart } : null;
    fields.days.update(asked.days);
    room = MOST_BANDS;
    byId("dl-rates-table").replaceChildren(...(chart ? [ratewords.table(chart)] : []));
    fields.slider.parentElement.hidden = !chart;
    if (!chart) fields.days.element.hidden = true;
    if (chart) range(chart);
    if (chart) drawn();
    else byId("dl-rates-chart").replaceChildren(boards.none("There is nothing to draw: no state that was asked for has a rate and a date."));
    said(selected);
    tell();
  }

  /** The slider runs over the days of the chart. */
  function range({ first: from, last }) {
    fields.slider.min = when.dayNumber(from);
    fields.slider.max = when.dayNumber(last);
    fields.slider.value = when.dayNumber(asked.day);
    fields.slider.setAttribute("aria-valuetext", when.inWords(asked.day));
  }

  function tell() {
    byId("dl-rates-answer").replaceChildren(...ratewords.answer(ratedays.answer(asked.day, asked.goods, asked.origin)));
    if (shown) shown.mark(asked.day);
  }

  function toDay(day, from, anew = false) {
    if (!when.isDay(day)) {
      fields.wrong.textContent = `“${day}” is not a day; write YYYY-MM-DD.`;
      return;
    }
    fields.wrong.textContent = "";
    asked.day = day;
    if (from !== fields.day) fields.day.value = day;
    const outside = anew || !shown || day < shown.chart.first || day > shown.chart.last;
    if (outside) return renew();
    range(shown.chart);
    tell();
  }

  function picker(label, id, groups, chosen, open, pick) {
    const every = groups.flatMap(([, list]) => list);
    const parts = groups.filter(([, list]) => list.length).map(([words, list]) => (words ? el("optgroup", { label: words }, list.map((each) => option(each, chosen))) : list.map((each) => option(each, chosen))));
    const select = el("select", { id, on: { change: () => pick(every.find((each) => each.id === select.value) || null) } }, el("option", { value: "" }, open), ...parts.flat());
    return el("div", {}, el("label", { for: id }, label), select);
  }

  function controls() {
    const day = el("input", { type: "date", id: "dl-rates-day", value: asked.day, "aria-describedby": "dl-rates-wrong", on: { change: () => day.value && toDay(day.value, day) } });
    const slider = el("input", { type: "range", id: "dl-rates-slider", step: 1, on: { input: () => toDay(when.dayText(Number(slider.value)), slider) } });
    const wrong = el("p", { id: "dl-rates-wrong", class: "unproven", role: "status" });
    const days = boards.choices("Chart", [{ name: "year", words: "the last year" }, { name: "all", words: "all days" }], (chosen) => {
      asked.days = chosen;
      if (chosen === "year") toDay(block.newest || asked.day, null, true);
      else renew();
    });
    fields = { day, slider, wrong, days };
    const pick = (what) => (each) => {
      asked[what] = each;
      renew();
    };
    const goods = [["Products", block.products], ["Headings (HS) that the sources list", block.headings]];
    return el("div", { class: "rate-controls" },
      picker("Goods", "dl-rates-goods", goods, asked.goods, "all products", pick("goods")),
      picker("Of", "dl-rates-origin", [["", block.origins]], asked.origin, "any origin", pick("origin")),
      el("div", {}, el("label", { for: "dl-rates-day" }, "On"), day),
      el("div", { class: "rate-slider" }, el("label", { for: "dl-rates-slider" }, "Move the day"), slider), days.element, wrong);
  }

  const key = () => el("p", { class: "rate-key" }, ...[["core", "certainly in force"], ["maybe", "possibly"], ["idle", "not in force: announced, suspended, …"]].flatMap(([kind, words]) => [el("span", { class: `key-${kind}`, "aria-hidden": "true" }), el("span", {}, words)]), el("span", { "aria-hidden": "true" }, "→"), el("span", {}, "goes on"));

  function missing() {
    const { products, headings } = block.leftOut;
    if (products + headings === 0) return null;
    return el("p", { class: "small" }, `Not in this file, as there are so many: ${[count(products, "product"), count(headings, "heading")].join(", ")}. Ask for them with: dateline rates STORY --on DAY --product NAME.`);
  }

  function build() {
    if (fields) return;
    if (!block || !block.states.length) return byId("dl-rates").replaceChildren(boards.none(block ? "This file has no rates: the story has no states of policies." : "This file has no rates: it was made from a network alone."));
    first();
    byId("dl-rates").replaceChildren(...[controls(), missing(), el("div", { class: "rate-sides" }, el("div", { class: "rate-chart" }, key(), el("div", { id: "dl-rates-chart" })), el("section", { id: "dl-rates-answer", class: "rate-answer", "aria-label": "What applied on the day" })), el("h3", {}, "The same as a table"), el("div", { id: "dl-rates-table" })].filter(Boolean));
    byId("dl-rates-chart").addEventListener("click", ({ target }) => {
      const step = target.closest("[data-state]");
      const node = step && ratedays.states()[step.dataset.state].node;
      if (step && node !== null) boards.select(node, "rates");
    });
    renew();
    new ResizeObserver(() => {
      const width = byId("dl-rates-chart").clientWidth;
      if (shown && width && Math.abs(width - 4 - shown.width) > 24) drawn();
    }).observe(byId("dl-rates-chart"));
    state.on("shown", () => said(ratedays.select(asked.goods, asked.origin)));
  }

  function start() {
    dateline.views.onOpen("rates", build);
  }

  return { start };
})();

// The rates board: pick goods, an origin and a day; the step chart of the states and what applied that day.
dateline.rates = (() => {
  const { el, byId, button } = dateline.dom;
  const { data, count } = dateline.model;
  const { board, boards, state, when, ratedays, ratebands, ratewords, steps } = dateline;
  const block = data.rates;
  const MOST_BANDS = 24;
  const YEAR = 365;
  const SLIDING = 600; // milliseconds between two steps of the slider that are undone together
  const ANY = ""; // all products, or any origin
  let asked = null; // {goods, origin, day, chart}: things of the block or null, the day, and the days of the chart
  let opening = null;
  let shown = null; // the chart, drawn for a width: {chart, mark, width}
  let room = MOST_BANDS;
  let fields = null;

  const most = (list, size) => list.reduce((best, each) => (best === null || size(each) > size(best) ? each : best), null);
  const option = (each, chosen) => el("option", { value: each.id, selected: each === chosen }, each.label.replace(/^HS (?=\d)/, ""));

  const inForce = (at) => block.states[at].status === "InForce";

  const isEmpty = !block || !block.states.length;
  const goods = () => (isEmpty ? [] : [...block.products, ...block.headings]);
  const origins = () => (isEmpty ? [] : block.origins);
  const withId = (list, id) => list.find((each) => each.id === id) ?? null;

  /** What opens first: the origin, and then the goods, that most states in force name. */
  function first() {
    if (isEmpty) return {};
    if (opening) return opening;
    const origin = most(block.origins, ({ states }) => states.filter(inForce).length);
    const there = new Set(origin ? origin.states.filter(inForce) : []);
    const product = most(block.products, ({ id }) => block.states.filter(({ products }, at) => there.has(at) && products.includes(id)).length);
    opening = Object.freeze({ goods: product?.id ?? ANY, origin: origin?.id ?? ANY, day: block.newest || "2000-01-01", chart: "year" });
    return opening;
  }

  const readable = (list) => (id) => (!isEmpty && (id === ANY || withId(list(), id)) ? id : undefined);
  const resolved = ({ goods: id, origin, ...rest }) => ({ goods: withId(goods(), id), origin: withId(origins(), origin), ...rest });

  /** What is chosen in words, for a citation. */
  function words(now) {
    const { goods: product, origin, day } = resolved(now);
    return [`rates on ${product ? product.label : "all products"}${origin ? ` of ${origin.label}` : ""} on ${when.inWords(day)}`];
  }

  board.register("rates", { first, words, read: board.reading({
    goods: readable(goods), origin: readable(origins),
    day: (text) => (!isEmpty && when.isDay(text) ? text : undefined),
    chart: (text) => (!isEmpty && ["year", "all"].includes(text) ? text : undefined),
  }) });

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

  /** All days that have a bound, and the year up to the newest source; null without any. */
  function daysOf(selected) {
    const all = ratebands.months(selected);
    if (!all) return null;
    const until = ratebands.monthEnd(block.newest && block.newest < all[1] && block.newest > all[0] ? block.newest : all[1]);
    const since = `${when.dayText(when.dayNumber(until) - YEAR + 31).slice(0, 8)}01`;
    return { all, year: [since > all[0] ? since : all[0], until] };
  }

  const isIn = (day, [from, to]) => day >= from && day <= to;

  /** The days of the chart: those of the year, if they hold the day that is asked about. */
  function windowOf(selected) {
    const days = daysOf(selected);
    if (!days) return null;
    const { all, year } = days;
    const yearly = asked.chart === "year" && isIn(asked.day, year);
    fields.days.element.hidden = year[0] === all[0] && year[1] === all[1];
    fields.days.update(yearly ? "year" : "all");
    return yearly ? year : [asked.day < all[0] ? asked.day : all[0], asked.day > all[1] ? asked.day : all[1]];
  }

  /** Changes what is asked. A day outside the last year widens the chart, which then stays so. */
  function choose(patch, how = {}) {
    const next = resolved({ ...board.now("rates"), ...patch });
    const days = daysOf(ratedays.select(next.goods, next.origin));
    const widened = days && next.chart === "year" && !isIn(next.day, days.year) ? { chart: "all" } : {};
    board.choose("rates", { ...patch, ...widened }, { from: "rates", ...how });
  }

  /** What is asked is another now, by whoever changed it. */
  function follow() {
    const before = asked;
    asked = resolved(board.now("rates"));
    fields.wrong.textContent = "";
    fields.goods.value = asked.goods?.id ?? ANY;
    fields.origin.value = asked.origin?.id ?? ANY;
    if (fields.day.value !== asked.day) fields.day.value = asked.day;
    const another = ["goods", "origin", "chart"].some((name) => before[name] !== asked[name]);
    if (another || !shown || !isIn(asked.day, [shown.chart.first, shown.chart.last])) return renew();
    range(shown.chart);
    tell();
  }

  /** Goods or origin have changed: another chart, another table, another answer. */
  function renew() {
    const selected = ratedays.select(asked.goods, asked.origin);
    const days = windowOf(selected);
    const chart = days && ratebands.chart(selected, asked.goods, title(), days);
    shown = chart ? { chart } : null;
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

  function toDay(day, how) {
    if (!when.isDay(day)) {
      fields.wrong.textContent = `“${day}” is not a day; write YYYY-MM-DD.`;
      return;
    }
    choose({ day }, how);
  }

  function picker(label, id, groups, chosen, open, name) {
    const parts = groups.filter(([, list]) => list.length).map(([words, list]) => (words ? el("optgroup", { label: words }, list.map((each) => option(each, chosen))) : list.map((each) => option(each, chosen))));
    const select = el("select", { id, on: { change: () => choose({ [name]: select.value }) } }, el("option", { value: ANY, selected: chosen === null }, open), ...parts.flat());
    return { select, element: el("div", { class: "rate-pick" }, el("label", { for: id }, label), select) };
  }

  function controls() {
    const day = el("input", { type: "date", id: "dl-rates-day", value: asked.day, "aria-describedby": "dl-rates-wrong", on: { change: () => day.value && toDay(day.value) } });
    const slider = el("input", { type: "range", id: "dl-rates-slider", step: 1, on: { input: () => toDay(when.dayText(Number(slider.value)), { from: "rates-slider", together: SLIDING }) } });
    const wrong = el("p", { id: "dl-rates-wrong", class: "unproven", role: "status" });
    const days = boards.choices("Chart", [{ name: "year", words: "the last year" }, { name: "all", words: "all days" }], (chosen) => choose({ chart: chosen, ...(chosen === "year" && block.newest ? { day: block.newest } : {}) }));
    const kinds = [["Products", block.products], ["Headings (HS) that the sources list", block.headings]];
    const [one, other] = [picker("Goods", "dl-rates-goods", kinds, asked.goods, "all products", "goods"), picker("Of", "dl-rates-origin", [["", block.origins]], asked.origin, "any origin", "origin")];
    fields = { day, slider, wrong, days, goods: one.select, origin: other.select };
    return el("div", { class: "rate-controls" },
      one.element, other.element,
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
    if (isEmpty) return byId("dl-rates").replaceChildren(boards.none(block ? "This file has no rates: the story has no states of policies." : "This file has no rates: it was made from a network alone."));
    asked = resolved(board.now("rates"));
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
    board.on("rates", follow);
    state.on("shown", () => said(ratedays.select(asked.goods, asked.origin)));
  }

  function start() {
    dateline.views.onOpen("rates", build);
  }

  return { start };
})();

// What a step chart shows: its window of days, a band for each policy and product, the words on its steps.
dateline.ratebands = (() => {
  const { data } = dateline.model;
  const { when } = dateline;
  const block = data.rates;
  const UNNAMED = "Goods not named";

  const nameOf = (id) => block.names[id] || id;
  const names = (ids) => ids.map(nameOf).join(", ");
  const status = (state) => block.statuses[state.status] || state.status;
  const everCertain = (state) => state.bounds[1] !== null && when.on(state, state.bounds[1]) === "certain";
  const text = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

  /** The rate as it is written on a step; a state that is not in force, or never certainly, says so. */
  function stepLabel(state) {
    const rate = state.rate === null ? "no rate given" : `${state.rate} %`;
    if (state.status === "InForce") return everCertain(state) ? rate : `${rate}, possibly`;
    return state.rate === null ? status(state) : `${rate} ${status(state)}`;
  }

  function usual(band) {
    const numbers = new Map();
    for (const state of [...band.states, ...band.undated]) for (const id of state.origins) numbers.set(nameOf(id), (numbers.get(nameOf(id)) || 0) + 1);
    return [...numbers].sort((a, b) => b[1] - a[1] || text(a[0], b[0])).map(([name]) => name)[0];
  }

  /** The words on a state's step; with its origins where they leave out the most named of the band. */
  function label(band, state) {
    const apart = state.origins.length && !state.origins.map(nameOf).includes(usual(band));
    return stepLabel(state) + (apart ? `, ${nameOf(state.origins[0])}${state.origins.length > 1 ? " …" : ""}` : "");
  }

  function leftOut(state, first, last) {
    if (state.rate === null && !state.products.length) return "with neither rate nor goods to draw";
    if (state.exemptBy.length) return `that spare ${names(state.exemptBy)}`;
    return when.dated(state) && when.within(state, first, last) === "impossible" ? "outside the days of the chart" : null;
  }

  /** One band for each policy and product asked about; products with the very same states share one. */
  function bandsOf(states, asked) {
    const found = new Map();
    for (const state of states) {
      const meant = state.products.filter((id) => !asked || asked.includes(id)).map(nameOf);
      for (const goods of meant.length ? meant : [UNNAMED]) {
        const key = JSON.stringify([state.policy ? nameOf(state.policy) : "", goods]);
        found.set(key, [...(found.get(key) || []), state]);
      }
    }
    const shared = new Map();
    for (const [key, list] of [...found].sort((a, b) => text(a[0], b[0]))) {
      const [policy, goods] = JSON.parse(key);
      const same = JSON.stringify([policy, list.map(({ id }) => id)]);
      if (!shared.has(same)) shared.set(same, { policy, goods: [], list });
      shared.get(same).goods.push(goods);
    }
    const bands = [...shared.values()].map(({ policy, goods, list }) => ({
      policy, goods: goods.join(", "), states: list.filter(when.dated), undated: list.filter((state) => !when.dated(state)),
      part: list.some(({ covers }) => covers !== null && covers !== "whole"),
    }));
    return bands.sort((a, b) => a.part - b.part || text(a.goods, b.goods) || text(a.policy, b.policy));
  }

  function monthEnd(day) {
    const [year, month] = day.split("-").map(Number);
    if (year === 9999 && month === 12) return "9999-12-31";
    return when.dayText(when.dayNumber(month === 12 ? `${String(year + 1).padStart(4, "0")}-01-01` : `${day.slice(0, 5)}${String(month + 1).padStart(2, "0")}-01`) - 1);
  }

  /** The first and last month that have a bound of these states, as days; null when none has. */
  function months(states) {
    const days = states.filter((state) => !leftOut(state, null, null)).flatMap(({ bounds }) => bounds.filter(Boolean)).sort();
    return days.length ? [`${days[0].slice(0, 8)}01`, monthEnd(days[days.length - 1])] : null;
  }

  /** The chart of selected states from a first to a last day; null when none has a day to be drawn on. */
  function chart(states, goods, title, [first, last]) {
    const out = new Map();
    const shown = states.filter((state) => {
      const reason = leftOut(state, first, last);
      if (reason) out.set(reason, (out.get(reason) || 0) + 1);
      return !reason;
    });
    if (!shown.some(when.dated)) return null;
    const rates = shown.filter((state) => state.rate !== null && when.dated(state)).map(({ rate }) => Number(rate));
    return {
      title, leftOut: out, states: shown, first, last,
      top: rates.reduce((most, rate) => Math.max(most, rate), 0) || 1, bands: bandsOf(shown, goods && goods.asked),
    };
  }

  /** What the chart shows, for those who do not see it. */
  const describe = (shown) => `${shown.title}, steps of the rate from ${when.inWords(shown.first)} to ${when.inWords(shown.last)}, in ${shown.bands.length} ${shown.bands.length === 1 ? "band" : "bands"}. The table below says the same.`;

  return { chart, months, monthEnd, label, stepLabel, names, nameOf, status, describe };
})();

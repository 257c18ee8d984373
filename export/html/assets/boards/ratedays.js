// Which rates applied on a day: the same answer as graph/rates/day.py and stacking.py, from the board's data.
dateline.ratedays = (() => {
  const { data, nodes, byId, title } = dateline.model;
  const { when } = dateline;
  const block = data.rates;
  const FACTS = { bounds: [null, null, null, null], ongoing: false, words: "", evidence: [] };
  let known = null;

  /** The states with the days and words of their nodes. */
  function states() {
    known = known || block.states.map((state, index) => {
      const node = nodes[byId.get(state.id)];
      const { bounds, ongoing, words, evidence } = node || FACTS;
      const told = state.told ? state.told.map((at) => evidence[at]).filter((at) => at !== undefined) : evidence;
      return { ...state, index, bounds, ongoing, when: words, evidence: told, node: node ? node.index : null, label: node ? title(node) : state.id };
    });
    return known;
  }

  /** The states that bear on goods and an origin (null: open), in the order of time. */
  function select(goods, origin) {
    const chosen = goods ? goods.states : states().map((_, index) => [index, null]);
    const from = origin && new Set(origin.states);
    return chosen.filter(([index]) => !from || from.has(index)).map(([index, cover, spared]) => ({ ...states()[index], covers: cover === null ? null : block.covers[cover], exemptBy: spared || [] }));
  }

  const height = ({ rate }) => (rate === null ? -1 : Number(rate));
  const text = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const unsure = ({ certainty }) => Number(certainty !== "certain");
  const certainAndHighFirst = (a, b) => unsure(a) - unsure(b) || height(b) - height(a) || text(a.id, b.id);

  /** What the sources say of each two states in force: [relation, from, to, quotes]. */
  function saidOf(inForce) {
    const there = new Set(inForce.map(({ index }) => index));
    return block.words.filter(([, from, to]) => from !== to && there.has(from) && there.has(to));
  }

  /** Decimal texts added up without rounding. */
  function total(rates) {
    const digits = Math.max(...rates.map((rate) => (rate.split(".")[1] || "").length));
    const whole = rates.reduce((sum, rate) => sum + BigInt(rate.split(".")[0] + (rate.split(".")[1] || "").padEnd(digits, "0")), 0n);
    if (!digits) return String(whole);
    const padded = String(whole).padStart(digits + 1, "0");
    return `${padded.slice(0, -digits)}.${padded.slice(-digits)}`.replace(/\.?0+$/, "");
  }

  /** The sums that the sources allow: of states that certainly apply to all goods asked about. */
  function sumsOf(inForce, said) {
    const spared = new Set(said.filter(([relation]) => relation === "Excludes").map(([, , to]) => to));
    const summed = inForce.filter((state) => state.certainty === "certain" && state.covers === "whole" && state.rate !== null && !spared.has(state.index));
    let groups = summed.map(({ index }) => new Set([index]));
    summed.forEach((one, at) => summed.slice(at + 1).forEach((other) => {
      const words = said.filter(([, from, to]) => (from === one.index && to === other.index) || (from === other.index && to === one.index));
      if (!words.length || words.some(([relation]) => relation !== "AddsTo")) return;
      const joined = groups.filter((group) => group.has(one.index) || group.has(other.index));
      groups = [...groups.filter((group) => !joined.includes(group)), new Set(joined.flatMap((group) => [...group]))];
    }));
    const members = groups.filter((group) => group.size > 1).map((group) => summed.filter(({ index }) => group.has(index)));
    return members.map((list) => ({ states: list, rate: total(list.map(({ rate }) => rate)) }));
  }

  const best = (list, better) => list.reduce((one, other) => (one === null || better(other, one) ? other : one), null);

  /** The state in force that ended last before a day, and the one that began first after it. */
  function nearest(selected, day) {
    const force = selected.filter(({ status }) => status === "InForce");
    const over = force.filter(({ bounds }) => bounds[3] !== null && bounds[3] < day);
    const ahead = force.filter(({ bounds }) => bounds[0] !== null && bounds[0] > day);
    return {
      earlier: best(over, (a, b) => a.bounds[3] > b.bounds[3] || (a.bounds[3] === b.bounds[3] && a.id > b.id)),
      later: best(ahead, (a, b) => a.bounds[0] < b.bounds[0] || (a.bounds[0] === b.bounds[0] && a.id < b.id)),
    };
  }

  /** What applied on a day (ISO) to goods of an origin; either may be null. */
  function answer(day, goods, origin) {
    const selected = select(goods, origin).map((state) => ({ ...state, certainty: when.on(state, day) }));
    const there = selected.filter(({ certainty }) => certainty !== "impossible");
    const force = there.filter(({ status }) => status === "InForce");
    const inForce = force.filter(({ exemptBy }) => !exemptBy.length).sort(certainAndHighFirst);
    const exempt = force.filter(({ exemptBy }) => exemptBy.length);
    const said = saidOf(inForce);
    const near = inForce.length || exempt.length ? { earlier: null, later: null } : nearest(selected, day);
    return {
      day, goods, origin, inForce, exempt, said, selected,
      notInForce: there.filter(({ status }) => status !== "InForce"),
      impossible: selected.filter(({ certainty }) => certainty === "impossible"),
      sums: sumsOf(inForce, said), ...near,
    };
  }

  return { states, select, answer };
})();

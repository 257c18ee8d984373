// The answers to the canned questions, for any values of their parameters: the rows of `dateline query --name`.
dateline.answers = (() => {
  const { data } = dateline.model;
  const { when, allen, chains } = dateline;
  const block = data.ask;
  const DAY_COLUMNS = ["item", "what", "certainty", "earliestBegin", "latestBegin", "earliestEnd", "latestEnd", "ongoing"];
  const RANKS = ["certain", "possible", "impossible"];
  const MOST_PAIRS = 200000;
  let known = null;

  const text = (a, b) => (a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? -1 : 1);
  const texts = (row) => row.map((at) => block.texts[at]);

  /** Everything that has a time: {iri, label, bounds, ongoing}, sorted by IRI. */
  function dated() {
    known = known || block.dated.map((row) => {
      const [iri, label, ...bounds] = texts(row.slice(0, 6));
      return { iri, label, bounds, ongoing: row[6] === 1 };
    });
    return known;
  }

  /** The rows of a question where each parameter has its value, in the query's own columns. */
  function chosen(question, values) {
    const { columns, held, distinct, parameters } = question;
    const tests = parameters.filter(({ name }) => values[name]).map(({ name, heldBy }) => [heldBy.map((each) => columns.indexOf(each)).filter((at) => at >= 0 && at < held), block.texts.indexOf(values[name])]);
    const seen = new Set();
    return question.rows.filter((row) => {
      if (!tests.every(([places, value]) => places.some((at) => row[at] === value))) return false;
      if (!distinct) return true;
      const key = row.slice(held).join(" ");
      return !seen.has(key) && seen.add(key);
    });
  }

  const table = (question, rows) => ({ columns: question.columns.slice(question.held), rows: rows.map((row) => texts(row.slice(question.held))) });
  const plain = (question, values) => table(question, chosen(question, values));

  /** How things stand to a day or a range: certain, possible, impossible. */
  function inDays(values, first, last) {
    const things = dated().filter(({ iri }) => !values.thing || iri === values.thing);
    const rows = things.map((thing) => [thing.iri, thing.label, when.within(thing, first, last), ...thing.bounds, thing.ongoing ? "true" : null]);
    return { columns: DAY_COLUMNS, rows: rows.sort((a, b) => RANKS.indexOf(a[2]) - RANKS.indexOf(b[2]) || text(a[4], b[4]) || text(a[0], b[0])) };
  }

  function pairs(values, columns, cells) {
    const ones = dated().filter(({ iri }) => !values.one || iri === values.one);
    const others = dated().filter(({ iri }) => !values.other || iri === values.other);
    const all = ones.length * others.length;
    if (all > MOST_PAIRS) return { columns, rows: [], ask: `There are ${all.toLocaleString("en")} pairs; pick one thing, or two.` };
    return { columns, rows: ones.flatMap((one) => others.filter((other) => other !== one).map((other) => [one.iri, one.label, ...cells(one, other), other.iri, other.label])) };
  }

  function relations(one, other) {
    const found = allen.admitted(one, other);
    return found.length === 1 ? [found[0], ""] : ["", found.join(" ")];
  }

  function ahead(question, values) {
    const { columns, rows } = plain(question, {});
    const latest = columns.indexOf("latest");
    const day = values.day || block.newest;
    return { columns, rows: rows.filter((row) => row[latest] === null || day === null || row[latest] >= day) };
  }

  /** Rates of a day or an origin: as the rates board has them, since the query says the same. */
  function rates(question, values) {
    const { columns, rows } = plain(question, {});
    const at = (name) => columns.indexOf(name);
    const ids = new Map(dateline.model.nodes.map(({ iri, id }) => [iri, id]));
    const place = new Map(data.rates.states.map(({ id }, index) => [id, index]));
    const origin = values.origin && data.rates.origins.find(({ id }) => id === ids.get(values.origin));
    const from = values.origin ? new Set(origin ? origin.states : []) : null;
    const byIri = new Map(dated().map((thing) => [thing.iri, thing]));
    return {
      columns,
      rows: rows.filter((row) => !from || from.has(place.get(ids.get(row[at("state")])))).flatMap((row) => {
        if (!values.day) return [row];
        const certainty = when.on(byIri.get(row[at("state")]), values.day);
        if (row[at("status")] !== "InForce" || certainty === "impossible") return [];
        return [row.map((cell, column) => (column === at("certainty") ? certainty : cell))];
      }),
    };
  }

  function chain(question, values) {
    const place = (value) => (value ? block.texts.indexOf(value) : null);
    const found = chains.walk(block.ledTo, question.rows, place(values.start), place(values.end));
    const columns = question.columns.slice(question.held);
    const rows = found.map(({ hop, row }) => [String(hop), ...texts(row.slice(question.held + 1))]);
    const by = (a, b) => Number(a[0]) - Number(b[0]) || text(a[1], b[1]) || text(a[3], b[3]) || text(a[4], b[4]);
    return { columns, rows: rows.sort(by) };
  }

  const WAYS = {
    "on-day": (question, values) => inDays(values, values.day || block.newest, values.day || block.newest),
    "in-range": (question, values) => inDays(values, values.first || null, values.last || null),
    order: (question, values) => pairs(values, ["from", "fromLabel", "before", "after", "to", "toLabel"], (one, other) => Object.values(allen.order(one, other))),
    allen: (question, values) => pairs(values, ["from", "fromLabel", "certain", "possible", "to", "toLabel"], relations),
    "still-to-come": ahead,
    rates,
    chain,
  };

  const questionNamed = (name) => block.questions.find((each) => each.name === name);

  /**
   * The answer as {columns, rows}, texts or null; with ``ask`` where a value has to be picked first.
   * ``values`` are IRIs and ISO days by parameter.
   */
  function answer(name, values = {}) {
    const question = questionNamed(name);
    return (WAYS[name] || plain)(question, values);
  }

  /** What a parameter may be: the IRIs that make a difference to the answer. */
  function candidates(question, { kind, heldBy }) {
    if (kind === "date") return [];
    if (kind === "Dated") return dated().map(({ iri }) => iri);
    if (question.name === "rates") return data.rates.origins.map(({ id }) => dateline.model.nodes[dateline.model.byId.get(id)].iri);
    const places = heldBy.map((each) => question.columns.indexOf(each)).filter((at) => at >= 0);
    return [...new Set(question.rows.flatMap((row) => places.map((at) => block.texts[row[at]])))].filter((iri) => iri !== null);
  }

  return { answer, candidates, questionNamed, dated };
})();

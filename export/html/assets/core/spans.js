// Uncertain time: the three answers, as Python and SPARQL give them. Days are counted from 1 January 1970.
dateline.spans = (() => {
  const { data } = dateline;
  const DAY = 86_400_000;
  const IMPOSSIBLE = 0;
  const POSSIBLE = 1;
  const CERTAIN = 2;

  const toDay = (text) => (text ? Date.parse(`${text}T00:00:00Z`) / DAY : null);

  function toText(day) {
    return new Date(Math.round(day) * DAY).toISOString().slice(0, 10).replace(/^[+-]\d\d/, "");
  }

  // Four bounds a row; NaN is an unknown one, with which every comparison fails.
  const days = new Float64Array(data.spans.length * 4);
  data.spans.forEach((row, at) => {
    for (let bound = 0; bound < 4; bound += 1) days[4 * at + bound] = row[bound] === null ? NaN : toDay(row[bound]);
  });
  const ongoing = Uint8Array.from(data.spans, (row) => row[4]);

  /** Whether what has these bounds was so on some day from the first to the last; null leaves a side open. */
  function answer(begin, begun, end, ended, goesOn, first, last) {
    if (last !== null && begin > last) return IMPOSSIBLE;
    if (first !== null && ended < first) return IMPOSSIBLE;
    const hasBegun = last === null || begun <= last;
    const notOver = first === null || goesOn || end >= first;
    return hasBegun && notOver ? CERTAIN : POSSIBLE;
  }

  /** The same for a row of the page's spans. */
  const within = (span, first, last) => answer(days[4 * span], days[4 * span + 1], days[4 * span + 2], days[4 * span + 3], ongoing[span] === 1, first, last);

  const WORDS = ["impossible", "possible", "certain"];

  /** How sure the days are: "day", "range", "open" or "none". */
  function precision(span) {
    const [a, b, c, d] = days.subarray(4 * span, 4 * span + 4);
    if ([a, b, c, d].every(Number.isNaN)) return "none";
    if (Number.isNaN(a) || Number.isNaN(b)) return "open";
    return a === b ? "day" : "range";
  }

  return { answer, within, precision, toDay, toText, days, ongoing, WORDS, IMPOSSIBLE, POSSIBLE, CERTAIN };
})();

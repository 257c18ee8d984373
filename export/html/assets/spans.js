// The three answers about uncertain time, from four bounds: certain, possible, impossible.
// The same as graph/time/spans.py; days are ISO texts, which compare as they are.
dateline.spans = (() => {
  /** Whether a thing was so on some day from first to last; null leaves a side open. */
  function within({ bounds: [begin, begun, end, ended], ongoing }, first, last) {
    const late = begin !== null && last !== null && begin > last;
    const early = ended !== null && first !== null && ended < first;
    if (late || early) return "impossible";
    const hasBegun = last === null || (begun !== null && begun <= last);
    const notOver = first === null || ongoing || (end !== null && end >= first);
    return hasBegun && notOver ? "certain" : "possible";
  }

  const on = (thing, day) => within(thing, day, day);
  const dated = ({ bounds }) => bounds.some((day) => day !== null);

  const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
  const dayNumber = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / 86400000);
  const dayText = (number) => new Date(number * 86400000).toISOString().slice(0, 10);
  const WORDS = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const inWords = (text) => WORDS.format(new Date(`${text}T00:00:00Z`));

  return { within, on, dated, isDay, dayNumber, dayText, inWords };
})();

// The three answers about a thing that brings its own bounds, in words; days are ISO texts.
dateline.when = (() => {
  const { spans } = dateline;
  const bound = (day) => (day === null ? NaN : spans.toDay(day));

  /** Whether a thing was so on some day from first to last; null leaves a side open. */
  function within({ bounds, ongoing }, first, last) {
    return spans.WORDS[spans.answer(...bounds.map(bound), ongoing, spans.toDay(first), spans.toDay(last))];
  }

  const on = (thing, day) => within(thing, day, day);
  const dated = ({ bounds }) => bounds.some((day) => day !== null);

  const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && Number.isFinite(spans.toDay(text)) && spans.toText(spans.toDay(text)) === text;
  const WORDS = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const inWords = (text) => WORDS.format(new Date(`${text}T00:00:00Z`));

  return { within, on, dated, isDay, dayNumber: spans.toDay, dayText: spans.toText, inWords };
})();

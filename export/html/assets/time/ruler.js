// Days as numbers and as marks on a linear axis.
dateline.ruler = (() => {
  const DAY = 86_400_000;
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  // Steps in months; the first that leaves room for its words is taken.
  const STEPS = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000];

  function start(year, month) {
    const date = new Date(0);
    date.setUTCFullYear(year, month, 1);
    return date.getTime() / DAY;
  }

  function daily(from, to, perDay) {
    const step = [1, 2, 7, 14].find((days) => days * perDay >= 58);
    if (!step) return null;
    const marks = [];
    for (let day = Math.ceil(from); day <= to; day += 1) {
      const date = new Date(day * DAY);
      const inMonth = date.getUTCDate();
      if (step > 1 && (inMonth - 1) % step !== 0) continue;
      if (inMonth > 1 && inMonth + step / 2 > 30) continue;
      const words = `${inMonth} ${MONTHS[date.getUTCMonth()]}`;
      marks.push({ day, words: inMonth === 1 ? `${words} ${date.getUTCFullYear()}` : words, strong: inMonth === 1 });
    }
    return marks;
  }

  /** Marks from one day to another at a number of pixels per day: [{day, words, strong}]. */
  function marks(from, to, perDay) {
    const byDay = daily(from, to, perDay);
    if (byDay) return byDay;
    const step = STEPS.find((months) => months * 30.4 * perDay >= 62) || STEPS.at(-1);
    const first = new Date(from * DAY);
    const found = [];
    let month = Math.floor((first.getUTCFullYear() * 12 + first.getUTCMonth()) / step) * step;
    for (; ; month += step) {
      const year = Math.floor(month / 12);
      const day = start(year, month % 12);
      if (day > to) return found;
      if (day < from) continue;
      const january = month % 12 === 0;
      found.push({ day, words: step >= 12 ? String(year) : `${MONTHS[month % 12]} ${year}`, strong: january });
    }
  }

  return { marks };
})();

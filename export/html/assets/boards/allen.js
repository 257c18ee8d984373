// Allen's thirteen relations, and plain order, between things whose days are not fully known.
// The same closed forms as graph/time/allen.py (Allen, CACM 26 (11), 1983); its comments give the reasons.
dateline.allen = (() => {
  const { dayNumber } = dateline.when;
  const ORDINAL = 719163; // what Python's date.toordinal counts 1970-01-01 as
  const UNKNOWN_PAST = -9;
  const ANY_BEGIN = 4000000;
  const OPEN_END = 5000000;
  const ANY_END = 6000000;

  /** The first and last day that the begin and the end of a thing may be. */
  function box({ bounds, ongoing }) {
    const [begin, beginBy, end, endBy] = bounds.map((day) => (day === null ? null : dayNumber(day) + ORDINAL));
    return {
      begin: begin ?? UNKNOWN_PAST,
      beginBy: beginBy ?? endBy ?? ANY_BEGIN,
      end: ongoing ? OPEN_END : end ?? begin ?? UNKNOWN_PAST,
      endBy: ongoing ? ANY_END : endBy ?? ANY_END,
    };
  }

  const shareBegin = (a, b) => a.begin <= b.beginBy && b.begin <= a.beginBy;
  const shareEnd = (a, b) => a.end <= b.endBy && b.end <= a.endBy;
  const POSSIBLE = {
    before: (a, b) => a.end + 2 <= b.beginBy,
    meets: (a, b) => a.end + 1 <= b.beginBy && b.begin <= a.endBy + 1,
    overlaps: (a, b) => a.begin + 1 <= b.beginBy && a.begin + 1 <= a.endBy && b.begin <= a.endBy && a.begin + 2 <= b.endBy && b.begin + 1 <= b.endBy && a.end + 1 <= b.endBy,
    starts: (a, b) => shareBegin(a, b) && a.end + 1 <= b.endBy && b.begin + 1 <= b.endBy,
    during: (a, b) => b.begin + 1 <= a.beginBy && b.begin + 2 <= b.endBy && a.end + 1 <= b.endBy,
    finishes: (a, b) => shareEnd(a, b) && b.begin + 1 <= a.beginBy && b.begin + 1 <= b.endBy,
    equals: (a, b) => shareBegin(a, b) && shareEnd(a, b),
  };
  const INVERSE = { after: "before", metBy: "meets", overlappedBy: "overlaps", startedBy: "starts", contains: "during", finishedBy: "finishes" };

  /** The names of all relations of a to b that the bounds admit; a relation alone is certain. */
  function admitted(a, b) {
    const [one, other] = [box(a), box(b)];
    return [
      ...Object.keys(POSSIBLE).filter((name) => POSSIBLE[name](one, other)),
      ...Object.keys(INVERSE).filter((name) => POSSIBLE[INVERSE[name]](other, one)),
    ];
  }

  function earlier(one, other) {
    if (one.end >= other.beginBy) return "impossible";
    return one.endBy < other.begin ? "certain" : "possible";
  }

  /** Whether a lies wholly before b, and whether wholly after it: the three answers. */
  function order(a, b) {
    const [one, other] = [box(a), box(b)];
    return { before: earlier(one, other), after: earlier(other, one) };
  }

  return { admitted, order };
})();

// Numbers with their words, and texts cut to a length.
dateline.wording = (() => {
  const NUMBER = new Intl.NumberFormat("en");
  const count = (number, one, many) => `${NUMBER.format(number)} ${number === 1 ? one : many || one + "s"}`;

  /** The text cut to a length for places with little room; the panel always has the whole. */
  function short(text, length = 90) {
    const letters = Array.from(text.slice(0, length * 3));
    return letters.length <= length && text.length <= length * 3 ? text : letters.slice(0, length - 1).join("").trimEnd() + "…";
  }

  return { count, short };
})();

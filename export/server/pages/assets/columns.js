// What the columns of an answer hold: things, days, numbers or texts. A column is what most of its terms are.
dateline.columns = (() => {
  const LONG = 60;
  const { isNumber, isDay, isNode, plain } = dateline.cells;

  function kindOf(terms) {
    const bound = terms.filter(Boolean);
    if (!bound.length) return "empty";
    if (bound.every(isNode)) return "node";
    if (bound.every(isNumber)) return "number";
    if (bound.every(isDay)) return "day";
    return "text";
  }

  /** [{name, kind, distinct, long}] with kind node, number, day, text or empty; long texts are for reading. */
  const read = ({ columns, bindings }) => columns.map((name) => {
    const terms = bindings.map((row) => row[name]);
    const texts = new Set(terms.map(plain));
    const letters = [...texts].reduce((sum, text) => sum + text.length, 0);
    return { name, kind: kindOf(terms), distinct: texts.size, long: letters > LONG * texts.size };
  });

  /** The column that tells what a row is about: texts before things, as they are to be read. */
  const about = (found) => found.find(({ kind, name }) => kind === "text" && /label|what|name|title/i.test(name)) || found.find(({ kind }) => kind === "node") || found.find(({ kind }) => kind === "text") || null;

  return { read, about };
})();

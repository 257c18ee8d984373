// What sources disagree about: the sides beside each other, each with its own words.
dateline.clashes = (() => {
  const { el, button } = dateline.dom;
  const { conflicts, data } = dateline.model;
  const { evidence, state } = dateline;
  const FEW = 3; // quotes a side; the thing itself has them all

  function side({ node, says, proof }) {
    const go = () => state.select({ what: "node", index: node }, { from: "panel" });
    const name = node === null ? el("p", { dir: "auto" }, says) : button({ class: "as-link", dir: "auto", on: { click: go } }, says);
    return el("li", {}, name, ...evidence.list(data.proofs[proof].slice(0, FEW)));
  }

  function one(reason) {
    const found = conflicts.find((each) => each.reason === reason);
    const sides = found ? found.sides.filter((each, at, all) => all.findIndex((other) => other.says === each.says) === at) : [];
    const stated = found ? evidence.list(data.proofs[found.proof]) : [];
    return el("div", { class: "conflict" }, el("p", { dir: "auto" }, el("b", {}, "Sources disagree: "), reason),
      sides.length ? el("ul", { class: "sides" }, sides.map(side)) : null,
      stated.length ? el("details", {}, el("summary", {}, "The words that disagree"), ...stated) : null);
  }

  return { of: (node) => node.conflicts.map(one) };
})();

// What is seen now, as things and connections, and in words: for files, citations and print.
dateline.seen = (() => {
  const { nodes, edges, kinds, about, title, sentence, count, short, evidence } = dateline.model;
  const { board, state, filters, scene, spans } = dateline;
  const WORDS = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const dayInWords = (text) => WORDS.format(new Date(spans.toDay(text) * 86_400_000));

  // What a view lists beside what the graph draws: the table has every kind, the claims every claim.
  const LISTS = { table: () => true, claims: (node) => node.kind === "claim" };

  /** The things that are drawn or listed in the open view, in the story's order. */
  function things() {
    const lists = LISTS[state.get().view] ?? (() => false);
    return nodes.filter((node) => state.isShown(node.index) || (state.passes(node.index) && lists(node)));
  }

  /** The connections between those things that pass the filters. */
  function connections(some = things()) {
    const there = new Uint8Array(nodes.length);
    for (const node of some) there[node.index] = 1;
    return edges.filter((edge) => state.isSelected("edge", edge.index) || (there[edge.from] && there[edge.to] && filters.edgePasses(edge.index)));
  }

  /** The quotes of something that were there on the day by which things are known. */
  const quotes = (item) => item.evidence.filter((at) => filters.evidenceKnown(at, state.get().knownBy));

  const listed = (words, last) => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`);

  function facetWords(now) {
    return filters.prepare().filter(({ name }) => now.facets[name]?.length).map((facet) => {
      const values = now.facets[facet.name].map((key) => facet.words[facet.place.get(key)] ?? key);
      return `${facet.title}: ${listed(values.map((words) => short(words, 80)), "or")}`;
    });
  }

  const selectedWords = () => {
    const { what, index } = state.selection;
    return short(what === "node" ? title(nodes[index]) : sentence(edges[index]), 120);
  };

  /** The filters in words, a text each; none when nothing is filtered. ``chosen``: with what is selected. */
  function filterWords({ chosen = true } = {}) {
    const now = state.get();
    const { window: days, knownBy, certainOnly, selection } = now;
    const words = [...board.words(now.view), ...facetWords(now)];
    if (days) words.push(`${certainOnly ? "certainly" : "possibly"} between ${dayInWords(days.from)} and ${dayInWords(days.to)}`);
    if (knownBy) words.push(`as known by ${dayInWords(knownBy)}`);
    if (selection && chosen) words.push(`selected: ${selectedWords()}`);
    if (now.opened !== null && scene.large && !selection) words.push(`group: ${scene.groupWords(now.opened)}`);
    return words;
  }

  /** What is drawn, in words: the kinds and how many of each. */
  function kindWords(some) {
    const numbers = new Map();
    for (const node of some) numbers.set(node.kind, (numbers.get(node.kind) ?? 0) + 1);
    return listed(kinds.filter((kind) => numbers.has(kind.name)).map((kind) => count(numbers.get(kind.name), kind.one, kind.many)), "and");
  }

  const plainName = (text) => text.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/gu, "-").replace(/^-+|-+$/gu, "").slice(0, 60);

  /** The name of a file of the view, without its ending: the story, the view, and that it is filtered. */
  function fileName(part = "") {
    const { view, window: days, knownBy } = state.get();
    const story = plainName(about.story_iri.replace(/[/#]+$/u, "").split(/[/#]/u).at(-1)) || plainName(about.title) || "story";
    return [story, plainName(view), days ? `${days.from}-to-${days.to}` : "", knownBy ? `known-by-${knownBy}` : "", state.isFiltered() && !days && !knownBy ? "filtered" : "", part].filter(Boolean).join("_");
  }

  return { things, connections, quotes, filterWords, selectedWords, kindWords, fileName, dayInWords, listed, quote: (at) => evidence[at] };
})();

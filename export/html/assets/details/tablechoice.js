// What a reader chooses for the table: which one, its filter, whose connections, and its order.
dateline.tablechoice = (() => {
  const { nodes, byId, title } = dateline.model;
  const { board } = dateline;
  const NAMES = { nodes: "things", edges: "connections", groups: "groups" };
  const SORTS = { nodes: { sort: "date", down: false }, edges: { sort: "from", down: false }, groups: { sort: "things", down: true } };
  const LONGEST = 200; // letters of a filter
  const slug = (column) => column.name.toLowerCase().replaceAll(" ", "-");

  /** The choices in words, for a citation. */
  function words({ which, filter, of, sort, down }) {
    const parts = [`table of ${NAMES[which]}`];
    if (which === "edges" && of !== null) parts.push(`of ${title(nodes[byId.get(of)])}`);
    if (filter.trim()) parts.push(`with the words “${filter.trim()}”`);
    return [[...parts, `sorted by ${sort.replaceAll("-", " ")}${down ? ", downwards" : ""}`].join(", ")];
  }

  /** Makes the choices part of the view, for the tables that the page has. */
  function register(tables) {
    const named = (text) => Object.keys(tables).find((name) => NAMES[name] === text);
    const meant = (texts) => named(texts.get("which")) ?? "nodes";
    board.register("table", {
      words,
      first: ({ which = "nodes" } = {}) => ({ which: "nodes", filter: "", of: null, ...SORTS[which] }),
      read: board.reading({
        which: named,
        filter: (text) => (text.length <= LONGEST ? text : undefined),
        of: (id) => (byId.has(id) ? id : undefined),
        sort: (text, texts) => (tables[meant(texts)].columns.map(slug).includes(text) ? text : undefined),
        down: (text) => (["0", "1"].includes(text) ? text === "1" : undefined),
      }),
      write: (chosen) => Object.entries(chosen).map(([name, value]) => [name, name === "which" ? NAMES[value] : name === "down" ? Number(value) : value]),
    });
  }

  return { register, slug, SORTS, LONGEST };
})();

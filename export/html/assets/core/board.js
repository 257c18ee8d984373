// What the reader chose on the boards, beside the filters. It is part of the state, so of every link and of undo.
dateline.board = (() => {
  const { state } = dateline;
  const boards = new Map();
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  /**
   * A board by its view: ``first(chosen)`` gives what it opens with, ``read(texts, lose)`` makes choices of the
   * texts of a link (a Map; what this file lacks is told to ``lose(name)``), ``write(chosen)`` pairs of name and
   * text, ``words(now)`` says in words what is chosen.
   */
  function register(view, { first, read, write = Object.entries, words }) {
    boards.set(view, { first, read, write, words });
  }

  const chosen = (view, all = state.get().board) => all[view] ?? {};

  /** All that a board shows by: its first choices, and over them the reader's. */
  const now = (view) => ({ ...boards.get(view).first(chosen(view)), ...chosen(view) });

  /** Only what differs from the first choices, in their order, so that one view has one link. */
  function differing(view, choices) {
    const first = boards.get(view).first(choices);
    return Object.freeze(Object.fromEntries(Object.keys(first).filter((name) => name in choices && !same(choices[name], first[name])).map((name) => [name, choices[name]])));
  }

  /** The part of the state in which a board has other choices. */
  function having(view, choices, all = state.get().board) {
    const parts = [...boards.keys()].map((each) => [each, each === view ? differing(view, choices) : chosen(each, all)]);
    return Object.freeze(Object.fromEntries(parts.filter(([, part]) => Object.keys(part).length)));
  }

  const choose = (view, patch, how) => state.set({ board: having(view, { ...now(view), ...patch }) }, how);

  /** Calls when the choices of a board are others than before. */
  function on(view, listener) {
    let last = chosen(view);
    state.on("any", ({ changed, how }) => {
      const before = last;
      last = chosen(view);
      if (changed.includes("board") && !same(before, last)) listener(how);
    });
  }

  /** Names and texts for a link: "rates.goods" and "steel". */
  const written = (all) => [...boards].filter(([view]) => all[view]).flatMap(([view, { write }]) => write(all[view]).map(([name, text]) => [`${view}.${name}`, text]));

  /** Whether a name in a link is that of a board's choice. */
  const takes = (name) => name.includes(".") && boards.has(name.split(".", 1)[0]);

  /** The part of the state that pairs of name and text in a link mean. */
  function read(pairs, lose) {
    const texts = new Map();
    for (const [name, text] of pairs) {
      const view = name.split(".", 1)[0];
      texts.set(view, (texts.get(view) ?? new Map()).set(name.slice(view.length + 1), text));
    }
    return [...texts].reduce((all, [view, own]) => having(view, boards.get(view).read(own, (name) => lose(`${view}.${name}`, own.get(name))), all), state.FIRST.board);
  }

  /** For a board whose choices stand for themselves: by name, what reads one; undefined is what the file lacks. */
  const reading = (readers) => (texts, lose) => {
    const found = {};
    for (const [name, text] of texts) {
      const value = Object.hasOwn(readers, name) ? readers[name](text, texts) : undefined;
      if (value === undefined) lose(name);
      else found[name] = value;
    }
    return found;
  };

  const oneOf = (values) => (text) => (values().includes(text) ? text : undefined);

  /** What is chosen on a board, in words; empty for its first choices and for a view that is none. */
  const words = (view) => (Object.keys(chosen(view)).length ? boards.get(view).words(now(view)) : []);

  return { register, now, having, choose, on, written, takes, read, reading, oneOf, words };
})();

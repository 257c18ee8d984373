// The editor of queries: CodeMirror in a shadow root, where it can bring its styles as style sheet objects.
dateline.sparqlEditor = (() => {
  const mono = 'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace';

  function colours({ EditorView, HighlightStyle, syntaxHighlighting, tags }) {
    const theme = EditorView.theme({
      "&": { color: "var(--ink)", backgroundColor: "var(--raised)", fontSize: "14px", height: "100%" },
      "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "-2px" },
      ".cm-scroller": { fontFamily: mono, lineHeight: "1.55" },
      ".cm-content": { caretColor: "var(--accent)" },
      ".cm-cursor": { borderLeftColor: "var(--accent)", borderLeftWidth: "2px" },
      "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { background: "var(--accent-wash)" },
      ".cm-line.wrong": { backgroundColor: "var(--accent-wash)", boxShadow: "inset 3px 0 var(--alert)" },
      ".wrong-word": { textDecoration: "underline wavy var(--alert)", textUnderlineOffset: "3px" },
      ".cm-gutters": { backgroundColor: "var(--sunk)", color: "var(--soft)", border: "0" },
      "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--accent-wash)", outline: "1px solid var(--accent)" },
      "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "transparent", color: "var(--alert)" },
      ".cm-tooltip": { backgroundColor: "var(--raised)", border: "1px solid var(--soft)", borderRadius: "8px", maxWidth: "92vw" },
      ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: mono, maxHeight: "none", borderRadius: "7px" },
      ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "4px 10px", lineHeight: "1.4" },
      ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--ink)", color: "var(--paper)" },
      ".cm-completionDetail": { fontStyle: "normal", fontFamily: "var(--sans)", fontSize: "13px", color: "var(--soft)" },
      "li[aria-selected] .cm-completionDetail": { color: "inherit" },
      ".cm-tooltip.cm-completionInfo": { padding: "8px 12px", fontFamily: "var(--sans)", margin: "0", width: "max-content" },
    });
    const style = HighlightStyle.define([
      { tag: tags.keyword, color: "var(--kind-policy)", fontWeight: "600" },
      { tag: [tags.string, tags.literal], color: "var(--kind-claim)" },
      { tag: tags.comment, color: "var(--soft)" },
      { tag: [tags.variableName, tags.local(tags.variableName)], color: "var(--kind-event)" },
      { tag: [tags.atom, tags.standard(tags.variableName)], color: "var(--kind-actor)" },
      { tag: [tags.operator, tags.bracket, tags.meta], color: "var(--ink)" },
    ]);
    return [theme, syntaxHighlighting(style)];
  }

  /** What a key does here stays here: "/" must not lead to the search of the page. Escape goes on. */
  function keepKeys(host) {
    host.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") event.stopPropagation();
    });
  }

  /**
   * Typing over a selection, done by CodeMirror: the browser's own way writes style attributes, which the
   * policy of the page refuses (with a message for each).
   */
  function typeOver(event, view) {
    const { main } = view.state.selection;
    if (event.inputType !== "insertText" || !event.data || main.empty) return false;
    event.preventDefault();
    const typed = () => view.state.update(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
    const handlers = view.state.facet(datelineSparqlEditor.EditorView.inputHandler);
    if (!handlers.some((handler) => handler(view, main.from, main.to, event.data, typed))) view.dispatch(typed());
    return true;
  }

  /** What a completion means, below the list or, where the window ends, above it: never over the list. */
  function placeInfo(view, list, option, info, space) {
    const above = list.bottom + info.bottom - info.top + 6 > space.bottom;
    const room = Math.min(420, space.right - list.left - 8);
    return { style: `${above ? "bottom" : "top"}: calc(100% + 4px); left: 0; max-width: ${Math.max(room, 160)}px`, class: "below" };
  }

  /** Marks the line of an error, and the word at its place; what is typed takes the mark away. */
  function marks({ Decoration, EditorView, StateEffect, StateField }) {
    const place = StateEffect.define();
    const line = Decoration.line({ class: "wrong" });
    const word = Decoration.mark({ class: "wrong-word" });

    function at(doc, wanted) {
      const from = Math.min(wanted, doc.length);
      const row = doc.lineAt(from);
      const length = /^(?:[\p{L}\p{N}_:.?$-]+|[^])/u.exec(row.text.slice(from - row.from))?.[0].length;
      return Decoration.set([line.range(row.from), ...(length ? [word.range(from, from + length)] : [])]);
    }

    const field = StateField.define({
      create: () => Decoration.none,
      update(shown, change) {
        const asked = change.effects.find((effect) => effect.is(place));
        if (asked) return asked.value === null ? Decoration.none : at(change.state.doc, asked.value);
        return change.docChanged ? Decoration.none : shown;
      },
      provide: (shown) => EditorView.decorations.from(shown),
    });
    return { field, mark: (view, where) => view.dispatch({ effects: place.of(where) }) };
  }

  /** An editor in ``host``; ``run`` is called for Ctrl+Enter, or Cmd+Enter on a Mac. */
  function create(host, { text, label, describedBy, run }) {
    const code = datelineSparqlEditor;
    const { EditorState, EditorView, keymap } = code;
    const root = host.attachShadow({ mode: "open" });
    const told = document.createElement("p");
    told.id = "told";
    told.hidden = true;
    told.textContent = describedBy;
    root.append(told);
    const wrong = marks(code);
    const running = { key: "Mod-Enter", preventDefault: true, run: () => { run(); return true; } };
    const extensions = [
      keymap.of([running, { ...running, key: "Ctrl-Enter" }]),
      code.lineNumbers(), code.highlightSpecialChars(), code.history(), code.drawSelection(), code.bracketMatching(), code.closeBrackets(),
      code.autocompletion({ override: [dateline.sparqlCompletion.complete], icons: false, positionInfo: placeInfo }),
      keymap.of([...code.closeBracketsKeymap, ...code.completionKeymap, ...code.historyKeymap, ...code.defaultKeymap]),
      code.StreamLanguage.define(code.sparql),
      EditorView.lineWrapping, wrong.field,
      EditorView.domEventHandlers({ beforeinput: typeOver }),
      EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": "told", tabindex: "0", autocapitalize: "off", spellcheck: "false" }),
      ...colours(code),
    ];
    const view = new EditorView({ state: EditorState.create({ doc: text, extensions }), parent: root, root });
    keepKeys(host);
    return {
      get text() { return view.state.sliceDoc(); },
      set text(value) { view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value }, selection: { anchor: 0 }, annotations: code.isolateHistory.of("full"), scrollIntoView: true }); },
      focus: () => view.focus(),
      /** Marks the place of an error (characters from the start); null takes the mark away. */
      mark: (at) => wrong.mark(view, at),
      goTo(at) {
        view.dispatch({ selection: { anchor: Math.min(at, view.state.doc.length) }, scrollIntoView: true });
        view.focus();
      },
    };
  }

  return { create };
})();

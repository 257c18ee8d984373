// The editor where the bundle with CodeMirror is missing: a plain field that can do the same but colours and completion.
dateline.sparqlEditor = (() => {
  const { el } = dateline.dom;

  function create(host, { text, label, describedBy, run }) {
    const field = el("textarea", { name: "query", rows: 12, "aria-label": label, "aria-description": describedBy, spellcheck: "false", autocapitalize: "off" });
    field.value = text;
    host.replaceChildren(field);
    host.classList.add("plain");
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      run();
    });
    field.addEventListener("input", () => field.removeAttribute("aria-invalid"));

    /** Selects from a place to the end of its line. */
    function select(at) {
      const end = field.value.indexOf("\n", at);
      field.setSelectionRange(at, end < 0 ? field.value.length : end);
    }

    return {
      get text() { return field.value; },
      set text(value) { field.value = value; },
      focus: () => field.focus(),
      mark(at) {
        field.toggleAttribute("aria-invalid", at !== null);
        if (at === null) return;
        field.setAttribute("aria-invalid", "true");
        select(at);
      },
      goTo(at) {
        field.focus();
        select(at);
      },
    };
  }

  return { create };
})();

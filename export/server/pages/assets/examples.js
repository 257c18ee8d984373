// The canned queries: a list to find one in, and fields for the values of its parameters.
dateline.examples = (() => {
  const { el, byId, button } = dateline.dom;
  const { count } = dateline.wording;
  const { fold } = dateline;
  const { examples, things, base } = dateline.page;
  const { nameOf } = dateline.sparqlCompletion;
  const lists = new Map();
  let editor = null;
  let onUse = () => {};

  const lineOf = (name) => new RegExp(`^([ \\t]*)(?:# ?)?VALUES \\?${name} \\{[^}\\n]*\\}(.*)$`, "mu");
  const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text);

  /** A description, in which commands stand between backticks. */
  const worded = (text) => text.split("`").map((part, at) => (at % 2 ? el("code", {}, part) : part));

  /** The query with a value for a parameter, or with its line as a comment again. */
  function filled(text, name, value) {
    return text.replace(lineOf(name), (_, room, rest) => (value ? `${room}VALUES ?${name} { ${value} }${rest}` : `${room}# VALUES ?${name} { :id }${rest}`));
  }

  /** The things of some kinds (of any, when there are none) by what a reader picks: labels, with the id where two share one. */
  function choices(kinds) {
    const key = kinds.join();
    if (lists.has(key)) return lists.get(key);
    const fits = things.filter(([, , kind]) => !kinds.length || kinds.includes(kind));
    const labels = new Map();
    for (const [, [label]] of fits) labels.set(label, (labels.get(label) || 0) + 1);
    const byLabel = new Map(fits.map(([id, [label]]) => [labels.get(label) > 1 ? `${label} (${id})` : label, id]));
    const list = el("datalist", { id: `dl-things-${lists.size}` }, [...byLabel.keys()].map((value) => el("option", { value })));
    byId("dl-parameters").before(list);
    lists.set(key, { list, byLabel, labelOf: new Map([...byLabel].map(([label, id]) => [id, label])) });
    return lists.get(key);
  }

  function valueOf(input, { kind, kinds }) {
    const text = input.value.trim();
    if (!text) return "";
    if (kind === "date") return isDay(text) ? `"${text}"^^xsd:date` : "";
    const { byLabel } = choices(kinds);
    const id = byLabel.get(text) ?? (things.some(([each]) => each === text) ? text : null);
    input.setCustomValidity(id ? "" : "No thing of the story is called so; choose one from the list, or leave this empty for all.");
    return id ? nameOf({ iri: base + id }) : "";
  }

  function field(parameter) {
    const { name, kind, kinds, meaning, example } = parameter;
    const isDate = kind === "date";
    const input = el("input", isDate ? { type: "date", value: example } : { type: "text", list: choices(kinds).list.id, autocomplete: "off", placeholder: "any", value: example ? choices(kinds).labelOf.get(example.slice(base.length)) : null });
    input.addEventListener("change", () => {
      const value = valueOf(input, parameter);
      input.reportValidity();
      editor.text = filled(editor.text, name, value);
    });
    return [el("label", {}, el("span", {}, meaning.replace(/^./u, (letter) => letter.toUpperCase())), input), input];
  }

  function use(example) {
    const fields = example.parameters.map(field);
    const values = fields.map(([, input], at) => valueOf(input, example.parameters[at]));
    editor.text = example.parameters.reduce((text, { name }, at) => filled(text, name, values[at]), example.sparql);
    byId("dl-parameters").replaceChildren(byId("dl-parameters").firstElementChild, ...fields.map(([label]) => label));
    byId("dl-parameters").hidden = !fields.length;
    byId("dl-what").textContent = example.title;
    byId("dl-about").replaceChildren(...worded(example.description));
    onUse();
  }

  /** What stands above the editor when the query is no example. */
  function forget() {
    byId("dl-parameters").hidden = true;
    byId("dl-what").textContent = "Query";
    byId("dl-about").textContent = "";
  }

  function list() {
    const wanted = fold(byId("dl-sift").value).split(" ").filter(Boolean);
    const found = examples.filter(({ name, title, description }) => wanted.every((word) => fold(`${name} ${title} ${description}`).includes(word)));
    byId("dl-examples").replaceChildren(...found.map((example) => el("li", {}, button({ class: "as-link", on: { click: () => use(example) } }, example.title), el("span", { class: "small" }, worded(example.description)))));
    byId("dl-sifted").textContent = wanted.length ? `${count(found.length, "example")} of ${examples.length}.` : "";
  }

  function start(chosen, used) {
    [editor, onUse] = [chosen, used];
    byId("dl-sift").addEventListener("input", list);
    // Enter in a field is a change of the value, and not yet the wish to run.
    byId("dl-parameters").addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    list();
  }

  return { start, forget };
})();

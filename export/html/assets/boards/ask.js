// The Ask board: canned questions as buttons, their answers as tables, for any value of their parameters.
dateline.ask = (() => {
  const { el, byId, button } = dateline.dom;
  const { data, count } = dateline.model;
  const { board, boards, answers, asktable, when } = dateline;
  const block = data.ask;
  const BODY = /^(SELECT [\s\S]*?WHERE \{)/m;
  const MOST_OPTIONS = 3000;
  const FIRST = Object.freeze({ question: null, values: Object.freeze({}) });
  let open = null; // the question that is shown
  let values = {};
  let buttons = new Map();

  const local = (iri) => (iri.startsWith(block.base) ? iri.slice(block.base.length) : iri);
  const given = (name, kind) => (kind === "date" ? `"${values[name]}"^^xsd:date` : `<${values[name]}>`);

  /** A value of a parameter by what a link has of it; undefined when it makes no difference to the answer. */
  function valued(question, { name, kind }, text) {
    if (kind === "date") return when.isDay(text) ? text : undefined;
    return answers.candidates(question, question.parameters.find((each) => each.name === name)).find((iri) => local(iri) === text);
  }

  function read(texts, lose) {
    const question = block && block.questions.find(({ name }) => name === texts.get("question"));
    const found = {};
    for (const [name, text] of texts) {
      if (name === "question") continue;
      const parameter = question?.answered && question.parameters.find((each) => each.name === name);
      const value = parameter ? valued(question, parameter, text) : undefined;
      if (value === undefined) lose(name);
      else found[name] = value;
    }
    if (texts.has("question") && !question) lose("question");
    return question ? { question: question.name, values: found } : {};
  }

  const write = ({ question, values: chosen = {} }) => [["question", question], ...Object.entries(chosen).map(([name, value]) => [name, local(value)])];

  /** The question in words, for a citation. */
  function words({ question, values: picked }) {
    const { title, parameters } = answers.questionNamed(question);
    const told = parameters.filter(({ name }) => picked[name]).map(({ name, kind, meaning }) => `${meaning}: ${kind === "date" ? when.inWords(picked[name]) : asktable.nameOf(picked[name])}`);
    return [`question: ${[title, ...told].join("; ")}`];
  }

  board.register("ask", { first: () => FIRST, read, write, words });

  const set = () => open.parameters.filter(({ name }) => values[name]);

  /** The SPARQL with the values that were picked, as `dateline query --name` runs it. */
  function sparql() {
    return set().reduce((text, { name, kind }) => text.replace(BODY, (found) => `${found}\n  VALUES ?${name} { ${given(name, kind)} }`), open.sparql);
  }

  const shell = (text) => (/^[\w.=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
  const command = () => ["dateline query STORY --name", open.name, ...set().map(({ name, kind }) => `--set ${shell(`${name}=${kind === "date" ? values[name] : local(values[name])}`)}`)].join(" ");

  function dateField({ name, meaning }, id) {
    const input = el("input", { type: "date", id, value: values[name] || "", on: { change: () => pick(name, when.isDay(input.value) ? input.value : null) } });
    return el("div", {}, el("label", { for: id }, meaning), input);
  }

  /** Names for IRIs, each once: of two things with one name, both with their ids. */
  function named(iris) {
    const numbers = new Map();
    for (const iri of iris) numbers.set(asktable.nameOf(iri), (numbers.get(asktable.nameOf(iri)) || 0) + 1);
    return new Map(iris.map((iri) => {
      const name = asktable.nameOf(iri);
      return [numbers.get(name) > 1 ? `${name} (${local(iri)})` : name, iri];
    }));
  }

  function thingField(parameter, id) {
    const { name, meaning } = parameter;
    const options = named(answers.candidates(open, parameter));
    const byFold = new Map([...options].flatMap(([label, iri]) => [[dateline.fold(label), iri], [dateline.fold(local(iri)), iri]]));
    const labels = [...options.keys()].sort((a, b) => (dateline.fold(a) < dateline.fold(b) ? -1 : 1));
    const now = [...options].find(([, iri]) => iri === values[name]);
    const wrong = el("p", { class: "unproven", id: `${id}-wrong`, role: "status" });
    const input = el("input", { type: "text", id, list: `${id}-list`, autocomplete: "off", spellcheck: "false", value: now ? now[0] : "", placeholder: "any", "aria-describedby": `${id}-wrong`, on: { change: () => {
      const text = input.value.trim();
      const iri = byFold.get(dateline.fold(text));
      wrong.textContent = text && !iri ? `Nothing called “${text}” bears on this question; choose from the list.` : "";
      if (!text || iri) pick(name, iri || null);
    } } });
    return el("div", {}, el("label", { for: id }, meaning), input, el("datalist", { id: `${id}-list` }, labels.slice(0, MOST_OPTIONS).map((label) => el("option", { value: label }))), wrong);
  }

  function fields() {
    if (!open.parameters.length || !open.answered) return null;
    return el("div", { class: "ask-fields" }, open.parameters.map((each, at) => (each.kind === "date" ? dateField : thingField)(each, `dl-ask-${at}`)));
  }

  function pick(name, value) {
    const { [name]: _, ...others } = values;
    board.choose("ask", { values: Object.freeze(value ? { ...others, [name]: value } : others) }, { from: "ask" });
  }

  /** A question that this file cannot answer: why, and how to ask it. */
  function elsewhere() {
    if (open.name === "evidence") return "Select any thing, in the graph, the table or an answer: the panel shows its quotes with source, day and place in the text. As a table it is asked with the command below.";
    return `This story has ${count(block.things, "thing")}, too many for answers to be worked out beforehand. Ask with the command below.`;
  }

  function cut(answer) {
    if (answer.ask) return ` ${answer.ask}`;
    return open.rows.length < open.all ? ` Only the first ${count(open.rows.length, "row")} of ${open.all} are in this file, as the story has ${count(block.things, "thing")}; the command below has them all.` : "";
  }

  function result() {
    if (!open.answered) return [el("p", { id: "dl-ask-rows" }, elsewhere())];
    const answer = answers.answer(open.name, values);
    const { parts, records } = asktable.build(answer, open.title);
    const merged = records < answer.rows.length ? `, shown as ${records}, as some differ in their words only` : "";
    const csv = button({ on: { click: () => boards.save(`${open.name}.csv`, boards.csv(answer.columns, answer.rows), "text/csv;charset=utf-8") } }, "CSV");
    return [
      el("div", { class: "ask-tools" }, el("p", { id: "dl-ask-rows", role: "status" }, `${count(answer.rows.length, "row")}${merged}.${cut(answer)}`), answer.rows.length ? csv : null),
      answer.rows.length ? el("div", { class: "ask-scroll", role: "region", tabindex: 0, "aria-label": "Answer, scrollable" }, parts) : null,
    ];
  }

  const how = () => el("details", { class: "ask-how" }, el("summary", {}, "The SPARQL, and how to ask it yourself"),
    el("p", {}, "On the command line, with STORY as the name, the folder or the store of the story:"), el("pre", { tabindex: 0 }, command()),
    el("p", {}, "In SPARQL; prefixes are declared:"), el("pre", { tabindex: 0 }, sparql()));

  /** The answer anew; the fields stay, and with them the focus. */
  function tell() {
    byId("dl-ask-result").replaceChildren(...[...result(), how()].filter(Boolean));
    if (!open.answered) byId("dl-ask-result").querySelector("details").open = true;
  }

  /** The question with the values that are chosen now, or none. */
  function draw() {
    const now = board.now("ask");
    open = now.question === null ? null : answers.questionNamed(now.question);
    values = now.values;
    for (const [name, one] of buttons) one.setAttribute("aria-pressed", String(name === now.question));
    byId("dl-ask-list").open = open === null;
    if (!open) return byId("dl-ask-answer").replaceChildren();
    const question = open;
    byId("dl-ask-answer").replaceChildren(...[el("h3", { id: "dl-ask-question", tabindex: -1 }, question.title), el("p", { class: "small" }, described(question.description)), fields(), el("div", { id: "dl-ask-result" })].filter(Boolean));
    tell();
  }

  /** A value that the reader picks in a field leaves the fields as they are. */
  function follow({ from }) {
    const { question, values: picked } = board.now("ask");
    if (from !== "ask" || open?.name !== question) return draw();
    values = picked;
    tell();
  }

  function show(question) {
    board.choose("ask", { question: question.name, values: FIRST.values }, { from: "questions" });
    byId("dl-ask-list").open = false;
    byId("dl-ask-question").focus();
  }

  /** A description, in which what stands between backticks is a command. */
  const described = (text) => text.split("`").map((part, at) => (at % 2 ? el("code", {}, part) : part));

  function asker(question) {
    const one = button({ class: "question", "aria-pressed": "false", on: { click: () => show(question) } }, el("span", { class: "question-title" }, question.title), el("span", { class: "small" }, described(question.description)));
    buttons.set(question.name, one);
    return el("li", {}, one);
  }

  function build() {
    if (buttons.size) return;
    if (!block) return byId("dl-ask").replaceChildren(boards.none("This file has no answers: it was made from a network alone. Ask with: dateline query STORY --list"));
    byId("dl-ask-said").textContent = `${count(block.questions.length, "question")} that readers of any story ask.`;
    byId("dl-ask").replaceChildren(
      el("details", { id: "dl-ask-list", open: true }, el("summary", {}, `All ${block.questions.length} questions`), el("ul", { class: "questions" }, block.questions.map(asker))),
      el("section", { id: "dl-ask-answer", "aria-label": "Answer" }));
    board.on("ask", follow);
    draw();
  }

  function start() {
    dateline.views.onOpen("ask", build);
  }

  return { start, sparql, command };
})();

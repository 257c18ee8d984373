// Where a query stops being SPARQL, and what to say about it: the twin of graph/syntax.py, for the page.
// It runs beside the engine, in a worker if there is one, so it touches no document.
dateline.sparqlSyntax = (() => {
  const WORD = "[\\p{L}\\p{N}_]";
  const TOKEN = new RegExp(
    [
      String.raw`(?<blank>\s+|#[^\n\r]*)`,
      String.raw`(?<string>"{3}.*?"{3}|'{3}.*?'{3}|"(?:\\.|[^"\\\n\r])*"|'(?:\\.|[^'\\\n\r])*')`,
      String.raw`(?<unclosed>["'][^\n\r]*)`,
      String.raw`<[^<>"{}|\\^\u0060\s]*>`,
      `[?$]${WORD}+`,
      `_:(?:${WORD}|[.\\-])*${WORD}`,
      `(?<prefix>(?:\\p{L}(?:${WORD}|[.\\-])*)?:)(?:${WORD}|[.:%\\\\\\-])*`,
      `(?:${WORD}|\\.)+`,
      String.raw`\^\^|&&|\|\||[!<>]=|.`,
    ].join("|"),
    "gsu",
  );
  const POSITION = /error at (\d+):(\d+): ([\s\S]*)/;
  const REASON = /The SELECT contains[^,]*|Duplicated variable[^,]*/;
  const FORMS = /^(SELECT|ASK|CONSTRUCT|DESCRIBE)$/i;
  const UPDATES = /^(INSERT|DELETE|WITH|LOAD|CLEAR|CREATE|DROP|ADD|MOVE|COPY)$/i;
  // Half of a pair of words: after it the parser expects a keyword only, which tells nothing.
  const HALVES = /^(GROUP|ORDER|NOT)$/i;

  const tokens = (text) => [...text.matchAll(TOKEN)];
  const countLines = (text) => text.split("\n").length - 1;
  const declared = (text) => [...text.matchAll(/\bPREFIX\s+([^\s:]*:)/gi)].map(([, prefix]) => prefix);

  /** "SELECT", "ASK", "CONSTRUCT" or "DESCRIBE"; null for what is none of them. */
  function formOf(text) {
    const word = tokens(text).find(([token]) => FORMS.test(token));
    return word ? word[0].toUpperCase() : null;
  }

  /** The place of a SERVICE, which would ask another server; null without one. */
  function findService(text) {
    const found = tokens(text).find(([token]) => /^[\p{L}\p{N}_.]+$/u.test(token) && /SERVICE/i.test(token));
    return found ? found.index : null;
  }

  /** The prefixed names of a query as [prefix with colon, local part]; not those of its own prefixes. */
  function prefixedNames(text) {
    const own = new Set(declared(text).map((prefix) => prefix.toLowerCase()));
    return tokens(text).filter(({ groups, 0: token }) => groups.prefix && token !== groups.prefix && !own.has(groups.prefix.toLowerCase()))
      .map(({ groups: { prefix }, 0: token }) => [prefix, token.slice(prefix.length).replace(/\.+$/, "")]);
  }

  /** The variables of a `SELECT *` in the order in which it first has them; null for any other query. */
  function starred(text) {
    const words = tokens(text).filter(({ groups }) => groups.blank === undefined).map(([token]) => token);
    const at = words.findIndex((token) => FORMS.test(token));
    if (at < 0 || words[at].toUpperCase() !== "SELECT") return null;
    const next = words.slice(at + 1).find((token) => !/^(DISTINCT|REDUCED)$/i.test(token));
    return next === "*" ? [...new Set(words.filter((token) => /^[?$]./u.test(token)).map((token) => token.slice(1)))] : null;
  }

  /** The first token with which no query can begin; undefined when the query only ends too early. */
  function firstMisfit(text, canGoOn) {
    const words = tokens(text).filter(({ groups, 0: token }) => groups.blank === undefined && !HALVES.test(token));
    let [low, high] = [0, words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (canGoOn(text.slice(0, words[middle].index + words[middle][0].length))) low = middle + 1;
      else high = middle;
    }
    return words[low];
  }

  /** Whether some query begins so, by the engine's complaint: it then expects more at the very end. */
  function expectsMore(message, lines) {
    const found = POSITION.exec(message);
    if (!found) return true;
    return Number(found[1]) === lines + 1 && Number(found[2]) === 1 && /"|\['/.test(found[3]);
  }

  function problem(message, text, token, prefixes) {
    const reason = REASON.exec(message);
    if (reason) return reason[0].charAt(0).toLowerCase() + reason[0].slice(1);
    if (!token) return text.trim() ? "the query ends too early" : "the query is empty";
    if (token.groups.unclosed) return "the string that begins here is not closed";
    const known = new Set([...Object.keys(prefixes).map((prefix) => `${prefix}:`), ...declared(text)]);
    const { prefix } = token.groups;
    if (prefix !== undefined && !known.has(prefix)) return `the prefix "${prefix}" is not declared; add a PREFIX line`;
    if (UPDATES.test(token[0])) return `"${token[0]}" would change the story; ask with SELECT, ASK, CONSTRUCT or DESCRIBE`;
    return `"${token[0]}" does not fit here`;
  }

  /** An error at a place: its line and column (in characters, from 1), and the place itself. */
  function errorAt(text, at, words) {
    const begin = text.lastIndexOf("\n", at - 1) + 1;
    const [line, column] = [countLines(text.slice(0, at)) + 1, Array.from(text.slice(begin, at)).length + 1];
    return { message: `Line ${line}, column ${column}: ${words}.`, line, column, at };
  }

  /** What to say of a query that the engine refused; ``canGoOn(beginning)`` asks the engine. */
  function explain(message, text, prefixes, canGoOn) {
    if (!POSITION.test(message)) return { message: `The query cannot be run: ${message}.` };
    const token = firstMisfit(text, canGoOn);
    return errorAt(text, token ? token.index : text.trimEnd().length, problem(message, text, token, prefixes));
  }

  return { tokens, countLines, formOf, starred, findService, prefixedNames, expectsMore, errorAt, explain };
})();

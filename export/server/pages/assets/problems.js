// What went wrong, where, and how to mend it: the server's words, and ours for each status.
dateline.problems = (() => {
  const PLACE = /\bline (\d+)(?:, column (\d+))?: /i;
  const MENDS = {
    401: "This server asks for a token for that.",
    405: "The page only asks; what changes the story needs a server that was started with --writable, and its token.",
    408: "Ask for less: add a LIMIT, name a class or a thing, or leave out a pattern that fits everything.",
    413: "The query is too long for this server: put its parts into queries of their own.",
    415: "The server takes no queries in this form; is it a newer or older version than the page? Load the page again.",
    422: "The answer is larger than this server sends: add a LIMIT, or ask for fewer columns.",
    429: "Many queries are running: wait a moment and run it again.",
    500: "The server could not do it; the person who runs it finds more in its log.",
    503: "The server is busy or is being renewed: wait a moment and run it again.",
    504: "Ask for less: add a LIMIT, name a class or a thing, or leave out a pattern that fits everything.",
  };

  /** Where a line and a column (in characters, from 1) are in a text. */
  function placeOf(text, line, column) {
    const lines = text.split("\n").slice(0, line);
    const last = Array.from(lines.pop() ?? "").slice(0, (column || 1) - 1).join("");
    return lines.reduce((sum, each) => sum + each.length + 1, 0) + last.length;
  }

  /** {error, line, column} of a body, whether it is JSON or text. */
  function told(body) {
    try {
      const found = JSON.parse(body);
      if (typeof found?.error === "string") return found;
    } catch {
      // Plain text, which may name the place itself.
    }
    const place = PLACE.exec(body);
    return { error: body.trim(), line: place ? Number(place[1]) : null, column: place?.[2] ? Number(place[2]) : null };
  }

  const sentence = (text) => (/[.!?]$/.test(text) ? text : `${text}.`).replace(/^./u, (letter) => letter.toUpperCase());

  /** The error of a response: {message, mend, status, at?, line?}. */
  function ofResponse(status, body, query, retry) {
    const { error, line, column } = told(body.slice(0, 20_000));
    // Below the first line are the query's own line and a caret: the editor marks the place itself.
    const words = error.split("\n")[0] || `The server answered with the status ${status}`;
    const wait = retry && /^\d+$/.test(retry) ? ` It asks for ${retry} s.` : "";
    const mend = `${MENDS[status] ?? ""}${wait}`;
    if (!line) return { message: sentence(words), mend, status };
    return { message: sentence(words), mend: "", status, line, at: placeOf(query, line, column) };
  }

  const unreachable = () => ({ message: "The server cannot be reached.", mend: "Is it still running? Start it again with dateline serve, then run the query again.", status: 0 });
  const cutOff = () => ({ message: "The answer broke off before its end, so that nothing of it is shown.", mend: "It may be larger than this server sends: add a LIMIT, then run the query again.", status: 0 });
  const stopped = () => ({ message: "The query was cancelled.", mend: "", status: 0, stopped: true });
  const unread = (error) => ({ message: `The answer cannot be read: ${error.message}.`, mend: "", status: 0 });

  return { ofResponse, unreachable, cutOff, stopped, unread, placeOf };
})();

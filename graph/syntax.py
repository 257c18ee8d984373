"""Where a query stops being SPARQL, and what to say about it.

The engine names the farthest place that its parser looked at. It looks ahead by the length of each keyword
that might stand there, so that place lies past the mistake, often at the end of the query. But of
a query that is cut short, the parser tells whether it could go on: after a good beginning it expects more
at the cut. So the first word that does not fit is found by halving.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from pyoxigraph import Store

from ..errors import QueryError

_TOKEN = re.compile(
    r"""
      (?P<blank> \s+ | \#[^\n\r]* )
    | (?P<string> \"{3}(?:\\.|"(?!"")|[^"\\])*+\"{3} | '{3}(?:\\.|'(?!'')|[^'\\])*+'{3}
                | "(?:\\.|[^"\\\n\r])*+" | '(?:\\.|[^'\\\n\r])*+' )
    | (?P<unclosed> ["'][^\n\r]* )
    | <(?:[^<>"{}|\\^`\x00-\x20]|\\[uU][0-9A-Fa-f]{4})*+> | [?$]\w+ | _:[\w.-]*\w
    # No prefix is that long; without an end, a-a-a-… would be read again from each of its letters.
    | (?P<prefix>(?:[^\W\d_][\w.-]{0,200}+)?:)(?:[\w.:%-]|\\.)*+ | [\w.]+ | \\.
    | \^\^ | && | \|\| | [!<>]= | .
    """,
    re.VERBOSE | re.DOTALL,
)
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_REASON = re.compile(r"(The SELECT contains[^,]*|Duplicated variable[^,]*)")
_DECLARED = re.compile(r"\bPREFIX\s+([^\s:]*:)", re.IGNORECASE)
# Half of a pair of words: after it the parser expects a keyword only, which tells nothing.
_HALVES = frozenset({"GROUP", "ORDER", "NOT"})
_UPDATES = frozenset(
    {"INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "CREATE", "DROP", "ADD", "MOVE", "COPY"},
)


def tokens(sparql: str) -> Iterator[re.Match[str]]:
    """The tokens of a query or an update; white space and comments are the group ``blank``."""
    return _TOKEN.finditer(sparql)


def refuse_service(sparql: str) -> None:
    """Raise :class:`QueryError` for a query that would ask another server.

    A story answers from what its sources say, and an answer must not depend on the network. The grammar
    lets a keyword stick to the number before it (``1SERVICE``), so any bare word that holds it counts.
    """
    for token in _TOKEN.finditer(sparql):
        if re.fullmatch(r"[\w.]+", token[0]) and "SERVICE" in token[0].upper():
            line = sparql.count("\n", 0, token.start()) + 1
            problem = "SERVICE asks another server; a story answers from its own data"
            raise QueryError(f"line {line}: {problem}", line=line)


def prefixed_names(sparql: str) -> list[tuple[str, str]]:
    """The prefixed names of a query as (prefix with colon, local part); not in strings or comments.

    Names of a prefix that the query declares itself are left out: they are no longer ours.
    """
    own = {prefix.lower() for prefix in _DECLARED.findall(sparql)}
    return [
        (token["prefix"], token[0][len(token["prefix"]) :].rstrip("."))
        for token in _TOKEN.finditer(sparql)
        if token["prefix"] and token["prefix"].lower() not in own and token[0] != token["prefix"]
    ]


def explain(message: str, sparql: str, prefixes: Mapping[str, str]) -> QueryError:
    """The error for a query that the engine refused with ``message``: line, column, caret and why."""
    if not _POSITION.match(message):
        return QueryError(f"the query is not SPARQL 1.1: {message}")
    token = _first_misfit(sparql, prefixes)
    start = token.start() if token else len(sparql.rstrip())
    problem = _problem(message, sparql, token, prefixes)
    begin = sparql.rfind("\n", 0, start) + 1
    line, column = sparql.count("\n", 0, start) + 1, start - begin + 1
    shown = sparql[begin:].split("\n", 1)[0].rstrip("\r")
    # A tab stays a tab, so that the caret stands below its character whatever the width of tabs.
    caret = re.sub(r"[^\t]", " ", sparql[begin:start]) + "^"
    return QueryError(
        f"line {line}, column {column}: {problem}\n  {shown}\n  {caret}", line=line, column=column
    )


def _first_misfit(sparql: str, prefixes: Mapping[str, str]) -> re.Match[str] | None:
    """The first token with which no query can begin; None when the query only ends too early."""
    tokens = [
        found
        for found in _TOKEN.finditer(sparql)
        if found["blank"] is None and found[0].upper() not in _HALVES
    ]
    index = bisect_left(tokens, True, key=lambda token: not _can_go_on(sparql[: token.end()], prefixes))
    return tokens[index] if index < len(tokens) else None


def _can_go_on(beginning: str, prefixes: Mapping[str, str]) -> bool:
    """Whether some query begins so: the parser then expects, at the very end, more than keywords."""
    text = beginning + "\n"
    try:
        Store().query(text, prefixes=dict(prefixes))
    except SyntaxError as error:
        found = _POSITION.match(str(error))
        at_end = found and (int(found[1]), int(found[2])) == (text.count("\n") + 1, 1)
        return bool(at_end and re.search(r"\"|\['", found[3])) if found else True
    except (ValueError, OSError, RuntimeError):
        return True
    return True


def _problem(message: str, sparql: str, token: re.Match[str] | None, prefixes: Mapping[str, str]) -> str:
    if reason := _REASON.search(message):
        return reason[1][0].lower() + reason[1][1:]
    if token is None:
        return "the query ends too early" if sparql.strip() else "the query is empty"
    if token["unclosed"]:
        return "the string that begins here is not closed"
    known = {f"{prefix}:" for prefix in prefixes} | set(_DECLARED.findall(sparql))
    if token["prefix"] is not None and token["prefix"] not in known:
        return f'the prefix "{token["prefix"]}" is not declared; add a PREFIX line'
    if token[0].upper() in _UPDATES:
        return f'"{token[0]}" would change the story; ask with SELECT, ASK, CONSTRUCT or DESCRIBE'
    return f'"{token[0]}" does not fit here'

"""Questions in SPARQL, of one's own or canned, answered as rows with the quotes behind their values."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from ...errors import QueryError
from ...graph.canned import Parameter, canned_queries, canned_query
from ...graph.story import BuiltStory
from ...graph.syntax import refuse_service
from .answers import Page, Record, page
from .asking import Asks, TooMuchAskedError
from .parameters import Limit, Name, Offset, QuotesEach
from .rows import Table, table_of, written
from .support import Backed, Backing

_ORDER = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)
_HEAD = re.compile(r"^# .*\n", re.MULTILINE)

_UNQUOTED = (
    "no quote stands behind these values by themselves: select the event, state, claim, tenure or link that "
    "says so, or ask evidence about it"
)

LONGEST_QUERY = 20_000
"""Characters of a query: planning takes longer than linear in its length."""

Query = Annotated[
    str,
    Field(
        min_length=1,
        max_length=LONGEST_QUERY,
        description="SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE. Prefixes are declared, and : stands "
        "for the story's own things: SELECT ?e WHERE { ?e a dl:Meeting ; dl:participant :carney }",
    ),
]
Values = Annotated[
    dict[str, Name] | None,
    Field(
        description="Values for some of the question's parameters, by name: a day as YYYY-MM-DD, or a "
        "thing by id, label or spelling. What is left out stays open: the answer is then for every day or "
        "thing."
    ),
]
Question = Annotated[Name, Field(description="The name of a question, as canned_questions lists it.")]


class ParameterOf(Record):
    """What can be set in a question."""

    name: str
    kind: str = Field(description="date, Thing (any), or the class that the thing must have.")
    meaning: str


class CannedQuestion(Record):
    """A question that every story can be asked."""

    name: str
    title: str
    description: str
    parameters: tuple[ParameterOf, ...]


class CannedAnswer(Record):
    """The questions that are there."""

    questions: tuple[CannedQuestion, ...]


class RowsAnswer(Page):
    """The answer to a query."""

    sparql: str | None = Field(description="The SPARQL of a canned question; null for a query of your own.")
    columns: tuple[str, ...]
    rows: tuple[dict[str, str | None], ...] = Field(
        description="Values by column, null where there is none. IRIs are written as in a query: :carney "
        "is the story's thing with the id carney, dl:Meeting a term of the vocabulary, others stand in <>."
    )
    yes: bool | None = Field(description="The answer of an ASK; null for other queries.")
    support: tuple[Backed, ...] = Field(
        description="The quotes behind the values of these rows: cite them with what you report."
    )


@dataclass(frozen=True, slots=True)
class Queries:
    """A story, where its queries are answered, and what lies behind their values."""

    story: BuiltStory
    asks: Asks
    backing: Backing

    async def ask(
        self, sparql: str, limit: int, offset: int, quotes_each: int, *, show: bool = False
    ) -> RowsAnswer:
        """The rows of one page; raises :class:`dateline.errors.QueryError` for what has no answer."""
        refuse_service(sparql)
        reply = await self.asks.answer(sparql)
        table = await asyncio.to_thread(table_of, reply)
        shown, fields = page(table.rows, limit, offset, notes=self._notes(sparql, table))
        if fields["next_offset"] and not table.sorted and not _ORDER.search(sparql):
            fields["notes"] += ("the query gives its rows no order: add ORDER BY before you ask on",)
        cells = (cell for row in shown for cell in row)
        support, fields["left_out"] = self.backing.quotes_behind(cells, quotes_each)
        if not support and (shown or table.boolean is not None):
            fields["notes"] += (_UNQUOTED,)
        prefixes = self.story.view.prefixes
        return RowsAnswer(
            sparql=_HEAD.sub("", sparql) if show else None,
            columns=table.columns,
            rows=tuple(
                {name: written(cell, prefixes) for name, cell in zip(table.columns, row, strict=True)}
                for row in shown
            ),
            yes=table.boolean,
            support=support,
            **fields,
        )

    def _notes(self, sparql: str, table: Table) -> list[str]:
        notes = [hint.removeprefix("note: ") for hint in self.story.hints(sparql)]
        if not table.rows and table.boolean is None:
            notes.append("no row: nothing in the story matches all of the query")
        return notes


async def sparql(
    queries: Queries, query: Query, limit: Limit = 50, offset: Offset = 0, quotes_each: QuotesEach = 1
) -> RowsAnswer:
    """Ask in SPARQL 1.1 what no other tool answers; rows come with the quotes behind the things they name.

    Select the event, state, claim or link itself beside its label (SELECT ?event ?label), for it is what
    quotes support. For the terms, ask the question “vocabulary” with ask_canned, or read the resource
    dateline://vocabulary. Days are xsd:date: compare sem:hasEarliestBeginTimeStamp,
    sem:hasLatestBeginTimeStamp, sem:hasEarliestEndTimeStamp and sem:hasLatestEndTimeStamp. Only reading:
    updates and SERVICE are refused, and a query that takes too long is ended.
    """
    try:
        return await queries.ask(query, limit, offset, quotes_each)
    except TooMuchAskedError as error:
        raise QueryError(f"{error}; ask for less: fewer open patterns, or a LIMIT in a subquery") from None


async def ask_canned(
    queries: Queries,
    question: Question,
    values: Values = None,
    limit: Limit = 50,
    offset: Offset = 0,
    quotes_each: QuotesEach = 1,
) -> RowsAnswer:
    """Ask one of the canned questions, with values for its parameters where you want them set."""
    asked = canned_query(question)
    bound = asked.bind(values or {}, queries.story.snapshot)
    try:
        return await queries.ask(bound, limit, offset, quotes_each, show=True)
    except TooMuchAskedError as error:
        unset = [each.name for each in asked.parameters if each.name not in (values or {})]
        raise QueryError(f"{error}; set {' or '.join(unset)}" if unset else str(error)) from None


def canned_questions() -> CannedAnswer:
    """List the questions that every story can be asked by name.

    They ask for meetings, promises and predictions, who said what about what, policies over time, chains of
    causes, what follows an event, conflicts, spellings, unnamed sources, and the vocabulary with its uses.
    """
    return CannedAnswer(
        questions=tuple(
            CannedQuestion(
                name=query.name,
                title=query.title,
                description=query.description,
                parameters=tuple(map(_parameter, query.parameters)),
            )
            for query in canned_queries().values()
        )
    )


def _parameter(found: Parameter) -> ParameterOf:
    return ParameterOf(name=found.name, kind=found.kind, meaning=found.meaning)

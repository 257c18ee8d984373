"""The story format: one pydantic model for each kind of record a researcher writes in YAML.

The models say what a *single* record may hold; :mod:`.references` checks what records say about
each other, :mod:`.quotes` checks them against the sources. Every record knows the file and line
it came from (``at``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.json_schema import SkipJsonSchema

from ..ontology.terms import (
    ActorType,
    EventType,
    Modality,
    Occurrence,
    Outcome,
    PolicyType,
    Relation,
    Role,
    Stance,
    Status,
)
from . import edtf
from .rules import RULES


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a mapping of a YAML file stands, and where each of its values does (lines from 1)."""

    file: str = ""
    line: int = 0
    values: dict[tuple[str | int, ...], int] = field(default_factory=dict, compare=False)

    def line_of(self, *key: str | int) -> int:
        """The line of a value, or of the nearest thing around it whose line is known."""
        for length in range(len(key), 0, -1):
            if key[:length] in self.values:
                return self.values[key[:length]]
        return self.line


AT = "@at"
"""The key under which the YAML reader hands a mapping's :class:`Mark` to its record."""


def _checked_edtf(text: str) -> str:
    edtf.parse(text)
    return text


def _known_rule(name: str) -> str:
    if name not in RULES:
        raise ValueError(f'"{name}" is not a rule for reading dates; one of: {", ".join(RULES)}')
    return name


def _worded(text: str) -> str:
    if not text.strip():
        raise ValueError(f'"{text}" is only white space; write words, or take it out')
    return text


def _bounded(text: str) -> str:
    bounds = edtf.parse(text)
    if bounds.earliest_begin is None and bounds.latest_end is None:
        raise ValueError(f'"{text}" bounds no days; write a day, a month, or a range such as 2025-02/2025-03')
    return text


def _as_is(value: Any) -> Any:
    return value


def _as_list(value: Any) -> Any:
    """A lone value stands for a list of one, so that ``about: usmca`` needs no brackets."""
    return [value] if isinstance(value, str | dict) else value


def _as_whens(value: Any) -> Any:
    """``when: 2025-06`` stands for ``when: [{edtf: 2025-06}]``."""
    listed = _as_list(value)
    if not isinstance(listed, list):
        return listed
    return [{"edtf": item} if isinstance(item, str) else item for item in listed]


# What an IRI may hold (RFC 3987, section 2.2), so that no address fails when it becomes one.
_HOST = r"^https?://[\w.~-]+(?::[0-9]+)?"
_PATH = r"(?:[/?#](?:[\w.~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?"

# Chapter, heading or subheading of the Harmonized System, or a run of them.
_HEADING = r"[0-9]{2}(?:[0-9]{2}(?:\.?[0-9]{2}){0,3})?"
_HS_CODE = rf"^{_HEADING}(?:-{_HEADING})?$"

Id = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=120,
        description="Lower-case letters, digits and single hyphens; unique in the story.",
    ),
]
Text = Annotated[str, Field(min_length=1, max_length=10_000)]
Texts = Annotated[
    tuple[Text, ...],
    BeforeValidator(_as_list, json_schema_input_type=Text | tuple[Text, ...]),
]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_as_list, json_schema_input_type=Id | tuple[Id, ...])]
# Editors read a bare year as a number.
Edtf = Annotated[
    Text,
    BeforeValidator(_as_is, json_schema_input_type=str | int),
    AfterValidator(_checked_edtf),
    Field(description="A date in EDTF, levels 0 and 1, or one of a set of level 2."),
]
Day = Annotated[Text, AfterValidator(edtf.checked_day), Field(description="A day: YYYY-MM-DD.")]
Rule = Annotated[
    Text,
    AfterValidator(_known_rule),
    Field(description="How the phrase was read.", json_schema_extra={"enum": list(RULES)}),
]
# Editors read 7206.10 as a number.
Code = Annotated[
    str,
    BeforeValidator(_as_is, json_schema_input_type=Annotated[str, Field(pattern=_HS_CODE)] | float),
    Field(pattern=_HS_CODE, description="A heading of the Harmonized System, or a run of them."),
]
Codes = Annotated[
    tuple[Code, ...],
    BeforeValidator(_as_list, json_schema_input_type=Code | tuple[Code, ...]),
]
Rate = Annotated[
    Decimal, Field(ge=0, le=100_000, decimal_places=10, allow_inf_nan=False, description="Percent.")
]


class Record(BaseModel):
    """A mapping of a story file; unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, regex_engine="rust-regex")
    at: SkipJsonSchema[Mark] = Field(default=Mark(), alias="@at", exclude=True, repr=False)


class Evidence(Record):
    """The words of a source that support a record.

    ``prefix`` and ``suffix`` are words right before and after the quote; they are needed only where
    the quote occurs more than once (W3C Web Annotation, TextQuoteSelector).
    """

    source: Id
    quote: Text
    prefix: Text | None = None
    suffix: Text | None = None


EvidenceList = Annotated[
    tuple[Evidence, ...],
    BeforeValidator(_as_list, json_schema_input_type=Evidence | tuple[Evidence, ...]),
]
Proof = Annotated[EvidenceList, Field(min_length=1)]


class When(Record):
    """One reading of a date: EDTF, the phrase it was read from, the anchor day and the rule.

    ``edtf`` is read from the phrase, by the rule if there is one, when it is left out; a rule such as
    ``up-to-anchor`` is enough by itself. ``evidence`` is the record's own evidence when it is left out;
    ``anchor`` is then the day on which the first of that evidence's sources was issued.
    """

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": [key]} for key in ("edtf", "phrase", "rule")]}
    )

    edtf: Edtf = ""
    phrase: Text | None = None
    anchor: Edtf | None = None
    rule: Rule | None = None
    clock_time: Text | None = None
    evidence: EvidenceList = ()

    @model_validator(mode="after")
    def _says_when(self) -> When:
        if not self.edtf and self.phrase is None and self.rule is None:
            raise ValueError("this date says no time; write `edtf:`, or a `phrase:` to read it from")
        return self


Whens = Annotated[
    tuple[When, ...],
    BeforeValidator(_as_whens, json_schema_input_type=Edtf | When | tuple[Edtf | When, ...]),
]


class Story(Record):
    """The story itself: the section ``story:``, once in a story folder."""

    id: Id
    title: Text
    description: Text
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")] = "en"
    base: Annotated[str, Field(pattern=_HOST + _PATH + r"[/#]$")] | None = None
    notes: Texts = ()


class Source(Record):
    """A document that the story quotes. Its text is not part of the story; ``file`` names it in the
    sources folder, and ``sha256`` is the hash of that file's bytes."""

    id: Id
    title: Text
    publisher: Id
    authors: Ids = ()
    issued: Day
    address: Annotated[str, Field(pattern=_HOST + _PATH + "$")] | None = None
    file: Text | None = None
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    note: Text | None = None


class Named(Record):
    """A record with a label, other names in use (``aliases``) and misspellings found in sources."""

    id: Id
    label: Text
    aliases: Texts = ()
    misspellings: Texts = ()
    note: Text | None = None
    evidence: EvidenceList = ()


class Actor(Named):
    """A person, organization, country or group. ``anonymous`` marks a source the press does not name."""

    type: ActorType
    anonymous: bool = False
    member_of: Ids = ()


class Place(Named):
    """Where events happen."""

    within: Id | None = None


class Topic(Named):
    """A matter that people talk about and that is no actor, policy or product."""

    broader: Id | None = None


class Product(Named):
    """Goods that a policy state covers or exempts.

    ``codes`` are headings of the Harmonized System (HS) as a source gives them, two digits or more, dotted
    or not; ``7206.10-7216.50`` is a run of them.
    """

    broader: Id | None = None
    codes: Codes = ()


class Post(Named):
    """An office that people hold, such as prime minister."""

    organization: Id | None = None


class Tenure(Record):
    """Somebody holds a post for a time."""

    id: Id
    holder: Id
    post: Id
    label: Text | None = None
    when: Whens = ()
    note: Text | None = None
    evidence: Proof


class State(Record):
    """A policy in one condition: with its rate, products, origin, exemptions and time.

    ``takes_effect`` is the day from which an announced state is to apply. ``replaces`` names the states
    that this one ends: each ended on the day before this one began. ``amends`` names those whose terms
    it changes and that go on.
    """

    id: Id
    label: Text
    status: Status
    rate: Rate | None = None
    products: Ids = ()
    origins: Ids = ()
    imposed_by: Ids = ()
    exempts: Ids = ()
    excludes: Ids = ()
    legal_basis: Text | None = None
    changed_by: Id | None = None
    takes_effect: Edtf | None = None
    replaces: Ids = ()
    amends: Ids = ()
    when: Whens = ()
    note: Text | None = None
    evidence: Proof


class Policy(Named):
    """A tariff, tax, agreement, programme or mission, and the states it went through."""

    type: PolicyType
    states: tuple[State, ...] = ()


class Participant(Record):
    """Somebody's part in an event; time and evidence are the event's when they are left out."""

    actor: Id
    role: Annotated[
        tuple[Role, ...],
        BeforeValidator(_as_list, json_schema_input_type=Role | tuple[Role, ...]),
        Field(min_length=1),
    ]
    when: Whens = ()
    note: Text | None = None
    evidence: EvidenceList = ()


class Event(Named):
    """Something that happened, is planned or was called off, as its evidence tells it."""

    type: EventType
    when: Whens = ()
    place: Id | None = None
    part_of: Id | None = None
    occurrence: Occurrence = Occurrence.Happened
    about: Ids = ()
    aims: Texts = ()
    participants: tuple[Participant, ...] = ()
    evidence: Proof


class ClaimOutcome(Record):
    """What became of a promise or prediction, with the words that show it."""

    value: Outcome
    event: Id | None = None
    evidence: EvidenceList = ()

    @model_validator(mode="after")
    def _settled_needs_evidence(self) -> ClaimOutcome:
        if self.value is not Outcome.Pending and not self.evidence:
            raise ValueError(
                f'an outcome "{self.value}" needs evidence of its own; quote the words that show it'
            )
        return self


class Claim(Record):
    """Somebody said something: ``text`` sums it up in our words, the evidence holds theirs.

    ``negated`` turns the text round: the speaker says that it is not so. ``Denied`` does that by itself.
    ``direct`` tells that the evidence holds the speaker's own words; ``when`` is the time of the
    event ``said_at`` when it is left out.
    """

    id: Id
    speaker: Annotated[Ids, Field(min_length=1)]
    addressee: Ids = ()
    modality: Modality
    negated: bool = False
    stance: Stance | None = None
    about: Ids = ()
    text: Text
    direct: bool = False
    said_at: Id | None = None
    disputes: Ids = ()
    supports: Ids = ()
    outcome: ClaimOutcome | None = None
    when: Whens = ()
    note: Text | None = None
    evidence: Proof


class Link(Record):
    """One event, state, claim or tenure leads to, answers, comes before or adds to another."""

    id: Id
    from_: Id = Field(alias="from")
    relation: Relation
    to: Id
    label: Text | None = None
    note: Text | None = None
    evidence: Proof


class Conflict(Record):
    """Two sources that disagree, where no day shows it: what they disagree about, with both their words."""

    id: Id
    between: Annotated[tuple[Id, ...], Field(min_length=2)]
    reason: Text
    note: Text | None = None
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=2)]


class PageView(StrEnum):
    """The views of the page that a step of the tour can open."""

    Graph = "graph"
    Timeline = "timeline"
    Table = "table"
    Claims = "claims"
    Rates = "rates"


Heading = Annotated[
    str,
    Field(min_length=1, max_length=80, description="A heading, 80 characters at most."),
    AfterValidator(_worded),
]
Prose = Annotated[str, Field(min_length=1, max_length=2_000), AfterValidator(_worded)]
_T = TypeVar("_T")
_AtLeastOne = Annotated[tuple[_T, ...], Field(min_length=1)]


class Step(Record):
    """A step of the tour: what a reader is shown, and what is said about it. The order is that of the list.

    A step tells no fact and needs no evidence: what it says rests on the quotes of its ``focus``.
    """

    title: Heading
    words: Annotated[
        tuple[Prose, ...],
        BeforeValidator(_as_list, json_schema_input_type=Prose | _AtLeastOne[Prose]),
        Field(min_length=1, description="Plain text in paragraphs; an empty line begins a new one."),
    ]
    focus: Annotated[
        tuple[Id, ...],
        BeforeValidator(_as_list, json_schema_input_type=Id | _AtLeastOne[Id]),
        Field(min_length=1, description="Ids of what is shown; the first is opened."),
    ]
    window: Annotated[
        Edtf | None,
        AfterValidator(lambda text: text and _bounded(text)),
        Field(description="The days that the timeline shows: an EDTF day, month, year or range."),
    ] = None
    known_by: Annotated[
        Day | None, Field(description="Show the story as it was known by the end of this day.")
    ] = None
    view: Annotated[PageView, Field(description="The view of the page that the step opens.")] = PageView.Graph

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The words, one string a paragraph, with single spaces for line breaks."""
        texts = (part for text in self.words for part in re.split(r"\n\s*\n", text))
        return tuple(" ".join(text.split()) for text in texts if text.strip())

    @property
    def days(self) -> tuple[str | None, str | None]:
        """The first and the last day of the window in ISO form; None where it is open or not given."""
        bounds = edtf.parse(self.window) if self.window else edtf.Bounds()
        first, last = bounds.earliest_begin, bounds.latest_end
        return first.isoformat() if first else None, last.isoformat() if last else None


SECTIONS: dict[str, type[Record]] = {
    "sources": Source,
    "actors": Actor,
    "places": Place,
    "topics": Topic,
    "products": Product,
    "posts": Post,
    "tenures": Tenure,
    "policies": Policy,
    "events": Event,
    "claims": Claim,
    "links": Link,
    "conflicts": Conflict,
    "tour": Step,
}
"""The sections that a story file may hold, besides ``story``; each is a list of such records."""


def walk(record: Record) -> Iterator[Record]:
    """A record and every record nested in it: evidence, dates, participants, states."""
    yield record
    for name in type(record).model_fields:
        value = getattr(record, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Record):
                yield from walk(item)

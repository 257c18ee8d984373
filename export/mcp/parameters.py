"""Parameters that several tools share, each with its bounds and what a language model must know of it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

LONGEST_NAME = 300
"""Characters of a name or a day: a longer one is a mistake, and comparing it with all names takes long."""

Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]

Actor = Annotated[
    Name | None,
    Field(
        description="A person, organization, country or group: its id, its name or a spelling the sources "
        "use."
    ),
]
AnyThing = Annotated[
    Name,
    Field(description="Any thing of the story by id, label or spelling; the tool find looks names up."),
]
DatedThing = Annotated[
    Name, Field(description="An event, a state of a policy, a tenure or a claim: its id, label or spelling.")
]
FromDay = Annotated[
    Name | None, Field(description="First day: YYYY-MM-DD, or a month YYYY-MM or year YYYY, meant whole.")
]
ToDay = Annotated[Name | None, Field(description="Last day, written as the first.")]
KnownBy = Annotated[
    Name | None,
    Field(
        description="The story as its sources allowed it by the end of this day (or month, or year): for "
        "what was known at the time. Without it: all that is known."
    ),
]
Limit = Annotated[int, Field(ge=1, le=100, description="How many rows at most.")]
Offset = Annotated[int, Field(ge=0, description="How many rows to pass over: for asking on.")]
QuotesEach = Annotated[
    int, Field(ge=1, le=20, description="How many quotes at most for each row; the rest is counted.")
]

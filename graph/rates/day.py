"""Which rates applied on a day: the states in force, what is exempt, and what was only announced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ...data.edtf import checked_day
from ..display import Displayed
from ..snapshot import Snapshot
from ..time.spans import Certainty
from .stacking import Pair, Sum, pairs_of, sums_of
from .states import RateState, RateStates, Thing, select_states


@dataclass(frozen=True, slots=True)
class Rates(Displayed):
    """What applied on a day to a product of an origin, as far as the sources tell.

    ``in_force`` are the states that applied, the certain ones first; ``exempt`` those in force that spare
    all goods asked about; ``not_in_force`` those that held on that day without being in force: announced,
    proposed, suspended, repealed. ``pairs`` joins each two states of ``in_force``; ``sums`` are those that
    the sources allow. Where nothing was in force, ``earlier`` and ``later`` are the nearest states that
    were. ``read_as`` says what the product was taken for; ``newest`` is the day of the newest source, after
    which no source could tell of a change.
    """

    on: str
    product: str | None
    read_as: tuple[str, ...]
    origin: Thing | None
    in_force: tuple[RateState, ...]
    exempt: tuple[RateState, ...]
    not_in_force: tuple[RateState, ...]
    pairs: tuple[Pair, ...]
    sums: tuple[Sum, ...]
    earlier: RateState | None
    later: RateState | None
    left_out: dict[str, int]
    newest: str | None

    @property
    def nothing_known(self) -> bool:
        """Whether no source tells of a state in force that bears on the question."""
        return not self.in_force and not self.exempt


def build_rates(
    snapshot: Snapshot, *, on: str | date, product: str | None = None, origin: str | None = None
) -> Rates:
    """The states that applied on a day (YYYY-MM-DD), certainly or possibly, as the sources tell.

    ``product`` is a product of the story by name or id, or an HS heading; ``origin`` is an actor. None
    leaves them open. Raises ``DateError`` for what is no day, ``UnknownNameError`` for an unknown name.
    """
    day = checked_day(on)
    selected = select_states(snapshot, day=day, product=product, origin=origin)
    there = [state for state in selected if state.certainty is not Certainty.Impossible]
    in_force = sorted(
        (state for state in there if state.in_force and not state.exempt_by), key=_certain_and_high_first
    )
    exempt = tuple(state for state in there if state.in_force and state.exempt_by)
    pairs = pairs_of(snapshot, in_force)
    earlier, later = (None, None) if in_force or exempt else _nearest(selected, day)
    return Rates(
        on=day,
        product=selected.goods.label if selected.goods else None,
        read_as=selected.goods.read_as if selected.goods else (),
        origin=selected.origin,
        in_force=tuple(in_force),
        exempt=exempt,
        not_in_force=tuple(state for state in there if not state.in_force),
        pairs=pairs,
        sums=sums_of(in_force, pairs),
        earlier=earlier,
        later=later,
        left_out=selected.left_out,
        newest=snapshot.newest,
    )


def _certain_and_high_first(state: RateState) -> tuple[bool, float, str]:
    return state.certainty is not Certainty.Certain, -float(state.rate or -1), state.id


def _nearest(selected: RateStates, day: str) -> tuple[RateState | None, RateState | None]:
    """The state in force that ended last before a day, and the one that began first after it."""
    states: Sequence[RateState] = [state for state in selected if state.in_force]
    over = [state for state in states if state.latest_end is not None and state.latest_end < day]
    ahead = [state for state in states if state.earliest_begin is not None and state.earliest_begin > day]
    return (
        max(over, key=lambda state: (state.latest_end or "", state.id), default=None),
        min(ahead, key=lambda state: (state.earliest_begin or "", state.id), default=None),
    )

"""What a query asks for that the story cannot have: a silent empty answer is the worst one."""

from __future__ import annotations

from difflib import get_close_matches

from ..ontology.terms import Class, Modality, Occurrence, Outcome, Property, Relation, Role, Stance, Status
from .snapshot import Snapshot
from .syntax import prefixed_names

_TERMS = frozenset(
    term.value
    for kind in (Class, Property, Role, Status, Modality, Stance, Outcome, Occurrence, Relation)
    for term in kind
)


def hints(sparql: str, snapshot: Snapshot) -> list[str]:
    """A sentence for each ``dl:`` name that is not in the vocabulary and each ``:id`` not in the story."""
    ids = {snapshot.id_of(iri) for iri in snapshot.stated if "/" not in snapshot.id_of(iri)}
    found: dict[str, None] = {}
    for prefix, name in prefixed_names(sparql):
        if prefix not in ("dl:", ":"):
            continue
        known, where = (_TERMS, "the vocabulary") if prefix == "dl:" else (ids, "the story")
        if name not in known:
            near = get_close_matches(name, known, n=1)
            more = f"; did you mean {prefix}{near[0]}?" if near else ""
            found[f"note: {prefix}{name} is not in {where}{more}"] = None
    return list(found)

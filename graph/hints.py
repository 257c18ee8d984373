"""What a query asks for that the story cannot have: a silent empty answer is the worst one."""

from __future__ import annotations

from difflib import get_close_matches

from ..ontology.terms import Class, Modality, Occurrence, Outcome, Property, Relation, Role, Stance, Status
from .syntax import prefixed_names
from .view import View

_TERMS = frozenset(
    term.value
    for kind in (Class, Property, Role, Status, Modality, Stance, Outcome, Occurrence, Relation)
    for term in kind
)


def hints(sparql: str, view: View) -> list[str]:
    """A sentence for each ``dl:`` name that is not in the vocabulary and each ``:id`` not in the story."""
    names = dict.fromkeys(name for name in prefixed_names(sparql) if name[0] in ("dl:", ":"))
    missing = [(prefix, name) for prefix, name in names if not _is_known(view, prefix, name)]
    # All ids are read only for those that are missing: from a server they are a long answer.
    ids = _ids(view) if any(prefix == ":" for prefix, _ in missing) else frozenset()
    return [_hint(prefix, name, _TERMS if prefix == "dl:" else ids) for prefix, name in missing]


def _is_known(view: View, prefix: str, name: str) -> bool:
    if prefix == "dl:":
        return name in _TERMS
    return bool(view.query(f"ASK {{ GRAPH ?story {{ ?story a dl:Story . :{name} a ?type }} }}"))


def _ids(view: View) -> frozenset[str]:
    base = view.header["base"]
    ids = (iri.removeprefix(base) for iri in view.stated_types())
    return frozenset(item for item in ids if "/" not in item)


def _hint(prefix: str, name: str, known: frozenset[str]) -> str:
    near = get_close_matches(name, sorted(known), n=1)
    more = f"; did you mean {prefix}{near[0]}?" if near else ""
    where = "the vocabulary" if prefix == "dl:" else "the story"
    return f"note: {prefix}{name} is not in {where}{more}"

"""The words of dateline: vocabulary, shapes, derivation rules and example graphs.

Hand-written Turtle and SPARQL are the source; this module reads them, and `terms` names them for
code. Each rule reads only what a story states and the class tree of the vocabulary, never what
another rule derives, so one pass in any order is complete.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal


def read_vocabulary() -> str:
    """Return the OWL vocabulary as Turtle."""
    return _read("dateline.ttl")


def read_shapes() -> str:
    """Return the SHACL shapes of a story as Turtle; validate it together with the vocabulary."""
    return _read("shapes.ttl")


def read_vocabulary_shapes() -> str:
    """Return the SHACL shapes that the vocabulary itself keeps to, as Turtle."""
    return _read("vocabulary-shapes.ttl")


def read_rules() -> dict[str, str]:
    """Return the derivation rules, SPARQL 1.1 CONSTRUCT queries, by file name and sorted by it.

    Run them where the default graph holds both story and vocabulary. The first lines of each are
    the comments `# title:` and `# description:`.
    """
    return {file.name: file.read_text("utf-8") for file in _list("rules", ".rq")}


def example_files(kind: Literal["valid", "invalid"]) -> list[Traversable]:
    """Return the example graphs of one kind, one for each class, sorted by name.

    An invalid one begins with `# expect:` and a fragment of the message that its validation gives.
    """
    return _list(f"examples/{kind}", ".ttl")


def _read(name: str) -> str:
    return files("dateline.ontology").joinpath(name).read_text("utf-8")


def _list(folder: str, ending: str) -> list[Traversable]:
    entries = files("dateline.ontology").joinpath(folder).iterdir()
    found = (entry for entry in entries if entry.name.endswith(ending))
    return sorted(found, key=lambda entry: entry.name)

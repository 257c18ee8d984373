"""What the guard refuses, whatever the disguise; each disguise is one that the engine does see through."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
from pyoxigraph import Store

from dateline.errors import QueryError
from dateline.export.server.guard import check

DEPTH = 100


class Listener:
    """A socket of this machine that counts who connects."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        self.visits = 0
        self._visited = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                visitor, _ = self._socket.accept()
            except OSError:
                return
            self.visits += 1
            self._visited.set()
            visitor.close()

    def was_visited(self) -> bool:
        self._visited.wait(0.05 if self.visits else 2)
        return self.visits > 0

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    found = Listener()
    yield found
    found.close()


# <AT is the address of the listener.
QUERIES = (
    "SELECT * { SERVICE <ATx> { ?s ?p ?o } }",
    "SELECT*{SERVICE<ATx>{?s ?p ?o}}",
    "SELECT * { service silent <ATx> { ?s ?p ?o } }",
    "SELECT * { SERVICE#no\n<ATx>#no\n{ ?s ?p ?o } }",
    "SELECT * { #no\rSERVICE <ATx> { ?s ?p ?o } }",
    f"SELECT * {{ SERVICE{' ' * 20_000}<ATx> {{ ?s ?p ?o }} }}",
    "BASE <AT> SELECT * { SERVICE <x> { ?s ?p ?o } }",
    "PREFIX : <AT> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX : <AT> SELECT * { SERVICE: { ?s ?p ?o } }",
    "PREFIX : <AT> SELECT * { SERVICE:x#a { and\n{ ?s ?p ?o } }",
    "PREFIX : <AT> SELECT * { SERVICESILENT:x { ?s ?p ?o } }",
    "PREFIX : <AT> SELECT * { SERVICE SILENT:x { ?s ?p ?o } }",
    "PREFIX SERVICE: <AT> PREFIX : <AT> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX a.b: <AT> SELECT * { SERVICE a.b:x { ?s ?p ?o } }",
    "PREFIX : <AT> SELECT * { OPTIONAL { ?s :a\\'b ?o } SERVICE:a\\#b { ?s ?p ?o } }",
    'SELECT * { BIND("""a\\"""" AS ?x) SERVICE <ATx> { ?s ?p ?o } }',
    "SELECT * { BIND('''a\\'''' AS ?x) SERVICE <ATx> { ?s ?p ?o } }",
    'SELECT * { BIND("a"@en AS ?x)SERVICE<ATx>{ ?s ?p ?o } }',
    "SELECT * { OPTIONAL { <http://x/'> ?p ?o } SERVICE <ATx> { ?s ?p ?o } }",
    "SELECT * { OPTIONAL { <http://x/\\u0041'> ?p ?o } SERVICE <ATx> { ?s ?p ?o } }",
    "SELECT * { OPTIONAL { <http://x/\u00a0'> ?p ?o } SERVICE <ATx> { ?s ?p ?o } }",
    "SELECT * { BIND(?a<'x>y' AS ?b) SERVICE <ATx> { ?s ?p ?o } }",
    "SELECT * { OPTIONAL { <http://x/'> ?p ?o } BIND(?a<'x>y' AS ?b) SERVICE <ATx> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE <ATx> { ?s ?p ?o } } } }",
    "SELECT * { { ?s ?p ?o } UNION { SERVICE <ATx> { ?s ?p ?o } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <ATx> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <ATx> { ?s ?p ?o } }",
)
UPDATES = (
    "LOAD <ATx>",
    "LOAD SILENT <ATx>",
    "LOADSILENT<ATx>",
    "LOAD <ATx>INTOGRAPH<urn:g>",
    "PREFIX : <AT> LOAD:x",
    "PREFIX : <AT> LOAD:x#no",
    "PREFIX : <AT> CLEAR ALL ; LOAD:x INTO GRAPH <urn:g>",
    "PREFIX LOAD: <AT> PREFIX : <AT> LOAD:x",
    "PREFIX ex: <AT> INSERT DATA { ex:a\\'b ex:b ex:c } ; LOAD <ATx>",
    'INSERT DATA { <urn:a> <urn:b> """a\\"""" } ; LOAD <ATx>',
    "CLEAR ALL;LOAD<ATx>",
    "# no\nLOAD#no\n<ATx>#no\nINTO GRAPH <urn:g>",
    "VERSION '1.2' LOAD <ATx>",
    f"CLEAR ALL;{' ' * 20_000}LOAD <ATx>",
    f"CLEAR ALL;#{'x' * 20_000}\nLOAD <ATx>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <ATx> { ?s ?p ?o } }",
    "DELETE { ?s ?p ?o } WHERE { SERVICE SILENT <ATx> { ?s ?p ?o } }",
)
INNOCENT = (
    "SELECT ?service ?x { ?service ?x ?y }",
    "PREFIX service: <http://x/> SELECT * { service:a service:b ?c }",
    "SELECT * { ?x <http://a/service> ?y { ?a ?b ?c } }",
    'SELECT * { ?t ?x ?y FILTER(?t = "service") { ?a ?b ?c } }',
    "PREFIX ex: <http://x/> SELECT * { ?a ex:service ?y { ?b ex:load ?c } }",
    'ASK { ?a ?b "download http://x.org/ now, load <http://x>, or SERVICE" }',
)
INNOCENT_UPDATES = (
    'INSERT DATA { <urn:a> <urn:b> "download http://x.org/ now; load <http://x>, or so" }',
    "PREFIX load: <http://x/> INSERT DATA { GRAPH load:x { load:a load:b load:c } } ; CLEAR GRAPH load:x",
    "PREFIX load: <http://x/> WITH load:g DELETE {} INSERT { load:a load:a load:a } WHERE {}",
)


@pytest.mark.parametrize("query", QUERIES)
def test_no_disguise_of_service_passes(query: str, listener: Listener) -> None:
    text = query.replace("<AT", f"<{listener.address}")
    with pytest.raises(QueryError, match="SERVICE asks another server"):
        check(text, DEPTH)
    with pytest.raises(OSError, match=r".+"):
        _ask_all(Store(), text)
    assert listener.was_visited() or "SILENT" in text.upper()


@pytest.mark.parametrize("update", UPDATES)
def test_no_disguise_of_load_passes(update: str, listener: Listener) -> None:
    text = update.replace("<AT", f"<{listener.address}")
    with pytest.raises(QueryError, match="another server"):
        check(text, DEPTH)
    if "SILENT" in text:
        Store().update(text)
    else:
        with pytest.raises(OSError, match=r".+"):
            Store().update(text)
    assert listener.was_visited()


@pytest.mark.parametrize("query", INNOCENT)
def test_the_word_service_elsewhere_is_fine(query: str) -> None:
    check(query, DEPTH)
    Store().query(query)


@pytest.mark.parametrize("update", INNOCENT_UPDATES)
def test_the_word_load_elsewhere_is_fine(update: str) -> None:
    check(update, DEPTH)
    Store().update(update)


def test_service_may_ask_the_addresses_that_are_allowed_and_no_other() -> None:
    allowed = ["http://a.example/sparql"]
    check("SELECT * { SERVICE SILENT <http://a.example/sparql> { ?s ?p ?o } }", DEPTH, allowed)
    for other in (
        "<http://a.example/sparql2>",
        "?g",
        "a:sparql",
        "xhttp://a.example/sparqlx",
        "<http:\\u002f/a.example/sparql>",
    ):
        with pytest.raises(QueryError, match=r"allowed are http://a\.example/sparql"):
            check(f"SELECT * {{ SERVICE {other} {{ ?s ?p ?o }} }}", DEPTH, allowed)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * " + "{" * 101,
        "SELECT (" + "(" * 101,
        "SELECT * { " + "[ ?p " * 101,
        "SELECT (" + "!" * 101 + "1 AS ?x) {}",
        "SELECT (" + "- " * 101 + "1 AS ?x) {}",
        "SELECT (" + "-#\n" * 101 + "1 AS ?x) {}",
        "SELECT * { ?s " + "^" * 101 + "<urn:p> ?o }",
    ],
)
def test_nesting_beyond_the_limit_is_refused_by_any_sign(text: str) -> None:
    with pytest.raises(QueryError, match="deeper than 100 levels"):
        check(text, DEPTH)


def test_brackets_in_strings_iris_and_comments_do_not_nest() -> None:
    check("ASK { ?s ?p '" + "{" * 500 + "' } # " + "(" * 500, DEPTH)
    check('ASK { ?s ?p """' + "{" * 500 + '\\"""" } ', DEPTH)


def _ask_all(store: Store, text: str) -> None:
    found = store.query(text)
    for _ in found if hasattr(found, "__iter__") else ():
        pass
    if "SILENT" in text.upper():
        raise OSError("silent")

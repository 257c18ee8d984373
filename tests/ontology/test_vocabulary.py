"""The vocabulary parses alike everywhere, holds the contract's names and explains each term."""

from collections.abc import Callable

import pyoxigraph
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.term import Node

from dateline.ontology import read_vocabulary
from dateline.ontology.terms import DL, ONTOLOGY

CONTRACT = {
    OWL.Class: """
        Actor Person Organization Country Group Place Post Tenure Event Meeting Summit Visit
        Negotiation Agreement Announcement PolicyChange Decision Speech Briefing Letter Election
        TakingOffice MilitaryAction Deadline Review Participation Policy Tariff Tax TradeAgreement
        DefenceProgramme SecurityMission PolicyState Claim Link Source Evidence TimeAssertion
        Conflict""",
    OWL.NamedIndividual: """
        Happened Planned CalledOff Host Guest Speaker Addressee DecisionMaker Target Winner Loser
        Proposed Announced InForce Suspended Repealed Expired Asserted Predicted Promised Demanded
        Denied Hoped Accused For Against Open Kept Broken Pending CameTrue DidNotComeTrue Causes
        RespondsTo Enables Blocks Precedes""",
    OWL.ObjectProperty: """
        within holder post organization participation participant place partOf occurrence actor
        role state policy status product origin imposedBy exempts excludes changedBy speaker
        addressee modality stance about saidAt disputes supports outcome from to relation source
        evidence time between met spokeAbout""",
    OWL.DatatypeProperty: """
        anonymous rate legalBasis negated text sha256 quote edtf phrase anchor rule reason ongoing
        knownSince""",
}

BOUNDS = """
    hasEarliestBeginTimeStamp hasLatestBeginTimeStamp hasEarliestEndTimeStamp
    hasLatestEndTimeStamp"""


def test_rdflib_and_oxigraph_read_the_same_vocabulary(vocabulary: Graph) -> None:
    quads = pyoxigraph.parse(read_vocabulary(), format=pyoxigraph.RdfFormat.TURTLE)
    lines = pyoxigraph.serialize((quad.triple for quad in quads), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert isomorphic(vocabulary, Graph().parse(data=lines, format="nt"))


@pytest.mark.parametrize(
    ("kind", "name"),
    [(kind, name) for kind, names in CONTRACT.items() for name in names.split()],
)
def test_every_name_of_the_contract_is_declared(vocabulary: Graph, kind: URIRef, name: str) -> None:
    assert (URIRef(DL + name), RDF.type, kind) in vocabulary


@pytest.mark.parametrize("name", BOUNDS.split())
def test_the_four_bounds_are_reused_from_sem(vocabulary: Graph, name: str) -> None:
    bound = URIRef("http://semanticweb.cs.vu.nl/2009/11/sem/" + name)
    assert (bound, RDF.type, OWL.DatatypeProperty) in vocabulary
    assert (URIRef(DL + name), None, None) not in vocabulary


def test_the_header_names_this_version(vocabulary: Graph) -> None:
    ontology = URIRef(ONTOLOGY)
    version = vocabulary.value(ontology, OWL.versionInfo)
    assert vocabulary.value(ontology, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version}")


def test_every_term_has_label_definition_example_and_home(
    vocabulary: Graph, vocabulary_messages: Callable[[Graph], set[str]]
) -> None:
    assert vocabulary_messages(vocabulary) == set()


@pytest.mark.parametrize(
    ("name", "predicate", "fragment"),
    [
        ("Claim", RDFS.label, "exactly one English label"),
        ("met", SKOS.definition, "exactly one English definition"),
        ("Host", SKOS.example, "needs an example"),
        ("rate", RDFS.isDefinedBy, "this vocabulary defines it"),
        ("speaker", RDFS.domain, "needs a domain"),
        ("speaker", RDFS.range, "needs a range"),
        ("about", SKOS.scopeNote, "needs a range"),
        ("Host", SKOS.prefLabel, "equals its rdfs:label"),
    ],
)
def test_a_term_that_loses_its_words_is_found(
    vocabulary: Graph,
    vocabulary_messages: Callable[[Graph], set[str]],
    name: str,
    predicate: URIRef,
    fragment: str,
) -> None:
    [message] = vocabulary_messages(without(vocabulary, (URIRef(DL + name), predicate, None)))
    assert fragment in message


def test_a_second_label_is_found(vocabulary: Graph, vocabulary_messages: Callable[[Graph], set[str]]) -> None:
    broken = vocabulary + Graph().add((URIRef(DL + "Claim"), RDFS.label, Literal("saying", "en")))
    [message] = vocabulary_messages(broken)
    assert "exactly one English label" in message


def test_no_two_terms_of_one_kind_share_a_label(vocabulary: Graph) -> None:
    for kind in CONTRACT:
        terms = [term for term in vocabulary.subjects(RDF.type, kind) if str(term).startswith(DL)]
        labels = [str(vocabulary.value(term, RDFS.label)) for term in terms]
        assert len(labels) > 10
        assert sorted(set(labels)) == sorted(labels)


def without(graph: Graph, triple: tuple[URIRef, URIRef, Node | None]) -> Graph:
    """Return a copy that lacks the triples of a pattern, of which there must be one."""
    copy = Graph() + graph
    copy.remove(triple)
    assert len(copy) < len(graph)
    return copy

"""The Python names equal the Turtle, in both directions."""

import doctest
import enum
import re

import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from dateline.ontology import (
    example_files,
    read_shapes,
    read_vocabulary,
    read_vocabulary_shapes,
    terms,
)
from dateline.ontology.terms import DL, ONTOLOGY, PREFIXES, Class, Property, Term

PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
VALUE_CLASSES = [
    terms.Role,
    terms.Status,
    terms.Modality,
    terms.Stance,
    terms.Outcome,
    terms.Occurrence,
    terms.Relation,
]
TYPE_TREES = [(terms.EventType, Class.Event), (terms.PolicyType, Class.Policy)]
ENUMS = [Class, Property, terms.ActorType, *VALUE_CLASSES, *(tree for tree, _ in TYPE_TREES)]


def declared(vocabulary: Graph, *kinds: URIRef) -> set[str]:
    found = {str(term) for kind in kinds for term in vocabulary.subjects(RDF.type, kind)}
    return {iri for iri in found if iri.startswith(DL)}


def narrower(vocabulary: Graph, top: Class) -> set[str]:
    """Return the IRIs of a class and of all classes below it."""
    return {str(term) for term in vocabulary.transitive_subjects(RDFS.subClassOf, URIRef(top.iri))}


def iris(names: type[Term]) -> set[str]:
    return {name.iri for name in names}


def test_every_class_has_a_name_and_every_name_a_class(vocabulary: Graph) -> None:
    assert iris(Class) == declared(vocabulary, OWL.Class)


def test_every_property_has_a_name_and_every_name_a_property(vocabulary: Graph) -> None:
    assert iris(Property) == declared(vocabulary, *PROPERTY_KINDS)


@pytest.mark.parametrize("values", VALUE_CLASSES)
def test_every_value_has_a_name_and_every_name_a_value(vocabulary: Graph, values: type[Term]) -> None:
    assert iris(values) == declared(vocabulary, URIRef(DL + values.__name__))


def test_every_individual_is_named_in_one_value_class(vocabulary: Graph) -> None:
    named = [name.iri for values in VALUE_CLASSES for name in values]
    assert sorted(named) == sorted(declared(vocabulary, OWL.NamedIndividual))


@pytest.mark.parametrize(("names", "top"), TYPE_TREES)
def test_type_names_are_the_class_and_all_below_it(vocabulary: Graph, names: type[Term], top: Class) -> None:
    assert iris(names) == narrower(vocabulary, top)


def test_actor_types_are_the_classes_below_actor(vocabulary: Graph) -> None:
    assert iris(terms.ActorType) == narrower(vocabulary, Class.Actor) - {Class.Actor.iri}


@pytest.mark.parametrize("names", ENUMS)
def test_no_name_hides_a_method_of_text(names: type[Term]) -> None:
    assert set(names.__members__) & set(dir(str)) == set()
    assert all(isinstance(name, enum.Enum) and name.name.rstrip("_") == name for name in names)


def test_the_namespace_belongs_to_the_ontology() -> None:
    assert f"{ONTOLOGY}#" == DL
    assert PREFIXES["dl"] == DL


def test_every_prefix_of_the_turtle_files_is_listed() -> None:
    files = [read_vocabulary(), read_shapes(), read_vocabulary_shapes()]
    files += [file.read_text("utf-8") for file in example_files("valid")]
    found = {pair for text in files for pair in re.findall(r"@prefix (\w+): <(.+)> \.", text)}
    local = {"ex", "dls", "dlv"}
    assert {pair for pair in found if pair[0] not in local} <= set(PREFIXES.items())
    assert len(found) > len(PREFIXES)


def test_the_examples_in_the_docstring_hold() -> None:
    results = doctest.testmod(terms)
    assert (results.failed, results.attempted) == (0, 2)

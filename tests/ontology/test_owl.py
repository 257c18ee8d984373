"""The vocabulary is OWL 2 DL and consistent, alone and with every valid example.

The OWL API and the HermiT reasoner come in one archive inside the owlready2 package; they run in a
Java virtual machine inside this process.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jpype  # type: ignore[import-untyped]
import pytest
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef

from dateline.ontology.terms import Class, Property

NODE = URIRef("https://example.org/story/node")
OTHER = URIRef("https://example.org/story/other")


@pytest.fixture(scope="session", autouse=True)
def java() -> None:
    try:
        jpype.getDefaultJVMPath()
    except (jpype.JVMNotFoundException, jpype.JVMNotSupportedException):
        pytest.skip("needs a Java runtime")
    package = find_spec("owlready2")
    assert package is not None
    assert package.origin is not None
    jpype.addClassPath(Path(package.origin).parent / "hermit" / "HermiT.jar")
    if not jpype.isJVMStarted():
        # -Xrs leaves signals to Python, so that an interrupt still stops the test run.
        jpype.startJVM("-Xrs", convertStrings=False)


def load(graph: Graph, folder: Path) -> Any:
    file = folder / "graph.rdf"
    graph.serialize(file, format="xml")
    managers = jpype.JClass("org.semanticweb.owlapi.apibinding.OWLManager")
    manager = managers.createOWLOntologyManager()
    return manager.loadOntologyFromOntologyDocument(jpype.JClass("java.io.File")(str(file)))


def violations(graph: Graph, folder: Path) -> list[str]:
    """Return where a graph leaves the OWL 2 DL profile."""
    profile = jpype.JClass("org.semanticweb.owlapi.profiles.OWL2DLProfile")()
    report = profile.checkOntology(load(graph, folder))
    return [str(violation) for violation in report.getViolations()]


def reasoner(graph: Graph, folder: Path) -> Any:
    return jpype.JClass("org.semanticweb.HermiT.Reasoner")(load(graph, folder))


def without_days(graph: Graph) -> Graph:
    """Return a graph without its xsd:date values.

    OWL 2 leaves xsd:date out of its datatype map, and HermiT refuses a graph that holds one.
    """
    kept = Graph()
    for triple in graph:
        if not (isinstance(triple[2], Literal) and triple[2].datatype == XSD.date):
            kept.add(triple)
    return kept


def test_the_vocabulary_is_in_the_owl_2_dl_profile(vocabulary: Graph, tmp_path: Path) -> None:
    assert violations(vocabulary, tmp_path) == []


def test_a_functional_property_that_is_transitive_leaves_the_profile(
    vocabulary: Graph, tmp_path: Path
) -> None:
    broken = Graph() + vocabulary
    broken.add((URIRef(Property.within.iri), RDF.type, OWL.FunctionalProperty))
    assert any("within" in violation for violation in violations(broken, tmp_path))


def test_an_undeclared_class_leaves_the_profile(vocabulary: Graph, tmp_path: Path) -> None:
    broken = Graph() + vocabulary
    broken.remove((URIRef("http://www.w3.org/ns/oa#Annotation"), RDF.type, None))
    assert any("oa#Annotation" in violation for violation in violations(broken, tmp_path))


def test_the_vocabulary_is_consistent_and_each_class_can_have_members(
    vocabulary: Graph, tmp_path: Path
) -> None:
    hermit = reasoner(vocabulary, tmp_path)
    assert hermit.isConsistent()
    assert [str(name) for name in hermit.getUnsatisfiableClasses().getEntitiesMinusBottom()] == []


def test_every_range_of_data_is_a_datatype_of_owl_2(vocabulary: Graph) -> None:
    # The profile check of the OWL API lets xsd:date pass, so the ranges are compared here.
    properties = set(vocabulary.subjects(RDF.type, OWL.DatatypeProperty))
    ranges = {range_ for name in properties for range_ in vocabulary.objects(name, RDFS.range)}
    assert ranges == {RDFS.Literal, XSD.boolean, XSD.decimal, XSD.integer, XSD.string}


def test_the_reasoner_refuses_a_calendar_day(vocabulary: Graph, tmp_path: Path) -> None:
    story = Graph().add((NODE, URIRef(Property.knownSince.iri), Literal("2031-05-13", datatype=XSD.date)))
    with pytest.raises(jpype.JException, match="date"):
        reasoner(vocabulary + story, tmp_path)


def test_the_vocabulary_agrees_with_every_valid_example(
    vocabulary: Graph, valid_examples: Graph, tmp_path: Path
) -> None:
    assert len(valid_examples) > 1000
    assert reasoner(vocabulary + without_days(valid_examples), tmp_path).isConsistent()


def test_a_node_that_is_both_actor_and_event_is_inconsistent(vocabulary: Graph, tmp_path: Path) -> None:
    story = Graph()
    story.add((NODE, RDF.type, URIRef(Class.Country.iri)))
    story.add((NODE, RDF.type, URIRef(Class.Summit.iri)))
    assert not reasoner(vocabulary + story, tmp_path).isConsistent()


@pytest.mark.parametrize(
    "name", [Property.replaces, Property.amends, Property.addsTo, Property.excludes], ids=str
)
def test_a_state_that_says_it_of_itself_is_inconsistent(
    vocabulary: Graph, tmp_path: Path, name: Property
) -> None:
    story = Graph().add((NODE, URIRef(name.iri), OTHER))
    assert reasoner(vocabulary + story, tmp_path).isConsistent()
    story.add((OTHER, URIRef(name.iri), OTHER))
    assert not reasoner(vocabulary + story, tmp_path).isConsistent()


def test_two_states_that_replace_each_other_are_inconsistent(vocabulary: Graph, tmp_path: Path) -> None:
    story = Graph().add((NODE, URIRef(Property.replaces.iri), OTHER))
    story.add((OTHER, URIRef(Property.replaces.iri), NODE))
    assert not reasoner(vocabulary + story, tmp_path).isConsistent()


@pytest.mark.parametrize("name", [Property.from_, Property.to, Property.ledTo], ids=str)
def test_a_tenure_can_stand_at_each_end_of_a_link(vocabulary: Graph, tmp_path: Path, name: Property) -> None:
    story = Graph().add((OTHER, RDF.type, URIRef(Class.Tenure.iri)))
    story.add((NODE, URIRef(name.iri), OTHER))
    assert reasoner(vocabulary + story, tmp_path).isConsistent()


def test_the_evidence_of_a_conflict_does_not_make_it_an_item(vocabulary: Graph, tmp_path: Path) -> None:
    story = Graph().add((NODE, RDF.type, URIRef(Class.Conflict.iri)))
    story.add((NODE, URIRef(Property.evidence.iri), OTHER))
    story.add((NODE, URIRef(Property.knownSince.iri), Literal("May")))
    factory = jpype.JClass("org.semanticweb.owlapi.apibinding.OWLManager").getOWLDataFactory()
    iri = jpype.JClass("org.semanticweb.owlapi.model.IRI").create(str(NODE))
    types = reasoner(vocabulary + story, tmp_path).getTypes(factory.getOWLNamedIndividual(iri), False)
    assert {str(name) for name in types.getFlattened()} == {f"<{Class.Conflict.iri}>", "owl:Thing"}


def test_a_class_below_two_disjoint_classes_can_have_no_members(vocabulary: Graph, tmp_path: Path) -> None:
    broken = Graph() + vocabulary
    broken.add((URIRef(Class.Summit.iri), RDFS.subClassOf, URIRef(Class.Claim.iri)))
    unsatisfiable = reasoner(broken, tmp_path).getUnsatisfiableClasses().getEntitiesMinusBottom()
    assert [str(name) for name in unsatisfiable] == [f"<{Class.Summit.iri}>"]

"""Each rule derives what its description says, alike in rdflib and in pyoxigraph."""

import re

import pyoxigraph
import pytest
from rdflib import SKOS, Graph, URIRef
from rdflib.compare import isomorphic

from dateline.ontology import read_rules, read_vocabulary
from dateline.ontology.terms import DL, ONTOLOGY, PREFIXES, Property

RULES = read_rules()
HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
HEAD += "@prefix : <https://example.org/story/rules/> .\n"
STORY = pyoxigraph.NamedNode("https://example.org/story/rules")

PARTS = ":a-part dl:actor :a . :b-part dl:actor :b . :c-part dl:actor :c ."

# rule, story, what the rule derives from it
CASES = {
    "a summit is a meeting and an event": (
        "types.rq",
        ":e a dl:Summit . dl:Host a dl:Role .",
        ":e a dl:Meeting, dl:Event, dl:Dated, dl:Evidenced, sem:Event, schema:Event .",
    ),
    "a product is a topic and a concept": (
        "types.rq",
        ":p a dl:Product .",
        ":p a dl:Topic, dl:Evidenced, skos:Concept .",
    ),
    "a participant comes from a participation": (
        "participant.rq",
        f":e dl:participation :a-part, :b-part ; dl:occurrence dl:CalledOff . {PARTS}",
        ":e dl:participant :a, :b .",
    ),
    "a policy has the states that name it": (
        "state.rq",
        ":s dl:policy :p . :t dl:policy :p .",
        ":p dl:state :s, :t .",
    ),
    "those at a meeting, a summit or a visit that happened met": (
        "met.rq",
        f"""{PARTS}
        :e a dl:Summit ; dl:occurrence dl:Happened ; dl:participation :a-part, :b-part .
        :v a dl:Visit ; dl:occurrence dl:Happened ; dl:participation :b-part, :c-part .""",
        ":a dl:met :b . :b dl:met :a, :c . :c dl:met :b .",
    ),
    "nobody met at a planned meeting or in an election": (
        "met.rq",
        f"""{PARTS}
        :e a dl:Meeting ; dl:occurrence dl:Planned ; dl:participation :a-part, :b-part .
        :v a dl:Election ; dl:occurrence dl:Happened ; dl:participation :b-part, :c-part .""",
        "",
    ),
    "those in any event that happened or is planned took part together": (
        "took-part-with.rq",
        f"""{PARTS}
        :e a dl:Review ; dl:occurrence dl:Planned ; dl:participation :a-part, :b-part .
        :f a dl:Election ; dl:occurrence dl:Happened ; dl:participation :a-part, :c-part .
        :v a dl:Visit ; dl:occurrence dl:CalledOff ; dl:participation :b-part, :c-part .""",
        ":a dl:tookPartWith :b, :c . :b dl:tookPartWith :a . :c dl:tookPartWith :a .",
    ),
    "a claim is spoken to its addressees": (
        "spoke-to.rq",
        ":k dl:speaker :a ; dl:addressee :a, :b .",
        ":a dl:spokeTo :b .",
    ),
    "an author and a speaker reach the addressee of an event that happened": (
        "spoke-to.rq",
        f"""{PARTS} :a-part dl:role dl:Author . :b-part dl:role dl:Addressee .
        :c-part dl:role dl:Speaker .
        :e dl:occurrence dl:Happened ; dl:participation :a-part, :b-part .
        :f dl:occurrence dl:Planned ; dl:participation :c-part, :b-part .""",
        ":a dl:spokeTo :b .",
    ),
    "a speaker spoke about what the claim is about": (
        "spoke-about.rq",
        ":k dl:speaker :a, :b ; dl:about :p . :e dl:about :q .",
        ":a dl:spokeAbout :p . :b dl:spokeAbout :p .",
    ),
    "a tenure tells who held the post": (
        "held-post.rq",
        ":t dl:holder :a ; dl:post :p .",
        ":a dl:heldPost :p .",
    ),
    "causes and enables lead on, a response leads back, the rest lead nowhere": (
        "led-to.rq",
        """:k dl:from :a ; dl:to :b ; dl:relation dl:Causes .
        :l dl:from :b ; dl:to :c ; dl:relation dl:Enables .
        :m dl:from :d ; dl:to :c ; dl:relation dl:RespondsTo .
        :n dl:from :d ; dl:to :e ; dl:relation dl:Blocks .
        :o dl:from :e ; dl:to :f ; dl:relation dl:Precedes .
        :p dl:from :f ; dl:to :g ; dl:relation dl:Before .
        :q dl:from :g ; dl:to :h ; dl:relation dl:AddsTo .""",
        ":a dl:ledTo :b . :b dl:ledTo :c . :c dl:ledTo :d .",
    ),
    "a link tells which state adds to which": (
        "adds-to.rq",
        """:k dl:from :s ; dl:to :t ; dl:relation dl:AddsTo .
        :l dl:from :s ; dl:to :u ; dl:relation dl:AddsTo .
        :m dl:from :t ; dl:to :u ; dl:relation dl:Excludes .
        :n dl:from :u ; dl:to :v ; dl:relation dl:Causes .""",
        ":s dl:addsTo :t, :u .",
    ),
    "a link tells which state excludes which, and what a state itself says is left as it is": (
        "excludes.rq",
        """:k dl:from :s ; dl:to :t ; dl:relation dl:Excludes .
        :l dl:from :t ; dl:to :u ; dl:relation dl:AddsTo .
        :m dl:from :u ; dl:to :v ; dl:relation dl:Blocks .
        :u dl:excludes :s .""",
        ":s dl:excludes :t .",
    ),
    "a conflict is known since its latest source, what it is between since the earliest": (
        "known-since.rq",
        """:k a dl:Conflict ; dl:evidence :x, :y, :z ; dl:between :n, :m .
        :n dl:evidence :x, :y . :m dl:evidence :y .
        :x dl:source :s . :y dl:source :t . :z dl:source :u .
        :s dcterms:issued "2031-05-13"^^xsd:date . :t dcterms:issued "2031-05-20"^^xsd:date .
        :u dcterms:issued "2032" .""",
        """:k dl:knownSince "2031-05-20"^^xsd:date . :n dl:knownSince "2031-05-13"^^xsd:date .
        :m dl:knownSince "2031-05-20"^^xsd:date .""",
    ),
    "a node is known since its earliest source with a day": (
        "known-since.rq",
        """:n dl:evidence :x, :y, :z . :m dl:evidence :z .
        :x dl:source :s . :y dl:source :t . :z dl:source :u .
        :s dcterms:issued "2031-05-13"^^xsd:date . :t dcterms:issued "2031-04-30"^^xsd:date .
        :u dcterms:issued "2030" .""",
        ':n dl:knownSince "2031-04-30"^^xsd:date .',
    ),
}


def turtle(body: str) -> Graph:
    return Graph().parse(data=HEAD + body, format="turtle")


def in_rdflib(rule: str, vocabulary: Graph, story: Graph) -> Graph:
    derived = (vocabulary + story).query(RULES[rule]).graph
    assert derived is not None
    return derived


def in_oxigraph(rule: str, story: str) -> Graph:
    """Run a rule over two named graphs, as a built store holds them."""
    store = pyoxigraph.Store()
    turtle_format = pyoxigraph.RdfFormat.TURTLE
    vocabulary_graph = pyoxigraph.NamedNode(ONTOLOGY)
    store.load(read_vocabulary(), format=turtle_format, to_graph=vocabulary_graph)
    store.load(HEAD + story, format=turtle_format, to_graph=STORY)
    found = store.query(RULES[rule], use_default_graph_as_union=True)
    assert isinstance(found, pyoxigraph.QueryTriples)
    lines = found.serialize(format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert lines is not None
    return Graph().parse(data=lines, format="nt")


@pytest.mark.parametrize(("rule", "story", "derived"), CASES.values(), ids=CASES.keys())
def test_a_rule_derives_what_it_describes(vocabulary: Graph, rule: str, story: str, derived: str) -> None:
    expected = turtle(derived)
    assert isomorphic(in_rdflib(rule, vocabulary, turtle(story)), expected)
    assert isomorphic(in_oxigraph(rule, story), expected)


def test_every_rule_has_a_case() -> None:
    assert {rule for rule, _, _ in CASES.values()} == RULES.keys()


@pytest.mark.parametrize("rule", RULES)
def test_both_engines_derive_the_same_from_all_examples(
    vocabulary: Graph, valid_examples: Graph, rule: str
) -> None:
    derived = in_rdflib(rule, vocabulary, valid_examples)
    assert len(derived) > 0
    assert isomorphic(derived, in_oxigraph(rule, valid_examples.serialize(format="turtle")))


def test_one_pass_in_any_order_is_complete(vocabulary: Graph, valid_examples: Graph) -> None:
    known = Graph() + valid_examples
    for rule in RULES:
        known += in_rdflib(rule, vocabulary, valid_examples)
    assert len(known) > len(valid_examples)
    again = Graph() + known
    for rule in reversed(RULES):
        again += in_rdflib(rule, vocabulary, known)
    assert set(again) == set(known)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_begins_with_title_and_description(rule: str) -> None:
    title, description, *_ = RULES[rule].splitlines()
    assert re.fullmatch(r"# title: [A-Z].+", title)
    assert re.fullmatch(r"# description: [A-Z].+\.", description)


def test_no_story_states_what_a_rule_derives_unless_the_vocabulary_says_so(
    vocabulary: Graph, valid_examples: Graph
) -> None:
    derived = set(vocabulary.subjects(URIRef(Property.derivedBy.iri)))
    stated = derived & set(valid_examples.predicates())
    assert stated == {URIRef(Property.excludes.iri)}
    assert all("Stated of" in str(vocabulary.value(name, SKOS.scopeNote)) for name in stated)


def test_every_rule_fills_the_property_that_names_it(vocabulary: Graph) -> None:
    pairs = {(str(p), str(file)) for p, file in vocabulary[: URIRef(Property.derivedBy.iri)]}
    filled = {}
    for rule, text in RULES.items():
        template = re.search(r"CONSTRUCT \{ \?\w+ (\S+) \?\w+ \}", text)
        assert template is not None
        filled[rule] = template.group(1)
    assert filled.pop("types.rq") == "a"
    assert pairs == {(DL + name.removeprefix("dl:"), rule) for rule, name in filled.items()}

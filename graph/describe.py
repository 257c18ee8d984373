"""A story's records as RDF: what the researcher wrote down, triple by triple."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad

from ..data.proofs import Proofs
from ..data.records import (
    Actor,
    Claim,
    Conflict,
    Event,
    Link,
    Named,
    Participant,
    Policy,
    Product,
    Source,
    State,
    Step,
    Tenure,
    Topic,
)
from ..data.story_records import StoryRecords
from ..data.timing import readings
from ..ontology.terms import Class, Property
from .evidence import EvidenceWriter, TimeWriter
from .names import Names
from .tour import focus_order
from .triples import Triples, shorten


class StoryDescription:
    """Writes each kind of record; one method a kind, in the order of the format."""

    def __init__(self, records: StoryRecords, proofs: Proofs, names: Names) -> None:
        self.records, self.names = records, names
        self.triples = Triples(names.graph)
        self.evidence = EvidenceWriter(self.triples, names, proofs)
        self.time = TimeWriter(self.triples, self.evidence)
        self.issued = {source.id: source.issued for source in records.sources}
        self.event_times: dict[str, tuple[str, ...]] = {}
        self.labels = {record.id: record.label for record in records.all() if isinstance(record, Named)}

    def quads(self) -> Iterable[Quad]:
        """Every quad that the records state, in their order."""
        records = self.records
        self._story()
        for source in records.sources:
            self._source(source)
        for actor in records.actors:
            self._actor(actor)
        for place in records.places:
            self._named(place, Class.Place)
            self._refer(place.id, Property.within, place.within)
        topics: tuple[Topic | Product, ...] = (*records.topics, *records.products)
        for topic in topics:
            self._named(topic, Class.Product if isinstance(topic, Product) else Class.Topic)
            self._refer(topic.id, "skos:broader", topic.broader)
        for product in records.products:
            self.triples.text(self.names.thing(product.id), "skos:notation", *product.codes)
        for post in records.posts:
            self._named(post, Class.Post)
            self._refer(post.id, Property.organization, post.organization)
        for tenure in records.tenures:
            self._tenure(tenure)
        for policy in records.policies:
            self._policy(policy)
        for event in records.events:
            self._event(event)
        for claim in records.claims:
            self._claim(claim)
        for link in records.links:
            self._link(link)
        for conflict in records.conflicts:
            self._conflict(conflict)
        for position, step in enumerate(records.tour, 1):
            self._step(position, step)
        return self.triples.quads

    def _refer(self, subject: str, prop: Property | str, *targets: str | None) -> None:
        """Edges between records, by their ids."""
        things = [self.names.thing(target) for target in targets if target]
        self.triples.link(self.names.thing(subject), prop, *things)

    def _story(self) -> None:
        story, node = self.records.story, self.names.graph
        self.triples.node(node, Class.Story, story.title)
        self.triples.text(node, "dcterms:description", story.description)
        self.triples.text(node, "dcterms:identifier", story.id)
        self.triples.text(node, "dcterms:language", story.language)
        self.triples.text(node, "void:uriSpace", self.names.base)
        self.triples.text(node, "skos:note", *story.notes)

    def _named(self, record: Named, kind: Class) -> str:
        node = self.names.thing(record.id)
        self.triples.node(node, kind, record.label)
        self.triples.text(node, "skos:altLabel", *record.aliases)
        self.triples.text(node, "skos:hiddenLabel", *record.misspellings)
        self.triples.text(node, "skos:note", record.note)
        self.evidence.cite(node, record.evidence, Property.evidence)
        return node

    def _source(self, source: Source) -> None:
        node = self.names.thing(source.id)
        self.triples.node(node, Class.Source, source.title)
        self.triples.text(node, "dcterms:title", source.title)
        self._refer(source.id, "dcterms:publisher", source.publisher)
        self._refer(source.id, "dcterms:creator", *source.authors)
        self.triples.day(node, "dcterms:issued", source.issued)
        self.triples.link(node, "dcterms:source", *([source.address] if source.address else []))
        self.triples.text(node, Property.sha256, source.sha256)
        self.triples.text(node, "skos:note", source.note)

    def _actor(self, actor: Actor) -> None:
        node = self._named(actor, Class(actor.type.value))
        self.triples.flag(node, Property.anonymous, actor.anonymous)
        self._refer(actor.id, Property.memberOf, *actor.member_of)

    def _tenure(self, tenure: Tenure) -> None:
        node = self.names.thing(tenure.id)
        label = tenure.label or f"{self.labels[tenure.holder]}, {self.labels[tenure.post]}"
        self.triples.node(node, Class.Tenure, label)
        self._refer(tenure.id, Property.holder, tenure.holder)
        self._refer(tenure.id, Property.post, tenure.post)
        self._supported(tenure, node)

    def _supported(self, record: Tenure | State | Event | Claim, node: str) -> None:
        """What tenures, states, events and claims share: evidence, dates and a note."""
        self.evidence.cite(node, record.evidence, Property.evidence)
        nodes = self.time.date(node, readings(record.when, record.evidence, self.issued))
        if isinstance(record, Event):
            self.event_times[record.id] = nodes
        self.triples.text(node, "skos:note", record.note)

    def _policy(self, policy: Policy) -> None:
        self._named(policy, Class(policy.type.value))
        for state in policy.states:
            self._state(policy, state)

    def _state(self, policy: Policy, state: State) -> None:
        node = self.names.thing(state.id)
        self.triples.node(node, Class.PolicyState, state.label)
        self._refer(state.id, Property.policy, policy.id)
        self.triples.term(node, Property.status, state.status)
        self.triples.number(node, Property.rate, state.rate)
        self._refer(state.id, Property.product, *state.products)
        self._refer(state.id, Property.origin, *state.origins)
        self._refer(state.id, Property.imposedBy, *state.imposed_by)
        self._refer(state.id, Property.exempts, *state.exempts)
        self._refer(state.id, Property.excludes, *state.excludes)
        self.triples.text(node, Property.legalBasis, state.legal_basis)
        self._refer(state.id, Property.changedBy, state.changed_by)
        self._refer(state.id, Property.replaces, *state.replaces)
        self._refer(state.id, Property.amends, *state.amends)
        self.triples.text(node, Property.takesEffect, state.takes_effect)
        self._supported(state, node)

    def _event(self, event: Event) -> None:
        node = self._named(event, Class(event.type.value))
        self.triples.term(node, Property.occurrence, event.occurrence)
        self._refer(event.id, Property.place, event.place)
        self._refer(event.id, Property.partOf, event.part_of)
        self._refer(event.id, Property.about, *event.about)
        self.triples.text(node, Property.aim, *event.aims)
        self._supported(event, node)
        for participant in event.participants:
            self._participation(event, participant)

    def _participation(self, event: Event, participant: Participant) -> None:
        node = f"{self.names.thing(event.id)}/participation/{participant.actor}"
        label = f"{self.labels[participant.actor]} at: {event.label}"
        evidence = participant.evidence or event.evidence
        self.triples.link(self.names.thing(event.id), Property.participation, node)
        self.triples.node(node, Class.Participation, label)
        self.triples.link(node, Property.actor, self.names.thing(participant.actor))
        for role in participant.role:
            self.triples.term(node, Property.role, role)
        self.triples.text(node, "skos:note", participant.note)
        self.evidence.cite(node, evidence, Property.evidence)
        self.time.date(node, readings(participant.when, evidence, self.issued))

    def _claim(self, claim: Claim) -> None:
        node = self.names.thing(claim.id)
        label = shorten(f"Not so: {claim.text}" if claim.negated else claim.text)
        self.triples.node(node, Class.Claim, label)
        self._refer(claim.id, Property.speaker, *claim.speaker)
        self._refer(claim.id, Property.addressee, *claim.addressee)
        self.triples.term(node, Property.modality, claim.modality)
        self.triples.flag(node, Property.negated, claim.negated)
        self.triples.term(node, Property.stance, claim.stance)
        self._refer(claim.id, Property.about, *claim.about)
        self.triples.text(node, Property.text, claim.text)
        self.triples.flag(node, Property.directSpeech, claim.direct)
        self._refer(claim.id, Property.saidAt, claim.said_at)
        self._refer(claim.id, Property.disputes, *claim.disputes)
        self._refer(claim.id, Property.supports, *claim.supports)
        self._outcome(claim, node)
        self._supported(claim, node)
        if not claim.when and claim.said_at:
            # The event's own assertions date the claim; it has no others.
            self.triples.link(node, Property.time, *self.event_times[claim.said_at])

    def _outcome(self, claim: Claim, node: str) -> None:
        if claim.outcome:
            self.triples.term(node, Property.outcome, claim.outcome.value)
            self._refer(claim.id, Property.outcomeEvent, claim.outcome.event)
            self.evidence.cite(node, claim.outcome.evidence, Property.outcomeEvidence)

    def _link(self, link: Link) -> None:
        node = self.names.thing(link.id)
        label = link.label or f"{link.from_} {link.relation} {link.to}"
        self.triples.node(node, Class.Link, label)
        self._refer(link.id, Property.from_, link.from_)
        self._refer(link.id, Property.to, link.to)
        self.triples.term(node, Property.relation, link.relation)
        self.triples.text(node, "skos:note", link.note)
        self.evidence.cite(node, link.evidence, Property.evidence)

    def _conflict(self, conflict: Conflict) -> None:
        node = self.names.thing(conflict.id)
        self.triples.node(node, Class.Conflict, shorten(conflict.reason))
        self._refer(conflict.id, Property.between, *conflict.between)
        self.triples.text(node, Property.reason, conflict.reason)
        self.triples.text(node, "skos:note", conflict.note)
        self.evidence.cite(node, conflict.evidence, Property.evidence)

    def _step(self, position: int, step: Step) -> None:
        node = self.names.step(position)
        first, last = step.days
        self.triples.link(self.names.graph, Property.step, node)
        self.triples.node(node, Class.TourStep, " ".join(step.title.split()))
        self.triples.text(node, "dcterms:description", "\n\n".join(step.paragraphs))
        self.triples.number(node, Property.position, position)
        self.triples.link(node, Property.focus, *map(self.names.thing, step.focus))
        self.triples.text(node, Property.focusOrder, focus_order(step.focus))
        self.triples.day(node, Property.windowBegin, first)
        self.triples.day(node, Property.windowEnd, last)
        self.triples.day(node, Property.knownBy, step.known_by)
        self.triples.text(node, Property.view, step.view)

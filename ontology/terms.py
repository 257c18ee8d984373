# ruff: noqa: N815
# Member names are the vocabulary's own local names, so that a search for one finds both.
"""The names of the vocabulary, for code that writes or reads its IRIs.

`dateline.ttl` is the source; a test keeps this module equal to it in both directions.

>>> Class.Meeting.iri
'https://w3id.org/dateline/ns#Meeting'
>>> Property.from_.iri
'https://w3id.org/dateline/ns#from'
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

DL: Final = "https://w3id.org/dateline/ns#"
ONTOLOGY: Final = "https://w3id.org/dateline/ns"

PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "dl": DL,
        "dcterms": "http://purl.org/dc/terms/",
        "eli": "http://data.europa.eu/eli/ontology#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "lode": "http://linkedevents.org/ontology/",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "http://schema.org/",
        "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "time": "http://www.w3.org/2006/time#",
        "vann": "http://purl.org/vocab/vann/",
        "void": "http://rdfs.org/ns/void#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
"""Every prefix that the vocabulary, its shapes, rules and examples use, and its namespace."""


class Term(StrEnum):
    """A name of the vocabulary; the value is the local name."""

    @property
    def iri(self) -> str:
        """The full IRI."""
        return DL + self.value


class ActorType(Term):
    """What an actor can be."""

    Person = "Person"
    Organization = "Organization"
    Country = "Country"
    Group = "Group"


class EventType(Term):
    """What an event can be; `Event` when no narrower type fits."""

    Event = "Event"
    Meeting = "Meeting"
    Summit = "Summit"
    Visit = "Visit"
    Negotiation = "Negotiation"
    Agreement = "Agreement"
    Announcement = "Announcement"
    PolicyChange = "PolicyChange"
    Decision = "Decision"
    Speech = "Speech"
    Briefing = "Briefing"
    Interview = "Interview"
    Letter = "Letter"
    Election = "Election"
    TakingOffice = "TakingOffice"
    Departure = "Departure"
    MilitaryAction = "MilitaryAction"
    Deadline = "Deadline"
    Review = "Review"


class PolicyType(Term):
    """What a policy can be; `Policy` when no narrower type fits."""

    Policy = "Policy"
    Tariff = "Tariff"
    Tax = "Tax"
    TradeAgreement = "TradeAgreement"
    DefenceProgramme = "DefenceProgramme"
    SecurityMission = "SecurityMission"


class Role(Term):
    """The part an actor plays in an event."""

    Host = "Host"
    Guest = "Guest"
    Attendee = "Attendee"
    Speaker = "Speaker"
    Addressee = "Addressee"
    DecisionMaker = "DecisionMaker"
    Target = "Target"
    Winner = "Winner"
    Loser = "Loser"
    Author = "Author"
    OfficeHolder = "OfficeHolder"


class Status(Term):
    """Where a policy stands in its life."""

    Proposed = "Proposed"
    Announced = "Announced"
    Approved = "Approved"
    InForce = "InForce"
    Suspended = "Suspended"
    Repealed = "Repealed"
    Expired = "Expired"


class Modality(Term):
    """How a speaker puts a claim."""

    Asserted = "Asserted"
    Predicted = "Predicted"
    Promised = "Promised"
    Demanded = "Demanded"
    Denied = "Denied"
    Hoped = "Hoped"
    Accused = "Accused"
    Recommended = "Recommended"


class Stance(Term):
    """Where a speaker stands toward what a claim is about."""

    For = "For"
    Against = "Against"
    Open = "Open"


class Outcome(Term):
    """What became of a claim."""

    Kept = "Kept"
    Broken = "Broken"
    Pending = "Pending"
    CameTrue = "CameTrue"
    DidNotComeTrue = "DidNotComeTrue"


class Occurrence(Term):
    """Whether an event took place."""

    Happened = "Happened"
    Planned = "Planned"
    CalledOff = "CalledOff"


class Relation(Term):
    """How one item of a story bears on another."""

    Causes = "Causes"
    RespondsTo = "RespondsTo"
    Enables = "Enables"
    Blocks = "Blocks"
    Precedes = "Precedes"
    Before = "Before"
    After = "After"
    During = "During"
    Starts = "Starts"
    Finishes = "Finishes"
    Meets = "Meets"
    Equals = "Equals"
    AddsTo = "AddsTo"
    Excludes = "Excludes"


class Class(Term):
    """Every class of the vocabulary."""

    Story = "Story"
    Evidenced = "Evidenced"
    Dated = "Dated"
    Actor = "Actor"
    Person = "Person"
    Organization = "Organization"
    Country = "Country"
    Group = "Group"
    Place = "Place"
    Post = "Post"
    Tenure = "Tenure"
    Event = "Event"
    Meeting = "Meeting"
    Summit = "Summit"
    Visit = "Visit"
    Negotiation = "Negotiation"
    Agreement = "Agreement"
    Announcement = "Announcement"
    PolicyChange = "PolicyChange"
    Decision = "Decision"
    Speech = "Speech"
    Briefing = "Briefing"
    Interview = "Interview"
    Letter = "Letter"
    Election = "Election"
    TakingOffice = "TakingOffice"
    Departure = "Departure"
    MilitaryAction = "MilitaryAction"
    Deadline = "Deadline"
    Review = "Review"
    Participation = "Participation"
    Policy = "Policy"
    Tariff = "Tariff"
    Tax = "Tax"
    TradeAgreement = "TradeAgreement"
    DefenceProgramme = "DefenceProgramme"
    SecurityMission = "SecurityMission"
    PolicyState = "PolicyState"
    Topic = "Topic"
    Product = "Product"
    Claim = "Claim"
    Link = "Link"
    Source = "Source"
    Evidence = "Evidence"
    TimeAssertion = "TimeAssertion"
    Conflict = "Conflict"
    TourStep = "TourStep"
    Role = "Role"
    Status = "Status"
    Modality = "Modality"
    Stance = "Stance"
    Outcome = "Outcome"
    Occurrence = "Occurrence"
    Relation = "Relation"


class Property(Term):
    """Every property of the vocabulary; `from_` avoids the Python keyword."""

    within = "within"
    memberOf = "memberOf"
    holder = "holder"
    post = "post"
    organization = "organization"
    participation = "participation"
    participant = "participant"
    place = "place"
    partOf = "partOf"
    occurrence = "occurrence"
    actor = "actor"
    role = "role"
    state = "state"
    policy = "policy"
    status = "status"
    product = "product"
    origin = "origin"
    imposedBy = "imposedBy"
    exempts = "exempts"
    excludes = "excludes"
    addsTo = "addsTo"
    replaces = "replaces"
    amends = "amends"
    changedBy = "changedBy"
    speaker = "speaker"
    addressee = "addressee"
    modality = "modality"
    stance = "stance"
    about = "about"
    saidAt = "saidAt"
    disputes = "disputes"
    supports = "supports"
    outcome = "outcome"
    outcomeEvidence = "outcomeEvidence"
    outcomeEvent = "outcomeEvent"
    from_ = "from"
    to = "to"
    relation = "relation"
    source = "source"
    evidence = "evidence"
    time = "time"
    between = "between"
    met = "met"
    tookPartWith = "tookPartWith"
    spokeTo = "spokeTo"
    spokeAbout = "spokeAbout"
    heldPost = "heldPost"
    ledTo = "ledTo"
    anonymous = "anonymous"
    negated = "negated"
    directSpeech = "directSpeech"
    earliestBeginDay = "earliestBeginDay"
    latestBeginDay = "latestBeginDay"
    earliestEndDay = "earliestEndDay"
    latestEndDay = "latestEndDay"
    ongoing = "ongoing"
    rate = "rate"
    takesEffect = "takesEffect"
    legalBasis = "legalBasis"
    text = "text"
    quote = "quote"
    sha256 = "sha256"
    edtf = "edtf"
    phrase = "phrase"
    anchor = "anchor"
    rule = "rule"
    clockTime = "clockTime"
    reason = "reason"
    aim = "aim"
    step = "step"
    focus = "focus"
    focusOrder = "focusOrder"
    position = "position"
    windowBegin = "windowBegin"
    windowEnd = "windowEnd"
    knownBy = "knownBy"
    view = "view"
    knownSince = "knownSince"
    derivedBy = "derivedBy"

"""How the relations of a story read, and which properties of what become edges."""

from __future__ import annotations

from ...ontology.terms import Class

ROLE_LABELS = {
    "Host": "hosted",
    "Guest": "was a guest at",
    "Attendee": "attended",
    "Speaker": "spoke at",
    "Addressee": "was addressed at",
    "DecisionMaker": "decided on",
    "Target": "was the target of",
    "Winner": "won",
    "Loser": "lost",
    "Author": "wrote",
    "OfficeHolder": "took office at",
}
RELATION_LABELS = {
    "Causes": "led to",
    "RespondsTo": "responds to",
    "Enables": "made possible",
    "Blocks": "blocked",
    "Precedes": "came before",
    "Before": "ended before",
    "After": "began after",
    "During": "was in the course of",
    "Starts": "began together with",
    "Finishes": "ended together with",
    "Meets": "gave way to",
    "Equals": "lasted as long as",
    "AddsTo": "adds to",
    "Excludes": "excludes",
}
# Property of a claim, event, state … -> (label read from subject to object, kind of edge)
PROPERTIES: dict[Class, dict[str, tuple[str, str]]] = {
    Class.Claim: {
        "addressee": ("is addressed to", "claim"),
        "about": ("is about", "claim"),
        "saidAt": ("was said at", "claim"),
        "disputes": ("disputes", "claim"),
        "supports": ("supports", "claim"),
        "outcomeEvent": ("was settled at", "claim"),
    },
    Class.PolicyState: {
        "product": ("covers", "policy"),
        "exempts": ("exempts", "policy"),
        "origin": ("applies to goods of", "policy"),
        "excludes": ("does not apply on top of", "policy"),
    },
    Class.Event: {
        "place": ("took place in", "place"),
        "partOf": ("is part of", "structure"),
        "about": ("is about", "structure"),
    },
    Class.Place: {"within": ("lies in", "place")},
    Class.Actor: {"memberOf": ("belongs to", "structure")},
    Class.Post: {"organization": ("is a post of", "structure")},
}
# The same, read from object to subject: the arrow runs the way the sentence does.
INVERSE: dict[Class, dict[str, tuple[str, str]]] = {
    Class.Claim: {"speaker": ("says", "claim")},
    Class.PolicyState: {
        "policy": ("has the state", "policy"),
        "imposedBy": ("imposes", "policy"),
        "changedBy": ("brings about", "policy"),
    },
}

"""Networks of actors, events, policies and claims, and what time allows in them."""

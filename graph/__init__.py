"""What is known: records become RDF, a store, answers in SPARQL, timelines and networks."""

"""What comes in: stories and their sources, read into typed records that know their lines. No RDF here."""

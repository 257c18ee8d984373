"""Rates for people and programs: tables, files, and the step chart."""

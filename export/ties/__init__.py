"""Answers of networks for people, programs and pictures: a table, JSON, CSV, GraphML, HTML, SVG."""

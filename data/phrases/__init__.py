"""Phrases such as "Monday evening", read against an anchor day by named rules."""

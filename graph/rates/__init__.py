"""Which rates applied: states of policies, the goods they cover, and which of them add up."""

"""Days: the solver, the bounds that follow, and the three answers to questions about them."""

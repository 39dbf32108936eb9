"""Forms of the kitchen: each ends in one verb."""

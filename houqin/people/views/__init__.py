"""The pages about people: posts, staff, classes, pupils, keys, and the bureau's view of its schools."""

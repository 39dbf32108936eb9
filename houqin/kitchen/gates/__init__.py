"""Questions asked before a change in the kitchen. Pure: each reads what it is given."""

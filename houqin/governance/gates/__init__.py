"""Questions asked before a change of rules, plans, groups and minutes."""

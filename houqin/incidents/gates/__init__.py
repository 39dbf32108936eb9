"""Questions asked before a case changes, and before a stopped place is used."""

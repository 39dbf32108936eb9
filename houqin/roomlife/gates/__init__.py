"""Questions asked before a head is named, a turn is planned, a room is inspected or awarded."""

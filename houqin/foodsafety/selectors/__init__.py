"""What the rows say of a day, a week, a month."""

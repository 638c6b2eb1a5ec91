"""Ward lists written: one of the country's communes to fill in, and an office's own with what it is today beside it."""

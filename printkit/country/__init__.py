"""The country's communes: those of today, those of before 1 July 2025, and what became of each."""

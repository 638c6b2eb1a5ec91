"""The country's list of communes as CSV files, and the day to which they are true. Where from: docs/data.md."""

from datetime import date

TRUE_TO = date(2026, 10, 10)  # the newest copy of the statistics office's list that was seen
TODAYS_UNITS_FROM = "2025-07-01"  # since when the country has provinces and communes alone, without districts

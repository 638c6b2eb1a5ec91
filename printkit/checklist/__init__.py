"""Papers for whoever hands prints out: a list of the wards to sign, and a test of the duplex printer.

They are office papers, set by ReportLab's Platypus in our faces: untagged, and not proven.
"""

LIST, TEST = "checklist", "duplex-test"  # names of the files, without what a shard adds and their ending
CREATOR = "printkit checklist"


def is_office_paper(pdf: bytes) -> bool:
    """Is the file one of these papers? Each says so in its `Info`, which ReportLab writes in plain bytes."""
    return f"/Creator ({CREATOR})".encode() in pdf

"""Break controls that stand in text between binding and line breaking; none is ever drawn.

`words.bind` and `words.break_address` put them in, `layout.text` takes them out.
"""

FREE = " "  # a space where a line may break
EDGE = "\x1f"  # a space between two compounds of one bound phrase: opened first when the phrase is too wide
TIE = "\u00a0"  # a space inside a compound: opened last
FAST = "\x1e"  # a space that never opens: inside a telephone number, `nhánh 8`, `bước 5`
SOFT = "\x1d"  # no width: an address may break here
LAST = "\x1c"  # no width: an address may break here if nothing else helps
TEAR = "\x1b"  # no width: a long stretch of an address breaks here where it is wider than any line

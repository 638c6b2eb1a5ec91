"""Telephone numbers of Viet Nam: which there can be, which a text holds, and how a list's cell of them is mended."""

from printkit.phones.cells import Kind, Telephone, mended
from printkit.phones.plan import is_valid, national
from printkit.phones.texts import Number, numbers

__all__ = ["Kind", "Number", "Telephone", "is_valid", "mended", "national", "numbers"]

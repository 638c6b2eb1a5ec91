"""Lengths: every figure of the visual standard enters in mm and becomes points here, and only here."""

from typing import NamedTuple

POINTS_PER_INCH = 72.0
MM_PER_INCH = 25.4
PRINTER_DPI = 300  # the office laser that codes are made for


def mm(length: float) -> float:
    """Points of a length in millimetres."""
    return length * POINTS_PER_INCH / MM_PER_INCH


def to_mm(length: float) -> float:
    """Millimetres of a length in points."""
    return length * MM_PER_INCH / POINTS_PER_INCH


DOT = POINTS_PER_INCH / PRINTER_DPI  # points; one dot of a 300-dpi printer, 0.0847 mm


class Size(NamedTuple):
    """Width and height in points."""

    width: float
    height: float


A4 = Size(mm(210), mm(297))
A3 = Size(mm(297), mm(420))
A6 = Size(mm(105), mm(148.5))  # half of A5: two by two cover an A4 sheet without gutters
A7 = Size(mm(105), mm(74.25))  # two by four cover an A4 sheet without gutters

"""The duplex printer's test: what is read on it is what to type, over whichever edge the sheet turns."""

import ctypes
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

import pypdf
import pypdfium2
import pytest

from printkit.checklist.calibration import CORNER, NEAR, REACH, draw_calibration
from printkit.formats.flashcards.imposition import Card, Duplex, sheets
from printkit.formats.flashcards.looks import LOOKS
from printkit.layout.frame import Frame
from printkit.units import A4, mm, to_mm

CLOSE = 0.01  # pt

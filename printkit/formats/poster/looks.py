"""Sizes of the A3 poster (visual standard 2.1, 5.3, 5.4)."""

from printkit.parts.look import Look, Type
from printkit.parts.masthead import Band

MARGIN = 18.0  # mm, left and right
TOP = 16.0
LIVE = 261.0
ISSUER_Y = 399.0
FOOT_BOTTOM = 394.0
ROUTE_X = 37.25
RIGHT_X = 166.0  # hotline of the procedure's poster, contact of the overview's
DIVIDER_X = 158.0

PROCEDURE = Look(
    kicker=Type(24, 1.36, 600),
    title=Type(72, 1.2, 700, 54, -0.8, 1.20),
    subtitle=Type(26, 1.36, 500),
    head=Type(38, 1.24, 700, least=1.24),
    headline=Type(31, 1.26, 600, 28),
    detail=Type(24, 1.32, 400, 24),
    panel_head=Type(26, 1.24, 700, least=1.24),
    panel_body=Type(20, 1.30, 400),
    help_head=Type(24, 1.24, 600, least=1.24),
    number=Type(56, 1.15, 700, 48, least=1.15),
    caption=Type(28, 1.24, 700, least=1.24),
    label=Type(20, 1.30, 400),
    host=Type(18, 1.26, 600),
    fine=Type(14, 1.36, 400),
    issuer=Type(14, 1.36, 400),
    figure=31,
    disc=18.5,
    route=2.4,
    text_at=19.25,
    gap=12,
    gap_least=5,
    unit=1.6,
    bar=2,
    inset=7.2,
    inset_foot=8,
    code=64,
    code_least=50,
    dots=12,
    picture=105,
    picture_least=80,
    outline=1.4,
    divider=1.4,
    panel_line=1.0,
    call=Type(24, 1.30, 400),
)

OVERVIEW = PROCEDURE._replace(
    title=Type(64, 1.2, 700, 48, -0.8, 1.20),
    subtitle=Type(25, 1.26, 600),
    headline=Type(25, 1.26, 600, 22),
    detail=Type(22, 1.30, 400, 20),
    panel_body=Type(18, 1.30, 400),
    caption=Type(22, 1.24, 600, least=1.24),
    host=Type(13, 1.26, 600),
    code=44,
    code_least=36,
    dots=9,
)

BAND = Band(
    width=LIVE,
    text_x=38.5,
    title_width=215,
    kicker_y=9,
    title_y=22,
    subtitle_gap=2.3,
    least_height=62,
    ink_bar=4.5,
    ink_rule=1,
    disc=26,
    disc_x=ROUTE_X - MARGIN,
    disc_drop=19,
    icon=16,
    ring=2.4,
)
OVERVIEW_BAND = BAND._replace(title_width=166, foot=6)

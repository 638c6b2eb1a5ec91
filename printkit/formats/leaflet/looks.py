"""Sizes of the A4 leaflet (visual standard 2.1, 5.1, 5.2)."""

from printkit.parts.look import Look, Type
from printkit.parts.masthead import Band

MARGIN = 15.0  # mm, left and right
TOP = 12.0
LIVE = 180.0
ISSUER_Y = 279.5

SINGLE = Look(
    kicker=Type(12, 1.36, 600),
    title=Type(38, 1.22, 700, 28, -0.3, 1.20),
    subtitle=Type(13, 1.36, 500),
    head=Type(16.5, 1.24, 700, least=1.2),
    headline=Type(15, 1.32, 600, 13),
    detail=Type(12.5, 1.40, 400, 12, least=1.30),
    panel_head=Type(14, 1.36, 700),
    panel_body=Type(12.5, 1.30, 400, least=1.30),
    help_head=Type(14, 1.36, 600),
    number=Type(32, 1.15, 700, 26, least=1.15),
    caption=Type(14, 1.36, 700),
    label=Type(11.5, 1.30, 400, least=1.30),
    host=Type(12, 1.26, 600),
    fine=Type(8.5, 1.36, 400),
    issuer=Type(9.5, 1.36, 400),
    figure=18,
    disc=11,
    route=1.2,
    text_at=10.5,
    gap=8,
    gap_least=3,
    unit=1,
    bar=1,
    inset=4.5,
    inset_foot=5,
    code=45,
    code_least=30,
    dots=6,
    picture=80,
)

SINGLE_BAND = Band(
    width=LIVE,
    text_x=22,
    title_width=150,
    kicker_y=5.6,
    title_y=13.2,
    subtitle_gap=1.6,
    least_height=36,
    ink_bar=2.4,
    ink_rule=0.5,
    disc=14,
    disc_x=11.5,
    disc_drop=11.2,
    icon=8.6,
    ring=1.2,
)

SEVERAL = Look(
    kicker=Type(11.5, 1.36, 600),
    title=Type(30, 1.2, 700, 22, -0.3, 1.20),
    subtitle=Type(12.5, 1.36, 500),
    head=Type(16.5, 1.24, 700, least=1.2),
    headline=Type(13.5, 1.3, 600, 12),
    detail=Type(12, 1.36, 400, 11.5, least=1.30),
    panel_head=Type(12, 1.36, 600),
    panel_body=Type(11, 1.34, 400, least=1.30),
    help_head=Type(12, 1.36, 600),
    number=Type(30, 1.15, 700, 26, least=1.15),
    caption=Type(9, 1.26, 600),
    label=Type(9, 1.26, 400),
    host=Type(9, 1.26, 600),
    fine=Type(8.5, 1.36, 400),
    issuer=Type(9.5, 1.36, 400),
    figure=14.5,
    disc=9,
    route=1.0,
    text_at=8.5,
    gap=8,
    gap_least=3,
    unit=1,
    bar=1,
    inset=4.5,
    inset_foot=5,
    code=30,
    code_least=26,
    dots=6,
    picture=72,
)

SEVERAL_BAND = Band(
    width=LIVE,
    text_x=7,
    title_width=166,
    kicker_y=6,
    title_y=12.6,
    subtitle_gap=2.6,
    least_height=30,
    ink_bar=2.4,
    ink_rule=0.5,
    foot=6.5,
)

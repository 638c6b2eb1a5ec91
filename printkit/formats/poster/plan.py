"""A3 poster of a procedure, or a share of one, set at a place on the ladder: all its parts, measured (standard 5.3)."""

from typing import NamedTuple

from printkit.formats.poster.foot import PAIR, foot, grid, notes
from printkit.formats.poster.looks import BAND, FOOT_BOTTOM, LIVE, PROCEDURE, TOP
from printkit.inline import free_addresses, plain, subtitle
from printkit.layout.blocks import Block, Fixed, Stack, one_line, place
from printkit.layout.frame import PAGINATION, Frame
from printkit.layout.text import Piece
from printkit.model import Guide, Link, Option, Rich, Section, Step
from printkit.parts import options, panels
from printkit.parts.desk import Desk
from printkit.parts.look import Look, Setting, adjust
from printkit.parts.masthead import Beside, Heading, masthead
from printkit.parts.steps import Numbered, height, numbered, overhang
from printkit.units import mm
from printkit.values import replace

TEXT_WIDTH = 222.0  # mm
HALF_WIDTH = 94.0  # where steps stand in two columns
BELOW_BAND = 12.0
ABOVE_BAR = 9.0
OVERHANG = 3.0  # mm that the last disc may reach below its text into the white over the bar
LONG_TITLE = 63  # characters: three lines of 215 mm at the title's floor


class Part(NamedTuple):
    """What one poster holds: all steps and ways, or a share ("1/2") of a procedure too long for one."""

    steps: tuple[tuple[int, Step], ...]
    ways: tuple[tuple[int, Option], ...]
    number: int = 1
    of: int = 1
    codes: tuple[Link, ...] | None = None  # those it shows in place of steps; None: all of them, at its foot
    asked: bool = True  # the ward's rows stand at its foot


class Plan(NamedTuple):
    """Everything of the page, set."""

    look: Look
    head: Frame
    lead: Frame | None
    columns: tuple[tuple[Numbered, ...], ...]
    main: Frame | None
    foot: Frame

    @property
    def top(self) -> float:
        """Top of the steps in points."""
        return mm(TOP) + self.head.height + mm(BELOW_BAND) * self.look.space

    @property
    def bottom(self) -> float:
        """Where the steps end."""
        return mm(FOOT_BOTTOM) - self.foot.height - mm(ABOVE_BAR) * self.look.space

    def needed(self, gap: float) -> float:
        """Height of condition, steps and ways with a gap in points."""
        parts = [frame.height for frame in (self.lead, self.main) if frame]
        if self.columns:
            parts.append(max(height(self.look, column, gap) for column in self.columns))
        if self.columns and not self.main:
            parts[-1] += max(0.0, max(overhang(self.look, column) for column in self.columns) - mm(OVERHANG))
        return sum(parts) + self.look.s(5) * (len(parts) - 1)

    def slack(self, gap: float) -> float:
        """Points left; negative when the page does not hold its content."""
        return self.bottom - self.top - self.needed(gap)


def title_of(section: Section) -> Rich:
    """The title, or the short one where that is too long for three lines at its floor."""
    return section.short if section.short and len(plain(section.title)) > LONG_TITLE else section.title


def plan(desk: Desk, guide: Guide, section: Section, part: Part, setting: Setting) -> Plan:
    """Set all parts of the page at a place on the ladder."""
    look = adjust(PROCEDURE, setting)
    width = mm(TEXT_WIDTH if setting.layout != "two" else HALF_WIDTH)
    short = shortened(part, setting.short)
    steps = tuple(numbered(desk, look, step, str(n), width, short=(0, n) in short) for n, step in part.steps)
    half = (len(steps) + 1) // 2
    columns = (steps,) if setting.layout != "two" else (steps[:half], steps[half:])
    main = _main(desk, look, section, guide, part, short)
    badge, lead = look.detail._replace(floor=24), mm(TEXT_WIDTH if steps else LIVE)
    asked = guide if part.asked else replace(guide, ward=None)
    return Plan(
        look,
        head_of(desk, look, guide, section, part, compact=setting.compact),
        place(panels.condition(desk, look, section.requires, badge), lead) if section.requires else None,
        columns if steps else (),
        place(Stack(main, look.s(4)), mm(LIVE)) if main else None,
        place(Stack(foot(desk, look, asked, section, _foot_links(section, part))), mm(LIVE)),
    )


def head_of(desk: Desk, look: Look, guide: Guide, section: Section, part: Part, *, compact: bool = False) -> Frame:
    """The masthead; where it is `compact` a summary gives way, but not when the procedure serves."""
    when = section.when if compact else subtitle(guide, section)
    heading = Heading(guide.kicker, title_of(section), when, section.icon or guide.icon or "info")
    counts = [
        desk.text((Piece(f"{i}/{part.of}"),), look.subtitle, desk.palette.band_text, align="right", role=PAGINATION)
        for i in range(1, part.of + 1)
    ]
    beside = Beside(counts[part.number - 1], max(one_line(each).width for each in counts)) if part.of > 1 else None
    return masthead(desk, look, BAND, heading, routed=bool(part.steps), beside=beside)


def able(part: Part) -> list[tuple[int, int]]:
    """The sheet's steps that have a short text, by way (0: none) and number, those with the longest text first."""
    own = [((0, n), step) for n, step in part.steps]
    own += [((way, n), step) for way, option in part.ways for n, step in enumerate(option.steps, 1)]
    long = [(len(plain(step.text) + plain(step.detail)), key) for key, step in own if step.short]
    return [key for _length, key in sorted(long, reverse=True)]


def shortened(part: Part, count: int) -> frozenset[tuple[int, int]]:
    """The steps that print their short text."""
    return frozenset(able(part)[:count])


def _main(
    desk: Desk, look: Look, section: Section, guide: Guide, part: Part, short: options.Short
) -> tuple[Block, ...]:
    """Ways to choose from across the page; notes too, where no hotline stands at the foot for them to join."""
    blocks: list[Block] = []
    if part.ways:
        others = elsewhere(desk, look, section, part)
        blocks.append(Stack((Fixed(options.stacked(desk, look, part.ways, mm(LIVE), short)), *others), look.s(3)))
    blocks += [grid(desk, look, part.codes)] if part.codes and len(part.codes) > PAIR else []
    blocks += notes(desk, look, section) if not guide.hotline else ()
    return tuple(blocks)


def _foot_links(section: Section, part: Part) -> tuple[Link, ...]:
    """The links whose codes stand at the sheet's foot: all, or one or two of those that have sheets of their own."""
    if part.codes is None:
        return free_addresses(section)
    return part.codes if len(part.codes) <= PAIR else ()


def elsewhere(desk: Desk, look: Look, section: Section, part: Part) -> tuple[Block, ...]:
    """The ways that stand on other sheets, by name: no sheet alone may seem to show them all."""
    here = {n for n, _option in part.ways}
    others = [(n, option) for n, option in enumerate(section.options, 1) if n not in here]
    return tuple(desk.text(options.or_else(desk, option, n), look.detail) for n, option in others)

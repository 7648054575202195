"""A workshop's own colour: it is seen on white and on the dark theme alike, or it is refused with a better one."""

import re
from dataclasses import dataclass

HEX = re.compile(r"#[0-9a-fA-F]{6}")
WHITE, DARK = "#ffffff", "#17202a"
"""What lies under the logo in the two themes: `--paper` of tokens.css."""
LEAST = 3.0
"""WCAG 2.2 asks this of what is no text."""
STEPS = 255
NEARLY_BLACK = 0.04045
"""Below it sRGB is a straight line."""


class NotAColour(Exception):
    """The text is no colour written as #rrggbb."""


@dataclass(frozen=True, slots=True)
class TooFaint:
    """How little a colour stands out from what it lies on, and the nearest that does."""

    contrast: float
    ground: str
    better: str


def parse_colour(text: str) -> str:
    """
    Return #rrggbb in lower case; empty for none.

    :raises NotAColour: if it cannot be read
    """
    text = text.strip()
    if not text:
        return ""
    text = text if text.startswith("#") else f"#{text}"
    if not HEX.fullmatch(text):
        raise NotAColour
    return text.lower()


def too_faint(colour: str) -> TooFaint | None:
    """Return what is wrong with the colour, or None when it may be used."""
    ground = min((WHITE, DARK), key=lambda each: contrast(colour, each))
    found = contrast(colour, ground)
    if found >= LEAST:
        return None
    return TooFaint(found, ground, _nearest(colour, WHITE if ground == WHITE else DARK))


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast between two colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(colour: str) -> str:
    """Return white or near black, whichever is read better on the colour."""
    return max((WHITE, DARK), key=lambda each: contrast(colour, each))


def _nearest(colour: str, ground: str) -> str:
    """The same hue, darker on white and lighter on dark, by the fewest steps."""
    towards = 0 if ground == WHITE else STEPS
    for step in range(1, STEPS + 1):
        mixed = _mix(colour, towards, step / STEPS)
        if all(contrast(mixed, each) >= LEAST for each in (WHITE, DARK)):
            return mixed
    return ""


def _mix(colour: str, towards: int, share: float) -> str:
    parts = (round(part + (towards - part) * share) for part in _parts(colour))
    return "#" + "".join(f"{part:02x}" for part in parts)


def _parts(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    linear: float = part / 12.92 if part <= NEARLY_BLACK else ((part + 0.055) / 1.055) ** 2.4
    return linear

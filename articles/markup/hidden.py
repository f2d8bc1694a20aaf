"""What a page would hide from its reader: how gambling links stand in go.id pages (DOMAIN.md)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

# Word indents list items by -18pt; spam stands at -1000px and beyond.
FAR_AWAY = -200.0
PIXELS = {
    "pt": 1.33,
    "em": 16.0,
    "rem": 16.0,
    "cm": 38.0,
    "mm": 3.8,
    "in": 96.0,
    "%": 4.0,
    "vw": 4.0,
    "vh": 4.0,
}
MOVES = tuple("left right top bottom inset margin text-indent transform translate".split())
NEARLY_WHITE = 240
WHITES = set(
    "white snow ivory ghostwhite floralwhite whitesmoke mintcream azure window canvas".split()
)
NO_COLOUR = {"", "inherit", "initial", "unset", "revert", "currentcolor", "none", "auto"}
LENGTH = re.compile(r"(-?)\s*(\d*\.?\d+)\s*([a-z%]*)")
LONGEST_STYLE = 2_000  # characters that are read; Word's longest have some hundred
Style = Mapping[str, str]


@dataclass(frozen=True)
class Look:
    """How text would look at a place: what it inherits and what is hidden for good."""

    gone: bool = False
    unseen: bool = False
    tiny: bool = False
    white: bool = False
    on_colour: bool = False

    @property
    def hides_text(self) -> bool:
        return self.gone or self.unseen or self.tiny or (self.white and not self.on_colour)

    def inside(self, tag: str, attributes: Mapping[str, str | None]) -> Self:
        """The look of an element that stands in this one."""
        style = read_style(attributes)
        return replace(
            self,
            gone=self.gone
            or "hidden" in attributes
            or _removed(style)
            or _like_its_ground(style)
            or _squeezed(tag, style, attributes),
            unseen=_unseen(style, self.unseen),
            tiny=_tiny(style, self.tiny),
            white=_chosen(_is_white(style.get("color", "")), self.white),
            on_colour=_chosen(_covers(style), self.on_colour),
        )


def read_style(attributes: Mapping[str, str | None]) -> dict[str, str]:
    """The declarations of an element, old attributes among them; escapes and comments undone."""
    style = (attributes.get("style") or "")[:LONGEST_STYLE]
    text = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    text = re.sub(r"\\([0-9a-fA-F]{1,6})\s?", _unescaped, text).replace("\\", "").lower()
    old = {"color": attributes.get("color"), "background": attributes.get("bgcolor")}
    pairs = [(name, (value or "").lower()) for name, value in old.items()]
    pairs += [(name, value) for name, _, value in (part.partition(":") for part in text.split(";"))]
    return {name.strip(): value.replace("!important", "").strip() for name, value in pairs if value}


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return chr(code) if code < 0x110000 else ""


def _removed(style: Style) -> bool:
    return (
        style.get("display") == "none"
        or style.get("content-visibility") == "hidden"
        or style.get("mso-hide") == "all"
        or any(amount <= 0.01 for amount in _lengths(style.get("opacity", "")))
        or bool(re.search(r"opacity\s*[(=]\s*0*\.?0*[%)]", style.get("filter", "")))
        or bool(re.search(r"scale[xy3d]*\(\s*0*\.?0*\s*[,)]", style.get("transform", "")))
        or style.get("clip", "").startswith("rect")
        or bool(re.search(r"inset\(\s*(50|100)%|circle\(\s*0", style.get("clip-path", "")))
        or any(_far(value) for name, value in style.items() if name.startswith(MOVES))
    )


def _like_its_ground(style: Style) -> bool:
    colour = style.get("color", "")
    return colour not in NO_COLOUR and colour == _ground(style)


def _far(value: str) -> bool:
    return any(length < FAR_AWAY for length in _lengths(value))


def _squeezed(tag: str, style: Style, attributes: Mapping[str, str | None]) -> bool:
    """A box of at most one pixel that cuts what does not fit; a marquee always cuts."""
    sizes = [style.get(name, "") for name in ("height", "width", "max-height", "max-width")]
    if tag == "marquee":
        sizes += [attributes.get("height") or "", attributes.get("width") or ""]
    elif not style.get("overflow", "").startswith(("hidden", "clip")):
        return False
    return any(length <= 1 for size in sizes for length in _lengths(size))


def _unseen(style: Style, inherited: bool) -> bool:
    value = style.get("visibility", "")
    return inherited if value in NO_COLOUR else value in ("hidden", "collapse")


def _tiny(style: Style, inherited: bool) -> bool:
    size = style.get("font-size") or style.get("font", "").split("/")[0]
    found = LENGTH.search(size)
    if not found:
        return inherited
    number, unit = float(found[2]), found[3]
    if unit in ("em", "%"):
        return inherited or number <= (0.1 if unit == "em" else 10)
    return number * PIXELS.get(unit, 1.0) <= 2


def _is_white(value: str) -> bool | None:
    """Whether a colour cannot be read on white; None when it says nothing."""
    if value in NO_COLOUR - {"initial"} or value.startswith("var("):
        return None
    named = value == "transparent" or value in WHITES
    return named or _alpha(value) == 0 or _lightness(value) >= NEARLY_WHITE


def _covers(style: Style) -> bool | None:
    """Whether the ground is another than white; None when the one below shows."""
    value = _ground(style)
    if "url(" in value or "gradient(" in value:
        return True
    if value in NO_COLOUR or value == "transparent" or _alpha(value) == 0:
        return None
    return not _is_white(value)


def _ground(style: Style) -> str:
    return style.get("background-color") or style.get("background", "")


def _lightness(value: str) -> float:
    """The darkest channel of #rgb, #rrggbb, rgb() or, of hsl(), the lightness; 0 for names."""
    if found := re.fullmatch(r"#?([0-9a-f]{3,8})", value):
        digits = found[1] if len(found[1]) >= 6 else "".join(digit * 2 for digit in found[1])
        return min(int(digits[at : at + 2], 16) for at in (0, 2, 4))
    numbers = [amount * (2.55 if unit == "%" else 1) for _, amount, unit in _numbers(value)]
    if len(numbers) < 3:
        return 0
    return numbers[2] if value.startswith("hsl") else min(numbers[:3])


def _alpha(value: str) -> float:
    if found := re.fullmatch(r"#(?:[0-9a-f]{6}([0-9a-f]{2})|[0-9a-f]{3}([0-9a-f]))", value):
        return int(found[1] or found[2], 16)
    numbers = _numbers(value) if value.startswith(("rgb", "hsl")) else []
    return numbers[3][1] if len(numbers) > 3 else 1


def _numbers(value: str) -> list[tuple[str, float, str]]:
    return [(sign, float(amount), unit) for sign, amount, unit in LENGTH.findall(value)]


def _lengths(value: str) -> list[float]:
    return [
        float(f"{sign}1") * amount * PIXELS.get(unit, 1.0) for sign, amount, unit in _numbers(value)
    ]


def _chosen(own: bool | None, inherited: bool) -> bool:
    return inherited if own is None else own

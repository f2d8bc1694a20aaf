"""What comes in, decoded once and re-encoded for readers. Slow, so no transaction is open then."""

import hashlib
import io
import struct
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 60_000_000
WIDTH = 1280  # pixels; the widest a page shows
HEIGHT = 8000  # pixels; a JPEG cannot be taller than 65,500
QUALITY = 80

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# What Pillow's readers raise on bytes that are no picture, or half of one.
BROKEN = (OSError, ValueError, SyntaxError, struct.error)


class Refused(Exception):
    """A sentence fit to show."""


@dataclass(frozen=True)
class Copy:
    """What readers get: a JPEG without metadata."""

    data: bytes = field(repr=False)
    width: int
    height: int


@dataclass(frozen=True)
class Prepared:
    """A picture ready to be taken in; width and height are those of the original, turned."""

    data: bytes = field(repr=False)
    suffix: str
    sha256: str
    width: int
    height: int
    tone: str
    copy: Copy


def prepare(data: bytes) -> Prepared:
    """Decode and re-encode; Refused if it is no whole picture. A second at 60 million pixels."""
    image, format_ = _opened(data)
    shown = _shown(image)
    return Prepared(
        data=data,
        suffix=format_.lower(),
        sha256=hashlib.sha256(data).hexdigest(),
        width=image.width,
        height=image.height,
        tone=_tone(shown),
        copy=Copy(_encoded(shown), shown.width, shown.height),
    )


def _opened(data: bytes) -> tuple[Image.Image, str]:
    """The picture, decoded whole and turned as it was held; or Refused."""
    if len(data) > MOST_BYTES:
        raise Refused(_("The file is larger than 20 MB."))
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
        format_ = image.format or "JPEG"
        if image.width * image.height > MOST_PIXELS:
            raise Refused(_("The picture has more than 60 million pixels."))
        image.load()
        return ImageOps.exif_transpose(image), format_
    except BOMBS as error:
        raise Refused(_("The picture has more than 60 million pixels.")) from error
    except BROKEN as error:
        raise Refused(_("This is not a whole JPEG, PNG or WebP picture.")) from error


def _shown(image: Image.Image) -> Image.Image:
    """At most WIDTH by HEIGHT, on white, in plain RGB: nothing of the original but its pixels."""
    picture = _eight_bits(image)
    share = min(1, WIDTH / picture.width, HEIGHT / picture.height)
    if share < 1:
        width, height = (max(1, round(side * share)) for side in picture.size)
        picture = picture.resize((width, height))
    picture = picture.convert("RGBA")
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _eight_bits(image: Image.Image) -> Image.Image:
    """In a mode that can be made smaller before it is copied; 16-bit greys would turn white."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda grey: grey / 256).convert("L")
    return image if image.mode in ("RGB", "L", "CMYK") else image.convert("RGBA")


def _encoded(shown: Image.Image) -> bytes:
    """As a JPEG without metadata."""
    out = io.BytesIO()
    shown.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def _tone(shown: Image.Image) -> str:
    red, green, blue = shown.resize((1, 1)).getpixel((0, 0))  # type: ignore[misc]
    return f"#{red:02x}{green:02x}{blue:02x}"

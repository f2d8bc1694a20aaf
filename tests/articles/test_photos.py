"""Taking a photo in: what is refused, what readers get, what stays private."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image, ImageCms
from pytest_django import Settings

from accounts.models import AuditEntry
from articles import photos
from articles.models import Photo, Rendition
from tests.factories import make_agency, make_photo, make_user, picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


def encoded(image: Image.Image, format_: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, format_, **options)
    return out.getvalue()


def shown(photo: Photo) -> Image.Image:
    rendition = photo.rendition
    assert rendition
    with default_storage.open(str(rendition.file.name)) as file:
        image = Image.open(io.BytesIO(file.read()))
    image.load()
    assert image.size == (rendition.width, rendition.height)
    return image


def near(pixel: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) < 12 for a, b in zip(pixel, wanted, strict=True))


def png_that_says(width: int, height: int) -> bytes:
    """A header only: 57 bytes that claim a picture of this size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00",
        b"bukan gambar",
        b"<html><script>alert(1)</script></html>",
        SVG,
        picture(format_="GIF"),
        picture(format_="TIFF"),
        picture(format_="BMP"),
        picture(400, 300)[:-40],
        picture(400, 300)[:200],
        picture(format_="PNG")[:-40],
        picture(format_="WEBP")[:40],
        b"\xff\xd8\xff\xe0" + SVG,
        png_that_says(10, 10),
    ],
    ids=lambda data: repr(data[:12]),
)
def test_what_is_no_whole_picture_is_refused(data: bytes) -> None:
    with pytest.raises(photos.Refused, match="not a whole JPEG"):
        photos.prepare(data)


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")  # as in production
@pytest.mark.parametrize("size", [(8000, 8000), (12_000, 10_100), (60_000, 60_000), (2**31 - 1, 2)])
def test_a_decompression_bomb_is_refused_by_its_header(size: tuple[int, int]) -> None:
    with pytest.raises(photos.Refused, match="60 million pixels"):
        photos.prepare(png_that_says(*size))


def test_a_file_of_more_than_twenty_megabytes_is_refused() -> None:
    with pytest.raises(photos.Refused, match="20 MB"):
        photos.prepare(picture() + b"\x00" * photos.MOST_BYTES)


def test_the_original_is_kept_bit_for_bit_outside_of_what_readers_can_reach(
    settings: Settings,
) -> None:
    data = picture(300, 200)
    photo = make_photo(data)
    with photo.original.open() as file:
        assert file.read() == data
    assert not Path(photo.original.path).is_relative_to(settings.MEDIA_ROOT)
    kept = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert [path.read_bytes() == data for path in kept] == [False]


def test_nothing_of_the_camera_or_the_place_is_in_what_readers_get() -> None:
    exif = Image.Exif()
    exif[MAKER] = "Kamera Rahasia"
    exif[GPS] = {1: "S", 2: (7.0, 15.0, 1.0), 3: "E", 4: (112.0, 45.0, 1.0)}
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = picture(exif=exif, icc_profile=profile, comment=b"komentar")
    image = shown(make_photo(data))
    assert not image.getexif()
    assert not {"exif", "icc_profile", "comment", "xmp"} & set(image.info)


def test_a_photo_taken_on_its_side_is_turned() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # the camera was held a quarter turn to the left
    image = Image.new("RGB", (300, 200), (200, 0, 0))
    image.paste((0, 0, 200), (0, 0, 150, 200))
    photo = make_photo(encoded(image, "JPEG", exif=exif))
    assert (photo.width, photo.height) == (200, 300)
    turned = shown(photo)
    assert near(turned.getpixel((100, 20)), (0, 0, 200))
    assert near(turned.getpixel((100, 280)), (200, 0, 0))


def test_what_is_transparent_is_shown_on_white() -> None:
    image = Image.new("RGBA", (90, 60), (200, 0, 0, 0))
    image.paste((0, 120, 0, 255), (0, 0, 45, 60))
    result = shown(make_photo(encoded(image, "PNG")))
    assert near(result.getpixel((80, 30)), (255, 255, 255))
    assert near(result.getpixel((10, 30)), (0, 120, 0))


@pytest.mark.parametrize(
    ("image", "format_", "wanted"),
    [
        (Image.new("CMYK", (90, 60), (0, 255, 255, 0)), "JPEG", (255, 0, 0)),
        (Image.new("L", (90, 60), 90), "JPEG", (90, 90, 90)),
        (Image.new("I;16", (90, 60), 90 * 256), "PNG", (90, 90, 90)),
        (Image.new("1", (90, 60), 1), "PNG", (255, 255, 255)),
        (Image.new("P", (90, 60), 0), "PNG", (0, 0, 0)),
        (Image.new("LA", (90, 60), (90, 255)), "PNG", (90, 90, 90)),
        (Image.new("RGB", (90, 60), (10, 90, 170)), "WEBP", (10, 90, 170)),
    ],
    ids=lambda value: getattr(value, "mode", None),
)
def test_every_kind_of_picture_comes_out_in_its_colours(
    image: Image.Image, format_: str, wanted: tuple[int, int, int]
) -> None:
    photo = make_photo(encoded(image, format_))
    result = shown(photo)
    assert (result.format, result.mode) == ("JPEG", "RGB")
    assert near(result.getpixel((45, 30)), wanted)
    assert near(tuple(bytes.fromhex(photo.tone[1:])), wanted)


@pytest.mark.parametrize(
    ("size", "wanted"),
    [
        ((1280, 853), (1280, 853)),
        ((4000, 3000), (1280, 960)),
        ((20_000, 4), (1280, 1)),
        ((4, 70_000), (1, 8000)),
        ((1, 1), (1, 1)),
    ],
)
def test_readers_get_no_more_pixels_than_a_page_shows(
    size: tuple[int, int], wanted: tuple[int, int]
) -> None:
    photo = make_photo(picture(*size, format_="PNG"))
    assert (photo.width, photo.height) == size
    assert shown(photo).size == wanted


def test_the_names_of_files_are_not_guessed_from_one_another() -> None:
    one, two = make_photo(), make_photo()
    assert one.sha256 == two.sha256
    names = [str(row.rendition.file.name) for row in (one, two) if row.rendition]
    assert len({*names, one.original.name, two.original.name}) == 4
    assert all(len(Path(name).stem) >= 20 for name in names)


def test_a_photo_knows_the_agency_of_who_brought_it_and_is_on_the_trail() -> None:
    person = make_user("contributor", agency=make_agency())
    photo = make_photo(by=person, alt="Sawah")
    assert photo.agency == person.author.agency
    entry = AuditEntry.objects.latest("number")
    assert (entry.action, entry.by, entry.detail["sha256"]) == ("photo.add", person, photo.sha256)


@pytest.mark.django_db(transaction=True)
def test_a_withheld_photo_has_no_file_that_readers_could_get_until_it_is_given_back() -> None:
    photo = make_photo(picture(90, 60))
    before = photo.rendition
    assert before
    photos.withhold(photo, by=None)
    assert not default_storage.exists(str(before.file.name))
    assert not Rendition.objects.exists()
    assert Photo.objects.get().rendition is None
    photos.give_back(photo, by=None)
    again = Photo.objects.get()
    assert again.rendition
    assert again.rendition.file.name != before.file.name
    assert shown(again).size == (90, 60)
    trail = list(AuditEntry.objects.values_list("action", flat=True)[:2])
    assert trail == ["photo.give", "photo.withhold"]


@pytest.mark.django_db(transaction=True)
def test_a_withholding_that_is_undone_deletes_nothing() -> None:
    photo = make_photo()
    with transaction.atomic():
        photos.withhold(photo, by=None)
        transaction.set_rollback(True)
    assert shown(Photo.objects.get()).size == (120, 80)


def test_a_photo_without_its_true_original_is_not_given_back() -> None:
    photo = make_photo()
    photos.withhold(photo, by=None)
    Path(photo.original.path).write_bytes(picture(60, 60))
    with pytest.raises(photos.Refused, match="original was changed"):
        photos.give_back(photo, by=None)
    Path(photo.original.path).unlink()
    with pytest.raises(photos.Refused, match="original is gone"):
        photos.give_back(photo, by=None)
    Photo.objects.update(original="../../lain.jpg")
    with pytest.raises(photos.Refused, match="original is gone"):
        photos.give_back(Photo.objects.get(), by=None)
    assert Photo.objects.get().withheld


@pytest.mark.django_db(transaction=True)
def test_withholding_deletes_no_file_of_another_photo() -> None:
    photo, other = make_photo(), make_photo(picture(60, 60))
    assert other.rendition
    Rendition.objects.filter(photo=photo).update(file=other.rendition.file.name)
    photos.withhold(photo, by=None)
    assert shown(other).size == (60, 60)

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.language import dates

WIB = ZoneInfo("Asia/Jakarta")
WITA = ZoneInfo("Asia/Makassar")
WIT = ZoneInfo("Asia/Jayapura")
UPLOADED = datetime(2022, 8, 10, 7, 48, 56, 123456, tzinfo=UTC)
NOW = datetime(2026, 8, 10, 16, 43, tzinfo=WIB)


def test_dates_are_printed_in_full() -> None:
    day = date(2022, 8, 10)
    assert dates.long_date(day) == "Rabu, 10 Agustus 2022"
    assert dates.long_date(day, language="en") == "Wednesday, 10 August 2022"
    assert dates.short_date(day) == "10 Agustus 2022"
    assert dates.prose_date(day) == "Rabu (10/8/2022)"
    assert dates.prose_date(date(2022, 8, 9)) == "Selasa (9/8/2022)"


def test_moments_are_printed_with_their_zone() -> None:
    assert dates.moment(UPLOADED, WIB) == "Rabu, 10 Agustus 2022 14:48 WIB"
    assert dates.moment(UPLOADED, WITA, language="en") == "Wednesday, 10 August 2022 15:48 WITA"
    assert dates.clock(UPLOADED, WIB) == "14:48"
    assert dates.clock_zone(UPLOADED, WIT) == "16:48 WIT"
    assert dates.machine(UPLOADED, WIB) == "2022-08-10T14:48:56+07:00"


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("Asia/Jakarta", "WIB"),
        ("Asia/Pontianak", "WIB"),
        ("Asia/Makassar", "WITA"),
        ("Asia/Jayapura", "WIT"),
        ("UTC", "UTC"),
        ("Asia/Tokyo", "JST"),
    ],
)
def test_zones_have_their_indonesian_names(zone: str, name: str) -> None:
    assert dates.zone_name(ZoneInfo(zone)) == name


@pytest.mark.parametrize(
    ("utc", "zone", "printed"),
    [
        (datetime(2022, 8, 9, 16, 59, tzinfo=UTC), WIB, "Selasa, 9 Agustus 2022 23:59 WIB"),
        (datetime(2022, 8, 9, 17, 0, tzinfo=UTC), WIB, "Rabu, 10 Agustus 2022 00:00 WIB"),
        (datetime(2022, 8, 9, 23, 59, tzinfo=UTC), WIB, "Rabu, 10 Agustus 2022 06:59 WIB"),
        (datetime(2022, 8, 10, 0, 0, tzinfo=UTC), WIB, "Rabu, 10 Agustus 2022 07:00 WIB"),
        (datetime(2022, 8, 9, 16, 0, tzinfo=UTC), WITA, "Rabu, 10 Agustus 2022 00:00 WITA"),
        (datetime(2022, 8, 9, 15, 0, tzinfo=UTC), WIT, "Rabu, 10 Agustus 2022 00:00 WIT"),
        (datetime(2021, 12, 31, 17, 0, tzinfo=UTC), WIB, "Sabtu, 1 Januari 2022 00:00 WIB"),
    ],
)
def test_a_moment_near_midnight_falls_on_the_local_day(
    utc: datetime, zone: ZoneInfo, printed: str
) -> None:
    assert dates.moment(utc, zone) == printed


@pytest.mark.parametrize(
    ("day", "heading"),
    [
        (date(2024, 5, 17), "Hari ini, Jumat, 17 Mei"),
        (date(2024, 5, 16), "Kemarin, Kamis, 16 Mei"),
        (date(2024, 5, 13), "Senin, 13 Mei"),
        (date(2023, 5, 13), "Sabtu, 13 Mei 2023"),
    ],
)
def test_days_are_headed_as_seen_from_today(day: date, heading: str) -> None:
    assert dates.day_heading(day, date(2024, 5, 17)) == heading


def test_yesterday_of_new_year_names_its_year() -> None:
    heading = dates.day_heading(date(2023, 12, 31), date(2024, 1, 1))
    assert heading == "Kemarin, Minggu, 31 Desember 2023"
    english = dates.day_heading(date(2024, 1, 1), date(2024, 1, 1), language="en")
    assert english == "Today, Monday, 1 January"


@pytest.mark.parametrize(
    ("at", "told", "english"),
    [
        (NOW, "baru saja", "just now"),
        (NOW - timedelta(seconds=59), "baru saja", "just now"),
        (NOW - timedelta(minutes=12, seconds=59), "12 menit lalu", "12 min ago"),
        (NOW - timedelta(minutes=59), "59 menit lalu", "59 min ago"),
        (NOW - timedelta(hours=3, minutes=20), "3 jam lalu", "3 hr ago"),
        (datetime(2026, 8, 9, 17, 20, tzinfo=WIB), "kemarin 17:20", "yesterday 17:20"),
        (datetime(2026, 8, 9, 9, 0, tzinfo=WIB), "kemarin 09:00", "yesterday 09:00"),
        (datetime(2026, 8, 8, 23, 59, tzinfo=WIB), "8 Agustus 2026", "8 August 2026"),
        (NOW + timedelta(seconds=5), "1 menit lagi", "in 1 min"),
        (NOW + timedelta(minutes=37, seconds=30), "38 menit lagi", "in 38 min"),
        (datetime(2026, 8, 10, 17, 43, tzinfo=WIB), "pukul 17:43", "at 17:43"),
        (datetime(2026, 8, 11, 8, 0, tzinfo=WIB), "Selasa 08:00", "Tuesday 08:00"),
        (datetime(2026, 8, 16, 8, 0, tzinfo=WIB), "Minggu 08:00", "Sunday 08:00"),
        (datetime(2026, 8, 17, 8, 0, tzinfo=WIB), "17 Agustus 2026 08:00", "17 August 2026 08:00"),
    ],
)
def test_moments_are_told_as_seen_from_now(at: datetime, told: str, english: str) -> None:
    assert dates.ago(at, NOW, WIB) == told
    assert dates.ago(at.astimezone(UTC), NOW.astimezone(UTC), WIB) == told
    assert dates.ago(at, NOW, WIB, language="en") == english


def test_shortly_after_midnight_yesterday_evening_is_still_minutes_away() -> None:
    now = datetime(2026, 8, 10, 0, 10, tzinfo=WIB)
    assert dates.ago(now - timedelta(minutes=40), now, WIB) == "40 menit lalu"
    assert dates.ago(now - timedelta(minutes=70), now, WIB) == "kemarin 23:00"


@pytest.mark.parametrize(
    "text",
    [
        "10 Agustus 2022 14:48:56",
        " 10 agustus 2022  14.48.56 ",
        "Rabu, 10 Agu 2022 14:48:56 WIB",
        "10 Agt. 2022, pukul 14:48:56",
    ],
)
def test_a_printed_moment_is_read(text: str) -> None:
    assert dates.read_moment(text, WIB) == UPLOADED.replace(microsecond=0)


def test_old_months_and_missing_seconds_are_read() -> None:
    assert dates.read_moment("1 Nopember 2021 07:05", WIT) == datetime(
        2021, 11, 1, 7, 5, tzinfo=WIT
    )
    assert dates.read_moment("1 Pebruari 2021 07:05", WIB).month == 2
    assert dates.read_moment("1 Sept 2021 07:05", WIB).month == 9


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "tidak terbaca"),
        ("kemarin sore", "tidak terbaca"),
        ("10/8/2022 14:48", "tidak terbaca"),
        ("10 Agustus 2022", "tidak terbaca"),
        ("31 Februari 2022 10:00", "tidak ada"),
        ("10 Foo 2022 10:00", "tidak ada"),
        ("10 Ma 2022 10:00", "tidak ada"),
        ("10 Agustus 2022 24:00", "Jam"),
        ("10 Agustus 2022 10:00 WITA", "bukan dalam WIB"),
    ],
)
def test_an_unreadable_moment_is_refused_in_indonesian(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        dates.read_moment(text, WIB)


def test_a_long_date_is_read() -> None:
    assert dates.read_long_date("Jumat, 17 Mei 2024") == date(2024, 5, 17)
    assert dates.read_long_date("Jum'at, 17 Mei 2024") == date(2024, 5, 17)
    with pytest.raises(ValueError, match="tidak terbaca"):
        dates.read_long_date("Jumat")


@given(st.datetimes(timezones=st.just(WIB), min_value=datetime(1900, 1, 1)))  # noqa: DTZ001
def test_what_was_printed_reads_back(at: datetime) -> None:
    assert dates.read_long_date(dates.long_date(dates.local_day(at, WIB))) == at.date()
    minute = at.replace(second=0, microsecond=0)
    if dates.machine(at, WIB).endswith("+07:00"):  # zones of before 1964 had odd offsets
        assert dates.read_moment(dates.moment(at, WIB), WIB) == minute


def test_a_moment_without_a_zone_and_a_day_that_is_a_moment_are_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        dates.clock(datetime(2022, 8, 10, 7, 48), WIB)  # noqa: DTZ001
    with pytest.raises(TypeError):
        dates.long_date(UPLOADED)


def test_thousands_are_parted_by_dots() -> None:
    assert dates.dots(1400) == "1.400"
    assert dates.dots(1234567) == "1.234.567"
    assert dates.dots(90) == "90"
    assert dates.dots(1400, language="en") == "1,400"

"""Dates, hours and numbers as the newsroom prints them (DOMAIN.md, The language).

A moment is an aware datetime and needs the zone it is told in; a date is a day already.
`language` is "id" or "en".
"""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

WEEKDAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "id": (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Ujung_Pandang": "WITA",
    "Asia/Jayapura": "WIT",
}
WORDS = {
    "id": {
        "today": "Hari ini",
        "yesterday": "Kemarin",
        "now": "baru saja",
        "minutes ago": "{} menit lalu",
        "hours ago": "{} jam lalu",
        "yesterday at": "kemarin {}",
        "minutes to go": "{} menit lagi",
        "at": "pukul {}",
    },
    "en": {
        "today": "Today",
        "yesterday": "Yesterday",
        "now": "just now",
        "minutes ago": "{} min ago",
        "hours ago": "{} hr ago",
        "yesterday at": "yesterday {}",
        "minutes to go": "in {} min",
        "at": "at {}",
    },
}
OTHER_MONTHS = {"peb": 2, "pebruari": 2, "agt": 8, "ags": 8, "sept": 9, "nop": 11, "nopember": 11}
DAY = r"(?:[a-z']+,\s*)?(?P<day>\d{1,2})\s+(?P<month>[a-z]+)\.?\s+(?P<year>\d{4})"
HOUR = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?"
ZONE = r"(?:\s+(?P<zone>wib|wita|wit))?"
LONG_DATE = re.compile(DAY, re.IGNORECASE | re.ASCII)
MOMENT = re.compile(rf"{DAY},?\s+(?:pukul\s+)?{HOUR}{ZONE}", re.IGNORECASE | re.ASCII)


def local_day(at: datetime, zone: ZoneInfo) -> date:
    """The day on which a moment falls there."""
    return _local(at, zone).date()


def short_date(day: date, *, language: str = "id") -> str:
    """`10 Agustus 2022`: short of the weekday; the month stays in full."""
    return f"{day.day} {MONTHS[language][day.month - 1]} {_day(day).year}"


def long_date(day: date, *, language: str = "id") -> str:
    """`Rabu, 10 Agustus 2022`."""
    return f"{_weekday(day, language)}, {short_date(day, language=language)}"


def prose_date(day: date, *, language: str = "id") -> str:
    """`Rabu (10/8/2022)`, day first, as it stands in a story."""
    return f"{_weekday(day, language)} ({day.day}/{day.month}/{day.year})"


def clock(at: datetime, zone: ZoneInfo) -> str:
    """`14:48`."""
    return _local(at, zone).strftime("%H:%M")


def clock_zone(at: datetime, zone: ZoneInfo) -> str:
    """`14:48 WIB`."""
    return f"{clock(at, zone)} {zone_name(zone, at)}"


def moment(at: datetime, zone: ZoneInfo, *, language: str = "id") -> str:
    """`Rabu, 10 Agustus 2022 14:48 WIB`."""
    return f"{long_date(local_day(at, zone), language=language)} {clock_zone(at, zone)}"


def brief(at: datetime, now: datetime, zone: ZoneInfo, *, language: str = "id") -> str:
    """`10:00 WIB` today, else `Senin 23/11 10:00 WIB`, with the year if it is another one."""
    there, today = _local(at, zone), _local(now, zone).date()
    hour = clock_zone(at, zone)
    if there.date() == today:
        return hour
    year = "" if there.year == today.year else f"/{there.year}"
    return f"{_weekday(there.date(), language)} {there.day}/{there.month}{year} {hour}"


def machine(at: datetime, zone: ZoneInfo) -> str:
    """`2022-08-10T14:48:56+07:00`, for `<time datetime>`, feeds and the API."""
    return _local(at, zone).isoformat(timespec="seconds")


def zone_name(zone: ZoneInfo, at: datetime | None = None) -> str:
    """`WIB`, `WITA`, `WIT`; elsewhere the name it has at that moment (or now)."""
    return ZONES.get(zone.key) or (at or datetime.now(zone)).astimezone(zone).tzname() or zone.key


def day_heading(day: date, today: date, *, language: str = "id") -> str:
    """Over the stories of a day: `Hari ini, Jumat, 17 Mei`; with the year if it is another one."""
    printed = f"{_weekday(day, language)}, {day.day} {MONTHS[language][day.month - 1]}"
    if day.year != today.year:
        printed += f" {day.year}"
    name = {today: "today", today - timedelta(days=1): "yesterday"}.get(day)
    return f"{WORDS[language][name]}, {printed}" if name else printed


def ago(at: datetime, now: datetime, zone: ZoneInfo, *, language: str = "id") -> str:
    """A moment as seen from now: `12 menit lalu`, `kemarin 17:20`, `38 menit lagi`, `Selasa 08:00`.

    Hours ago are of the same day only. Ahead, minutes are rounded up, and beyond a week the date
    is told.
    """
    told = _past if at <= now else _ahead
    return told(_local(at, zone), _local(now, zone), language)


def read_moment(text: str, zone: ZoneInfo) -> datetime:
    """`10 Agustus 2022 14:48:56`, also with a weekday, a short month, no seconds.

    Raises ValueError with a sentence fit to show.
    """
    if not (found := MOMENT.fullmatch(text.strip())):
        raise ValueError(f"Waktu “{text}” tidak terbaca. Contoh: 10 Agustus 2022 14:48:56.")
    if found["zone"] and found["zone"].upper() != zone_name(zone):
        raise ValueError(f"Waktu “{text}” bukan dalam {zone_name(zone)}.")
    day = _read_day(found, text)
    try:
        return datetime(
            *(day.year, day.month, day.day),
            *(int(found["hour"]), int(found["minute"]), int(found["second"] or 0)),
            tzinfo=zone,
        )
    except ValueError:
        raise ValueError(f"Jam pada “{text}” tidak ada.") from None


def read_long_date(text: str) -> date:
    """`Jumat, 17 Mei 2024`. The weekday is not compared: a wrong one is common in print.

    Raises ValueError with a sentence fit to show.
    """
    if not (found := LONG_DATE.fullmatch(text.strip())):
        raise ValueError(f"Tanggal “{text}” tidak terbaca. Contoh: Jumat, 17 Mei 2024.")
    return _read_day(found, text)


def dots(number: int, *, language: str = "id") -> str:
    """`1.400`; in English `1,400`."""
    return f"{number:,}" if language == "en" else f"{number:,}".replace(",", ".")


def _local(at: datetime, zone: ZoneInfo) -> datetime:
    if at.tzinfo is None:
        raise ValueError("A moment needs its zone.")
    return at.astimezone(zone)


def _day(day: date) -> date:
    """A moment is not a day: in UTC it would print yesterday's until seven in the morning."""
    if isinstance(day, datetime):
        raise TypeError("A moment has a day only in a zone: use local_day().")
    return day


def _weekday(day: date, language: str) -> str:
    return WEEKDAYS[language][_day(day).weekday()]


def _past(at: datetime, now: datetime, language: str) -> str:
    say, minutes = WORDS[language], (now - at) // timedelta(minutes=1)
    if minutes < 1:
        return say["now"]
    if minutes < 60:
        return say["minutes ago"].format(minutes)
    if at.date() == now.date():
        return say["hours ago"].format(minutes // 60)
    if at.date() == now.date() - timedelta(days=1):
        return say["yesterday at"].format(f"{at:%H:%M}")
    return short_date(at.date(), language=language)


def _ahead(at: datetime, now: datetime, language: str) -> str:
    say, minutes = WORDS[language], -((now - at) // timedelta(minutes=1))
    if minutes < 60:
        return say["minutes to go"].format(minutes)
    if at.date() == now.date():
        return say["at"].format(f"{at:%H:%M}")
    if at.date() - now.date() < timedelta(days=7):
        return f"{_weekday(at.date(), language)} {at:%H:%M}"
    return f"{short_date(at.date(), language=language)} {at:%H:%M}"


def _read_day(found: re.Match[str], text: str) -> date:
    try:
        return date(int(found["year"]), _month(found["month"]), int(found["day"]))
    except ValueError:
        raise ValueError(f"Tanggal “{text}” tidak ada.") from None


def _month(word: str) -> int:
    """By its first letters, three at least; older and hurried spellings too."""
    word = word.lower()
    if word in OTHER_MONTHS:
        return OTHER_MONTHS[word]
    for number, name in enumerate(MONTHS["id"], start=1):
        if len(word) >= 3 and name.lower().startswith(word):
            return number
    raise ValueError(word)

"""Pages of the old site become story, revision and edition: published then, sealed now, marked."""

import re
from enum import Enum

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from articles import editing, markup, publishing, seal, shelves, tags
from articles.content import Content, Credited
from articles.importing.page import DoesNotFit, Page, read
from articles.language.dates import dots, long_date
from articles.models import (
    Agency,
    BylineRole,
    CreditCode,
    Edition,
    EditionKind,
    RevisionKind,
    Section,
)

__all__ = ["DoesNotFit", "Outcome", "Page", "bring_in", "default_section", "importer", "read"]

LEAD = 3  # paragraphs in which an agency is looked for, after the headline and the caption
OF_THE_PROVINCE = re.compile(r" (?:Daerah )?Provinsi (?:Jawa Timur|Jatim)$")


class Outcome(Enum):
    BROUGHT_IN = "brought in"
    THERE = "there already"
    DIFFERS = "there already, with another text"


def bring_in(page: Page, *, by: User, section: Section, file: str) -> tuple[Outcome, Edition]:
    """Make the page an edition as of its own time, unless one of its headline and time is there.

    Raises Refused, or IntegrityError when another import takes the address this very moment."""
    with transaction.atomic():
        if there := _there(page):
            same = there.body_sha256 == seal.body_hash(markup.clean(page.body))
            return (Outcome.THERE if same else Outcome.DIFFERS), there
        story = editing.begin(_content(page, section), by=by, kind=RevisionKind.IMPORT)
        counted = _("%(views)s on %(day)s, file %(file)s") % {
            "views": dots(page.views),
            "day": long_date(page.read_on),
            "file": file,
        }
        edition = publishing.bring_in(
            story,
            published_at=page.published_at,
            by=by,
            views=page.views,
            views_source=counted[:200],
        )
        return Outcome.BROUGHT_IN, edition


def _there(page: Page) -> Edition | None:
    same = Edition.objects.filter(language="id", published_at=page.published_at)
    return same.filter(headline=page.headline, kind=EditionKind.IMPORT).first()


def _content(page: Page, section: Section) -> Content:
    agency = recognised(page)
    return Content(
        headline=page.headline,
        section=section.pk,
        agency=agency,
        agencies=(agency,) if agency else (),
        dateline=page.dateline,
        body=page.body,
        tags=tuple(tag.pk for tag in tags.resolve(page.tags)),
        photo_caption=page.caption,
        credit=page.credit.printed if page.credit else "",
        bylines=_bylines(page),
    )


def recognised(page: Page) -> int | None:
    """The agency it is about: named in the headline, else in the lead; the longest name wins."""
    names = [
        (name, agency.pk)
        for agency in Agency.objects.filter(successor=None).order_by("pk")
        for name in _names(agency)
    ]
    for text in (page.headline, " ".join((page.caption, *page.paragraphs[:LEAD]))):
        found = [(len(name), -pk) for name, pk in names if _stands_in(name, text)]
        if found:
            return -max(found)[1]
    return None


def _names(agency: Agency) -> set[str]:
    """As people write it: `Dinas Sosial Provinsi Jawa Timur`, `Dinas Sosial`, `Dinsos`."""
    return {agency.name, OF_THE_PROVINCE.sub("", agency.name), agency.short_name} - {""}


def _stands_in(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _bylines(page: Page) -> tuple[Credited, ...]:
    """Whom the code's letters meant on that day, reporter first; letters nobody or several had stay
    printed only."""
    if page.credit is None:
        return ()
    day = page.published_at.date()
    valid = CreditCode.objects.on(day).filter(code__in=page.credit.codes)
    meant: dict[str, set[int]] = {}
    for code, author in valid.values_list("code", "author"):
        meant.setdefault(code, set()).add(author)
    return tuple(
        Credited(author, BylineRole.EDITOR.value if place else BylineRole.REPORTER.value)
        for place, code in enumerate(page.credit.codes)
        if len(meant.get(code, ())) == 1
        for author in meant[code]
    )


@transaction.atomic
def importer() -> User:
    """The account that imports are made by when nobody is named: nobody signs in with it."""
    account = {"name": _("Archive import"), "is_active": False, "password": make_password(None)}
    user, is_new = User.objects.get_or_create(username="impor", defaults=account)
    if is_new:
        audit.record("user.add", by=None, subject=f"user:{user.pk}")
    return user


def default_section() -> Section:
    """Berita, or what it was merged into; made where it is missing. The menu's order decides
    nothing: it is changed for other reasons."""
    section = _berita() or _made_berita()
    return Section.objects.get(pk=section.successor_id or section.pk)


def _berita() -> Section | None:
    return Section.objects.filter(Q(slug="berita") | Q(name__iexact="berita")).first()


@transaction.atomic
def _made_berita() -> Section:
    """Of two first imports the second waits here, and finds what the first has made."""
    User.objects.select_for_update(no_key=True).get(pk=importer().pk)
    section = _berita()
    if section is None:
        section = Section(name="Berita")
        shelves.keep(section, by=None)
    return section

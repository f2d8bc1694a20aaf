"""`./run manage import_page FILE…`: text of pages of the old site into the archive."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from articles import importing, markup
from articles.importing import page
from articles.models import Section
from articles.workflow import Refused


class Command(BaseCommand):
    help = (
        "Bring text files of pages in. Each goes in whole or not at all; exit 1 if one was refused."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--by", metavar="USER", help="whose import it is; default: impor")
        parser.add_argument("--section", metavar="SLUG", help="default: berita, made if missing")

    def handle(self, *args: Any, **options: Any) -> None:
        by, section = _person(options["by"]), _section(options["section"])
        refused = 0
        for file in options["files"]:
            called = markup.one_line(str(file))  # a name may hold bytes that nobody can print
            try:
                self.stdout.write(f"{called}: {_bring_in(file, by, section)}")
            except _NotBroughtIn as error:
                self.stderr.write(f"{called}{error}")
                refused += 1
        if refused:
            raise CommandError(_("%(refused)d files were refused.") % {"refused": refused})


class _NotBroughtIn(Exception):
    """Where in the file and why."""


def _bring_in(file: Path, by: User, section: Section) -> str:
    """One file, in transactions of its own. Says what became of it."""
    zone = timezone.get_default_timezone()
    try:
        with file.open("rb") as opened:
            data = opened.read(page.MOST_BYTES + 1)
        outcome, edition = importing.bring_in(
            importing.read(data, zone), by=by, section=section, file=markup.one_line(file.name)
        )
    except importing.DoesNotFit as error:
        where = _("line %(line)d") % {"line": error.line}
        raise _NotBroughtIn(f", {where}: {error.reason}") from error
    except Refused as error:
        raise _NotBroughtIn(f": {error}") from error
    except IntegrityError as error:
        raise _NotBroughtIn(": " + _("another import is under way; try again.")) from error
    except OSError as error:
        raise _NotBroughtIn(": " + _("the file cannot be read.") + f" {error.strerror}") from error
    said = {
        importing.Outcome.BROUGHT_IN: _("brought in as %(address)s"),
        importing.Outcome.THERE: _("is there already as %(address)s; nothing changed"),
        importing.Outcome.DIFFERS: _(
            "is there already as %(address)s, with another text; nothing changed"
        ),
    }
    return said[outcome] % {"address": edition.get_absolute_url()}


def _person(username: str | None) -> User:
    if username is None:
        return importing.importer()
    try:
        return User.objects.get(username=username)
    except User.DoesNotExist as error:
        raise CommandError(_("Nobody is called %(name)s.") % {"name": username}) from error


def _section(slug: str | None) -> Section:
    if slug is None:
        return importing.default_section()
    try:
        return Section.objects.get(slug=slug, successor=None)
    except Section.DoesNotExist as error:
        raise CommandError(_("There is no section %(slug)s.") % {"slug": slug}) from error

"""`./run manage make_stories N`: so many invented, published stories, for measuring and trying."""

import time
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from articles.inventing import stories
from articles.language.dates import dots

MOST = 1_000_000


def _many(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= MOST:
        raise ArgumentTypeError(_("a number from 1 to %(most)s") % {"most": dots(MOST)})
    return int(text)


class Command(BaseCommand):
    help = "Add N invented stories of the last three years, sealed and approved like any other."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("many", type=_many, metavar="N")
        parser.add_argument("--seed", type=int, default=1, help="the same seed, the same stories")

    def handle(self, *args: Any, many: int, seed: int, **options: Any) -> None:
        began = time.monotonic()
        for done in stories.invent(many, seed=seed):
            if done % 10_000 == 0 and done < many:
                self.stdout.write(dots(done))
        took = max(time.monotonic() - began, 0.001)
        self.stdout.write(
            _("%(many)s stories made, %(rate)s a second.")
            % {"many": dots(many), "rate": dots(round(many / took))}
        )

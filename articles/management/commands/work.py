"""`./run manage work`: the worker. Does jobs as they fall due, and queues those that return."""

import logging
import signal
import time
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import islice
from types import FrameType
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, close_old_connections, connections
from django.utils import timezone

from accounts import cache
from articles import integrity, jobs, notifying, photos, preflight, readership, replies

log = logging.getLogger("newsroom.worker")
alarm = logging.getLogger("newsroom.seal")

NIGHT = 3  # o'clock in the site's zone, when fewest read
PAUSE = 1.0  # seconds between looks at the queue; a signal is heard at the latest after it
MOST_FAULTS = 100  # told of in one night
STALE = timedelta(days=1)  # a letter this late says nothing new


class FaultsFound(Exception):
    """A sentence a line for what is not as it was sealed."""


def verify() -> None:
    """Raises FaultsFound where anything public is not as it was sealed."""
    if found := list(islice(integrity.lasting(integrity.faults), MOST_FAULTS)):
        for fault in found:
            alarm.error("%s", fault)
        raise FaultsFound("\n".join(found))


def tidy_up() -> None:
    """What is over: done jobs, ended sessions, expired limits, files that photos left behind."""
    jobs.forget()
    notifying.forget()
    cache.forget()
    call_command("clearsessions")
    photos.sweep()  # last: it may raise


# By kind of job; each issue that makes jobs adds its own.
WORKS: dict[str, jobs.Work] = {
    "roll_up": jobs.Recurring(readership.roll_up),
    "integrity": jobs.Recurring(verify, lease=timedelta(hours=6)),
    "preflight": jobs.Recurring(preflight.recheck, lease=timedelta(hours=6)),
    "purge": jobs.Recurring(replies.purge),
    "tidy_up": jobs.Recurring(tidy_up),
    "announce": notifying.announce,
    "mail": jobs.Outward(notifying.send, lapses=STALE),
    "letter": jobs.Outward(replies.send, lapses=STALE),
}


def queue_recurring(at: datetime) -> None:
    """This minute's roll-up and the coming night's jobs. Keys are unique: any worker may do it."""
    night = timezone.localtime(at).replace(hour=NIGHT, minute=0, second=0, microsecond=0)
    night += timedelta(days=night <= at)
    wanted = {
        f"roll_up:{at.astimezone(UTC):%Y-%m-%dT%H:%M}": ("roll_up", at),
        f"integrity:{night.date()}": ("integrity", night),
        f"preflight:{night.date()}": ("preflight", night),
        f"purge:{night.date()}": ("purge", night),
        f"tidy_up:{night.date()}": ("tidy_up", night),
    }
    for key in jobs.missing(wanted):
        kind, due = wanted[key]
        jobs.enqueue(kind, key, {}, due=due)


class Command(BaseCommand):
    help = "Do jobs and roll up readership until told to stop; --once: do what is due and end."
    requires_system_checks = []  # a worker must start while a database is away

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        self.is_stopping = False
        self.is_away = False
        if once:
            _refuse_wrong_key()
            self._turn()
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        self._work()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.is_stopping = True

    def _work(self) -> None:
        log.info("worker started")
        while not self.is_stopping and not self._try(_refuse_wrong_key):
            time.sleep(PAUSE)
        while not self.is_stopping:
            self._try(self._turn)
            time.sleep(PAUSE)
        log.info("worker stopped")

    def _try(self, step: Callable[[], None]) -> bool:
        """Take a step; where the database is away, say so once and let the next look be."""
        try:
            close_old_connections()
            step()
        except Error as error:
            if not self.is_away:
                log.error("the database is away, waiting for it: %s", str(error).strip())
            self.is_away = True
            connections.close_all()
            return False
        if self.is_away:
            log.info("the database is back")
        self.is_away = False
        return True

    def _turn(self) -> None:
        queue_recurring(timezone.now())
        while not self.is_stopping and jobs.run_next(WORKS):
            pass


def _refuse_wrong_key() -> None:
    if not integrity.key_fits():
        raise CommandError(str(integrity.WRONG_KEY))

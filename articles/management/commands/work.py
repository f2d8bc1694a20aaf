"""`./run manage work`: the worker. Does jobs as they fall due, and what returns every so often."""

import logging
import signal
import time
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, close_old_connections, connections

from accounts import cache
from articles import integrity, jobs, readership

log = logging.getLogger("newsroom.worker")

WORKS: dict[str, jobs.Work] = {}  # by kind of job; each issue that makes jobs adds its own
PAUSE = 1.0  # seconds between looks at the queue; a signal is heard at the latest after it


@dataclass
class Chore:
    """Something that returns every so many seconds; the first time at once."""

    do: Callable[[], object]
    every: float
    due: float = 0.0

    def is_due(self, now: float) -> bool:
        return now >= self.due


class Command(BaseCommand):
    help = "Do jobs and roll up readership until told to stop; --once: do what is due and end."
    requires_system_checks = []  # a worker must start while a database is away

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        self.is_stopping = False
        self.is_away = False
        self.chores = [Chore(readership.roll_up, every=60), Chore(_tidy_up, every=24 * 3600)]
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
        for chore in self.chores:
            if chore.is_due(now := time.monotonic()):
                chore.do()
                chore.due = now + chore.every
        while not self.is_stopping and jobs.run_next(WORKS):
            pass


def _tidy_up() -> None:
    """What is over: done jobs, ended sessions, expired limits."""
    jobs.forget()
    cache.forget()
    call_command("clearsessions")


def _refuse_wrong_key() -> None:
    if not integrity.key_fits():
        raise CommandError(str(integrity.WRONG_KEY))

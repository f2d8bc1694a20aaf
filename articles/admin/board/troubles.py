"""What went wrong, told to those who can mend it: jobs, texts in print, a desk with one chief."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from articles.jobs.settling import SETTLES
from articles.models import Edition, Job, StandingFinding

MOST = 10  # of each kind; their number says how many there are
LONGEST = 300  # characters of an error
ENOUGH = 2  # people who may publish in an emergency: the second gives the later approval
KINDS: dict[str, Promise] = {
    "mail": gettext_lazy("Letter about a notification"),
    "letter": gettext_lazy("Letter to the sender of a right of reply"),
    "announce": gettext_lazy("Notification that a scheduled story has started"),
    "roll_up": gettext_lazy("Adding up the views"),
    "integrity": gettext_lazy("Nightly check that everything is genuine"),
    "preflight": gettext_lazy("Nightly check of the published texts"),
    "purge": gettext_lazy("Nightly deletion of personal data"),
    "tidy_up": gettext_lazy("Nightly tidying up"),
}
# What an error means, by the name it begins with.
MEANS: dict[str, Promise] = {
    "SMTPRecipientsRefused": gettext_lazy("The mail server refuses the address."),
    "SMTPAuthenticationError": gettext_lazy("The mail server refuses our password."),
    "SMTP": gettext_lazy("The mail server refuses the letter."),
    "ConnectionRefusedError": gettext_lazy("The mail server does not answer."),
    "TimeoutError": gettext_lazy("The mail server does not answer."),
    "gaierror": gettext_lazy("The mail server is not found."),
    "FaultsFound": gettext_lazy("Something is not as it was sealed. Look at the log at once."),
}


@dataclass(frozen=True)
class Trouble:
    """A job in words. `since` is when it should have been done."""

    job: Job
    what: str
    why: str
    since: datetime
    error: str
    may_settle: bool


@dataclass(frozen=True)
class Troubles:
    chiefs: int | None  # how many, where they are too few; else None
    jobs: list[Trouble]
    number: int
    findings: list[StandingFinding]
    found: int


def troubles(user: User, now: datetime) -> Troubles:
    """What this person can mend, or must know of."""
    failed = Job.objects.all() if user.has_perm("articles.view_job") else Job.objects.none()
    kinds = (failed.broken(now), failed.failing(), failed.lapsed())
    mends = user.has_perm("articles.correct_story")
    standing = _standing(now) if mends else StandingFinding.objects.none()
    return Troubles(
        chiefs=_too_few_chiefs(user),
        jobs=[_trouble(job, user) for kind in kinds for job in kind[:MOST]][:MOST],
        number=sum(kind.count() for kind in kinds),
        findings=list(standing[:MOST]),
        found=standing.count(),
    )


def _too_few_chiefs(user: User) -> int | None:
    """Asked only for those who lead the desk, or give roles."""
    if not (user.has_perm("articles.emergency_story") or user.has_perm("accounts.change_user")):
        return None
    chiefs = User.objects.with_perm("articles.emergency_story").filter(is_active=True)
    number = chiefs.distinct()[:ENOUGH].count()
    return number if number < ENOUGH else None


def _trouble(job: Job, user: User) -> Trouble:
    may_settle = user.has_perm(SETTLES) and job.done_at is None
    return Trouble(
        job=job,
        what=str(KINDS.get(job.kind, job.kind)),
        why=why(job),
        since=job.first_due or job.due,
        error=Truncator(job.error).chars(LONGEST) if user.has_perm(SETTLES) else "",
        may_settle=may_settle,
    )


def why(job: Job) -> str:
    """The error in words: what it was, and what becomes of the job now."""
    means = (words for name, words in MEANS.items() if job.error.startswith(name))
    said = str(next(means, _("A fault in the program.") if job.error else ""))
    if job.lapsed_at:
        then = _("Over a day late, so it was not done.")
    elif job.done_at:
        then = _("It is tried again by itself at its next hour.")
    else:
        then = _("Tried %(number)d times; it is tried again by itself.") % {"number": job.attempts}
    return f"{said} {then}".strip()


def _standing(now: datetime) -> QuerySet[StandingFinding]:
    """Of texts that readers still have: what has been mended since last night is left out."""
    current = Edition.objects.current(now).order_by().filter(pk=OuterRef("edition"))
    found = StandingFinding.objects.filter(Exists(current)).select_related("edition")
    return found.defer("edition__body", "edition__printed")

"""What each kind of notification is by default, and what people chose instead."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from accounts.models import User
from articles.models import NotificationKind as Kind
from articles.models import NotificationSetting
from articles.models.reply import DECIDES

# Who is ever told: whose role includes this. The other kinds may come to everybody on a story.
ONLY_FOR = {
    Kind.SUBMITTED: "articles.approve_story",
    Kind.EMERGENCY: "articles.approve_story",
    Kind.REPLY: DECIDES,
    Kind.JOB: "accounts.view_auditentry",
}
# By mail too, unless they say otherwise, where their role includes this; "" is everybody.
MAILED = {
    Kind.RETURNED: "",
    Kind.HANDED: "",
    Kind.MENTION: "",
    Kind.WITHDRAWN: "",
    Kind.EMERGENCY: "articles.emergency_story",
    Kind.REPLY: "",
}


@dataclass(frozen=True)
class Wish:
    """How somebody wants to be told of a kind."""

    kind: Kind
    desk: bool
    mail: bool


def wishes(person: User) -> list[Wish]:
    """Of every kind that may come to somebody, as they chose or by default."""
    chosen = {row.kind: row for row in NotificationSetting.objects.filter(person=person)}
    found = []
    for kind in Kind:
        if not _may_come(kind, person):
            continue
        row = chosen.get(kind)
        mail = row.mail if row else _is_mailed(kind, person)
        found.append(Wish(kind, row.desk if row else True, mail))
    return found


def _may_come(kind: Kind, person: User) -> bool:
    needed = ONLY_FOR.get(kind, "articles.view_story")
    return person.has_perm(needed)


def _is_mailed(kind: Kind, person: User) -> bool:
    return kind in MAILED and (not MAILED[kind] or person.has_perm(MAILED[kind]))


def choose(person: User, *, desk: Collection[str], mail: Collection[str]) -> None:
    """Keep somebody's choice: the kinds they want told on the desk, and those by mail."""
    NotificationSetting.objects.bulk_create(
        [
            NotificationSetting(
                person=person, kind=wish.kind, desk=wish.kind in desk, mail=wish.kind in mail
            )
            for wish in wishes(person)
        ],
        update_conflicts=True,
        unique_fields=["person", "kind"],
        update_fields=["desk", "mail"],
    )


def wanted(kind: Kind, people: Iterable[User]) -> dict[int, Wish]:
    """How each of these people wants to be told of a kind. At most two queries."""
    ids = [person.pk for person in people]
    mailed = _mailed_among(kind, ids)
    found = {pk: Wish(kind, desk=True, mail=pk in mailed) for pk in ids}
    for row in NotificationSetting.objects.filter(kind=kind, person__in=ids):
        found[row.person_id] = Wish(kind, row.desk, row.mail)
    return found


def _mailed_among(kind: Kind, ids: list[int]) -> set[int]:
    if needed := MAILED.get(kind):
        holders = User.objects.with_perm(needed).filter(pk__in=ids)
        return set(holders.values_list("pk", flat=True))
    return set(ids) if kind in MAILED else set()

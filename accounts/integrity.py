"""Whether accounts and roles are as `people` left them: reads everything, changes nothing.

Passwords are not among it: the trail holds nothing that one could be compared with."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext as _

from accounts.models import AuditEntry, User
from accounts.roles import PERMISSIONS

BATCH = 200  # people looked at together
TOLD = ("user.roles", "user.open", "user.close")
WANTED = {role.value: names for role, names in PERMISSIONS.items()}


@dataclass
class Told:
    """What the trail says last of an account. Before it is opened or closed it says neither."""

    roles: list[str] = field(default_factory=list)
    is_open: bool | None = None


def faults() -> Iterator[str]:
    """A sentence for everything that was not done by a verb; nothing where all is well."""
    for group in Group.objects.order_by("name").prefetch_related("permissions__content_type"):
        yield from _group(group)
    told = _told()
    users = User.objects.order_by("pk").prefetch_related("groups", "user_permissions__content_type")
    for user in users.iterator(chunk_size=BATCH):
        for fault in _user(user, told.get(f"user:{user.pk}", Told())):
            yield _("Account %(account)s: %(fault)s") % {"account": user.username, "fault": fault}


def _group(group: Group) -> Iterator[str]:
    held = {_name(permission) for permission in group.permissions.all()}
    if group.name not in WANTED and held:
        yield _("Group %(group)s is no role, and gives %(names)s.") % {
            "group": group.name,
            "names": _list(held),
        }
    elif wrong := held ^ WANTED.get(group.name, set()):
        yield _("Role %(role)s: not as roles.py says in %(names)s. sync_roles puts it right.") % {
            "role": group.name,
            "names": _list(wrong),
        }


def _name(permission: Permission) -> str:
    return f"{permission.content_type.app_label}.{permission.codename}"


def _list(names: set[str] | list[str]) -> str:
    return ", ".join(sorted(names)) or "–"


def _told() -> dict[str, Told]:
    """By subject. Entries about people are few; one query."""
    told: dict[str, Told] = {}
    for entry in AuditEntry.objects.filter(action__in=TOLD).order_by("number").iterator():
        if not entry.is_genuine:  # `audit` names it
            continue
        found = told.setdefault(entry.subject, Told())
        if entry.action == "user.roles":
            found.roles = entry.detail["after"]
        else:
            found.is_open = entry.action == "user.open"
    return told


def _user(user: User, told: Told) -> Iterator[str]:
    """What is wrong with one account, without saying whose."""
    held = [group.name for group in user.groups.all()]
    if user.is_superuser:
        yield _("it is a superuser; no rule holds for one, so nobody may be.")
    if own := {_name(permission) for permission in user.user_permissions.all()}:
        yield _("it holds permissions past its roles: %(names)s.") % {"names": _list(own)}
    if sorted(held) != sorted(told.roles):
        yield _("its roles are %(held)s; the audit trail says %(told)s.") % {
            "held": _list(held),
            "told": _list(told.roles),
        }
    if user.is_staff != bool(told.roles):
        yield _("whether it gets in to the desk does not follow from its roles.")
    if told.is_open is not None and user.is_active != told.is_open:
        yield (
            _("it is open, the audit trail says closed.")
            if user.is_active
            else _("it is closed, the audit trail says open.")
        )

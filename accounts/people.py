"""What admins do to people: accounts, passwords, roles. The only writer of all of them."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from accounts.roles import PERMISSIONS, Role


class Refused(Exception):
    """A sentence fit to show to the person who asked."""


@transaction.atomic
def sync_roles() -> None:
    """Bring the groups in step with the table in `roles`. Running it again changes nothing."""
    known = {
        f"{p.content_type.app_label}.{p.codename}": p
        for p in Permission.objects.select_related("content_type")
    }
    for role, names in PERMISSIONS.items():
        group = Group.objects.get_or_create(name=role.value)[0]
        group.permissions.set([known[name] for name in sorted(names)])


@transaction.atomic
def add(user: User, password: str, *, by: User | None) -> None:
    """Make an account, as yet without a role."""
    _lock_roles()  # before the audit head: roles are given next, in the same transaction
    user.set_password(password)
    user.is_staff = False
    user.save(force_insert=True)
    audit.record("user.add", by=by, subject=f"user:{user.pk}")


@transaction.atomic
def change(user: User, fields: Iterable[str], *, by: User | None) -> None:
    """Write new values of name, user name or e-mail address; the trail keeps which, not what."""
    if names := sorted({"username", "name", "email"} & set(fields)):
        user.save(update_fields=names)
        audit.record("user.change", by=by, subject=f"user:{user.pk}", fields=names)


@transaction.atomic
def set_password(user: User, password: str, *, by: User | None) -> None:
    """A new password; whoever is signed in with the old one no longer is."""
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record("user.password", by=by, subject=f"user:{user.pk}")


def _lock_roles() -> list[Group]:
    """The lock that whoever changes people's roles or accounts takes first: of two who take the
    last two admins away at once, one is refused."""
    named = Group.objects.filter(name__in=[role.value for role in Role])
    return list(named.select_for_update().order_by("pk"))


@transaction.atomic
def update(
    user: User, *, fields: Iterable[str], active: bool, roles: Iterable[Role], by: User | None
) -> None:
    """All that an admin's form says of a person, or nothing."""
    _lock_roles()
    change(user, fields, by=by)
    set_active(user, active, by=by)
    set_roles(user, roles, by=by)


def _active_admins() -> int:
    return User.objects.filter(groups__name=Role.ADMIN.value, is_active=True).count()


def _rank(user: User) -> int:
    order = list(Role)
    return max((order.index(role) for role in user.roles), default=-1)


@transaction.atomic
def set_roles(user: User, roles: Iterable[Role], *, by: User | None) -> None:
    """Give a person exactly these roles. `by` None is the shell, which may do anything."""
    wanted = set(roles)
    groups = _lock_roles()
    user = User.objects.prefetch_related("groups").get(pk=user.pk)
    held = set(user.roles)
    if held == wanted:
        return
    if by is not None and by.pk == user.pk:
        raise Refused(_("Nobody changes their own roles. Ask another admin."))
    order = list(Role)
    if by is not None and any(order.index(role) > _rank(by) for role in held ^ wanted):
        raise Refused(_("Nobody grants or takes a role above their own."))
    if Role.ADMIN in held - wanted and user.is_active and _active_admins() <= 1:
        raise Refused(_("This is the last admin. Make somebody else admin first."))
    user.groups.set([g for g in groups if g.name in {role.value for role in wanted}])
    user.is_staff = bool(wanted)
    user.save(update_fields=["is_staff"])
    audit.record(
        "user.roles",
        by=by,
        subject=f"user:{user.pk}",
        before=sorted(role.value for role in held),
        after=sorted(role.value for role in wanted),
    )


@transaction.atomic
def set_active(user: User, active: bool, *, by: User | None) -> None:
    """Open or close an account. A closed one loses every session with the next request."""
    _lock_roles()
    user = User.objects.prefetch_related("groups").get(pk=user.pk)
    if user.is_active == active:
        return
    if not active and Role.ADMIN in user.roles and _active_admins() <= 1:
        raise Refused(_("This is the last admin. Make somebody else admin first."))
    if by is not None and _rank(user) > _rank(by):
        raise Refused(_("Nobody closes or opens an account above their own."))
    user.is_active = active
    user.save(update_fields=["is_active"])
    audit.record("user.open" if active else "user.close", by=by, subject=f"user:{user.pk}")

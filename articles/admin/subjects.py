"""What an audit entry tells, in words: of whom or what, and its detail.

Names are shown to those who may know of the thing; to others it is a kind and a number."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from accounts.actions import subject_words
from accounts.models import AuditEntry, User
from accounts.roles import Role
from articles import local, shelves
from articles.models import (
    Agency,
    Author,
    CorrectionKind,
    Desk,
    Ground,
    Photo,
    Reply,
    ReplyState,
    Section,
    Story,
    Tag,
)

Names = dict[str, str]  # subject → the name of it
MODELS: dict[str, type[Model]] = {"user": User, "story": Story, "photo": Photo}


def _known(reader: User) -> dict[str, QuerySet[Any]]:
    """The things a person may know by name, by kind."""
    return {
        "user": User.objects.all(),
        "story": Story.objects.visible_to(reader).only("headline"),
        "photo": Photo.objects.visible_to(reader),
        "reply": Reply.objects.visible_to(reader),
        **{model.shelf: _shelves(model, reader) for model in (Section, Tag, Agency, Author)},
    }


def _shelves(model: type[shelves.Shelf], reader: User) -> QuerySet[Any]:
    """A topic that only a draft has says what is being written."""
    manager: Any = model._default_manager
    rows: QuerySet[Any] = manager.all()
    return rows if reader.has_perm(f"articles.view_{model.shelf}") else rows.none()


def names(entries: Iterable[AuditEntry], reader: User) -> Names:
    """What the entries are about and point to, as far as the reader may know. A query a kind."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        for subject in (entry.subject, *_mentioned(entry)):
            kind, _colon, number = subject.partition(":")
            if number.isdecimal() and len(number) < 19:  # a falsified one may not fit the column
                wanted[kind].add(int(number))
    return {
        f"{kind}:{row.pk}": str(row)
        for kind, rows in _known(reader).items()
        if kind in wanted
        for row in rows.filter(pk__in=wanted[kind])
    }


def _mentioned(entry: AuditEntry) -> list[str]:
    kind, detail = entry.subject.partition(":")[0], entry.detail
    kinds = {"into": kind, "story": "story", "answer": "story", "to": "user"}
    return [f"{kinds[name]}:{detail[name]}" for name in kinds if name in detail]


def called(subject: str, named: Names) -> str:
    """The name of the thing, or its kind and number."""
    return named.get(subject) or subject_words(subject)


def detail(entry: AuditEntry, named: Names) -> str:
    """`revision 5; state: Draft`. What has no words stands as it is written."""
    return "; ".join(
        _words(entry, name, entry.detail[name], named) for name in sorted(entry.detail, key=_place)
    )


def _place(name: str) -> tuple[int, str]:
    """The order in which details are told; PostgreSQL keeps none of its own."""
    told = "revision desk edition at until to ground kind note before after fields".split()
    return (told.index(name) if name in told else len(told), name)


def _words(entry: AuditEntry, name: str, value: Any, named: Names) -> str:
    kind = entry.subject.partition(":")[0]
    match name, value:
        case "revision", int():
            return _("revision %(number)s") % {"number": value}
        case "desk", str() if value in Desk.values:
            return _said(_("state"), Desk(value).label)
        case (("note" | "receipt"), str()):
            return _private(name, value, is_known=entry.subject in named)
        case "fields", list():
            return _said(_("changed"), ", ".join(_column(kind, field) for field in value))
        case (("before" | "after"), list()):
            label = _("roles before") if name == "before" else _("roles now")
            return _said(label, ", ".join(_role(role) for role in value) or "–")
        case "into", int():
            return _said(_("merged into"), called(f"{kind}:{value}", named))
        case (("story" | "answer"), int()):
            label = _("story") if name == "story" else _("story of the reply")
            return _said(label, named.get(f"story:{value}", str(value)))
    labels = {
        "sha256": _("fingerprint"),
        "many": _("how many"),
        "editions": _("editions"),
        "revisions": _("revisions"),
        "approvals": _("approvals"),
        "notices": _("notices"),
        "edition": _("edition"),
        "at": _("at"),
        "until": _("until"),
        "kind": _("kind"),
        "ground": _("ground"),
        "cancelled": _("editions taken back"),
        "to": _("to person"),
        "entries": _("audit entries"),
        "state": _("state"),
        "decision": _("fingerprint of the reason"),
        "correction": _("correction"),
        "erased": _("stories deleted"),
    }
    return _said(labels.get(name, name), _shown(name, value, named))


def _private(name: str, value: str, *, is_known: bool) -> str:
    """What only those are told who may know of the thing. By a receipt anybody asks how a request
    stands."""
    if name == "receipt":
        return _said(
            _("receipt"), value if is_known else _("only for those who may read the request")
        )
    return _said(_("note"), value if is_known else _("only for those who may see the story"))


def _shown(name: str, value: Any, named: Names) -> str:
    """What a move tells besides, in words."""
    match name, value:
        case "to", int():
            return named.get(f"user:{value}", str(value))
        case (("at" | "until"), str()):
            return _moment(value)
        case "ground", str() if value in Ground.values:
            return str(Ground(value).label)
        case "kind", str() if value in CorrectionKind.values:
            return str(CorrectionKind(value).label)
        case "state", str() if value in ReplyState.values:
            return str(ReplyState(value).label)
        case (("cancelled" | "erased"), list()):
            return ", ".join(map(str, value)) or "–"
    return str(value)


def _said(label: str, value: Any) -> str:
    return f"{label}: {value}"


def _moment(text: str) -> str:
    """A moment as the newsroom writes it; what is none stands as it is."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return local.moment(at) if at.tzinfo else text


def _role(name: str) -> str:
    return str(Role(name).label) if name in Role.values else name


def _column(kind: str, field: str) -> str:
    """What a form calls a field."""
    columns = (
        {column.name: column for column in MODELS[kind]._meta.fields} if kind in MODELS else {}
    )
    return str(columns[field].verbose_name) if field in columns else field

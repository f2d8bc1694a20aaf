"""Every address of the staff's door, as the admin's own list of them gives it."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import quote

from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from accounts.models import AuditEntry, User
from articles.admin.move_page import FORMS
from articles.models import Agency, Author, Job, Notification, Photo, Section, Story, Tag
from tests.leaks.newsroom import Newsroom
from tests.leaks.words import part

Ways = Callable[[Newsroom], Iterable[str]]
STORY = "/admin/articles/story/"
# Of these every move's page is asked for.
MOVED = ("submitted", "scheduled", "newer", "withdrawn", "lost", "handed")
LOOKED_FOR = ("headline", "summary", "body", "agency", "author", "tag", "photo row")


def _pks(model: type[Model]) -> list[Any]:
    return list(model._default_manager.order_by("pk").values_list("pk", flat=True))


def _rows(model: type[Model]) -> list[Any]:
    """Those of a model's rows whose pages are asked for."""
    if model is AuditEntry:  # of hundreds those that tell words
        return [row.pk for row in AuditEntry.objects.all() if {"note", "receipt"} & set(row.detail)]
    if model is User:
        return _pks(model)[:3]
    if model in (Section, Tag, Agency, Author, Photo):
        return _pks(model)[:4]
    return _pks(model)


def _model(model: type[Model]) -> dict[str, Ways]:
    """The addresses that Django gives every model."""
    names = f"{model._meta.app_label}/{model._meta.model_name}/"
    base = f"/admin/{names}"

    def each(end: str) -> Ways:
        return lambda room: [f"{base}{pk}/{end}" for pk in _rows(model)]

    def odd(room: Newsroom) -> Iterator[str]:
        yield from each("change/")(room)
        pk = next(iter(_rows(model)), 0)
        yield f"{base}{pk}/change/?_to_field=id&_popup=1"
        word = quote(room.words.of("draft", "headline"))
        yield f"{base}{word}/change/?_to_field=headline"

    return {
        names: lambda room: _lists(base, model, room),
        f"{names}add/": lambda room: [f"{base}add/", f"{base}add/?_popup=1&_to_field=id"],
        f"{names}<path:object_id>/history/": each("history/"),
        f"{names}<path:object_id>/delete/": each("delete/"),
        f"{names}<path:object_id>/change/": odd,
        f"{names}<path:object_id>/": each(""),
    }


def _lists(base: str, model: type[Model], room: Newsroom) -> Iterator[str]:
    """A list, narrowed and searched in every way that its page offers and some that it does not."""
    yield base
    yield from (
        f"{base}{end}" for end in ("?_popup=1&_to_field=headline", "?all=", "?o=1.-1", "?e=1")
    )
    looked_for = [("draft", of) for of in LOOKED_FOR if model is Story or "o" in of[:2]]
    for name, of in [*looked_for, ("lost", "headline"), ("reply", "text")]:
        yield f"{base}?q={part(room.words.of(name, of))}"
    if model is Story:
        yield from _chips(base)
    if model is AuditEntry:
        for pk in _pks(Story):
            yield f"{base}?subject=story:{pk}"
        yield from (f"{base}?action={action}" for action in ("story.return", "remark.add"))


def _chips(base: str) -> Iterator[str]:
    for column in ("desk", "public", "changed", "section", "agency", "author"):
        values = {
            "desk": "draft submitted returned approved released cancelled".split(),
            "public": "never scheduled live withdrawn".split(),
            "changed": ["0", "6", "29"],
            "section": _pks(Section)[:3],
            "agency": _pks(Agency)[:4],
            "author": _pks(Author)[-4:],
        }[column]
        yield from (f"{base}?{column}={value}" for value in values)


def _completed(room: Newsroom) -> Iterator[str]:
    """What a form may be filled in with: by every field that points somewhere."""
    for model in apps.get_models():
        if model._meta.app_label not in ("articles", "accounts"):
            continue
        for column in [*model._meta.fields, *model._meta.many_to_many]:
            if column.related_model not in admin.site._registry:
                continue
            asked = (
                f"/admin/autocomplete/?app_label={model._meta.app_label}"
                f"&model_name={model._meta.model_name}&field_name={column.name}&term="
            )
            yield asked
            yield f"{asked}{part(room.words.of('draft', 'headline'))}"


def _nowhere(room: Newsroom) -> Iterator[str]:
    """Also Django's way from any row of any table to its page, which would name addresses."""
    yield from ("/admin/tidak-ada/", "/admin/doc/", "/admin/articles/edition/")
    for model in apps.get_models():
        if hasattr(model, "get_absolute_url"):
            kind = ContentType.objects.get_for_model(model).pk
            yield from (f"/admin/r/{kind}/{pk}/" for pk in _pks(model)[-2:])


def _shelved(model: type[Model]) -> Ways:
    name = model._meta.model_name
    return lambda room: [f"/admin/articles/{name}/{pk}/gabung/" for pk in _rows(model)]


def _addresses(room: Newsroom) -> Iterator[str]:
    yield "/admin/cabut/"
    for name in room.stories:
        yield from (f"/admin/cabut/?address=/berita/{slug}" for slug in room.slugs(name))


EXAMPLES: dict[str, Ways] = {
    "": lambda room: ["/admin/", *(f"/admin/?state={s}" for s in ("draft", "returned"))],
    "pemberitahuan/": lambda room: ["/admin/pemberitahuan/"],
    "pemberitahuan/baca/": lambda room: ["/admin/pemberitahuan/baca/"],
    "pemberitahuan/pengaturan/": lambda room: ["/admin/pemberitahuan/pengaturan/"],
    "pemberitahuan/<int:number>/": lambda room: [
        f"/admin/pemberitahuan/{row.pk}/"
        for row in Notification.objects.filter(story=room.stories["handed"])
    ],
    "articles/story/<int:number>/remarks/": lambda room: [
        f"{STORY}{pk}/remarks/" for pk in _pks(Story)
    ],
    "articles/story/<int:number>/langkah/<slug:name>/": lambda room: [
        f"{STORY}{room.stories[name].pk}/langkah/{move.value}/" for name in MOVED for move in FORMS
    ],
    "articles/story/<path:object_id>/history/<int:number>/": lambda room: [
        f"{STORY}{pk}/history/{number}/" for pk in _pks(Story) for number in (1, 2)
    ],
    "cabut/": _addresses,
    "tugas/<int:number>/": lambda room: [f"/admin/tugas/{pk}/" for pk in _pks(Job)[:9]],
    "login/": lambda room: ["/admin/login/?next=/admin/articles/story/"],
    "logout/": lambda room: [],  # last: it ends the walk
    "password_change/": lambda room: ["/admin/password_change/"],
    "password_change/done/": lambda room: ["/admin/password_change/done/"],
    "autocomplete/": _completed,
    "jsi18n/": lambda room: ["/admin/jsi18n/"],
    "accounts/user/<int:pk>/kata-sandi/": lambda room: [
        f"/admin/accounts/user/{pk}/kata-sandi/" for pk in _rows(User)
    ],
    "articles/photo/<int:pk>/tahan/": lambda room: [
        f"/admin/articles/photo/{pk}/tahan/" for pk in _pks(Photo)
    ],
    **{
        f"articles/{model._meta.model_name}/<int:pk>/gabung/": _shelved(model)
        for model in (Section, Tag, Agency, Author)
    },
    **{route: ways for model in admin.site._registry for route, ways in _model(model).items()},
    r"^(?P<app_label>accounts|articles)/$": lambda room: ["/admin/articles/", "/admin/accounts/"],
    r"(?P<url>.*)$": _nowhere,
}


def routes() -> set[str]:
    """Of every address below /admin/."""
    return set(_below(admin.site.get_urls(), ""))


def _below(patterns: Iterable[Any], start: str) -> Iterator[str]:
    for one in patterns:
        if hasattr(one, "url_patterns"):
            yield from _below(one.url_patterns, f"{start}{one.pattern}")
        else:
            yield f"{start}{one.pattern}"

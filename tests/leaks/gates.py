"""Every gate that keeps a word from somebody, and how it is taken away."""

from dataclasses import dataclass
from pathlib import Path

READERS = "tests/leaks/test_readers.py"
DESK = "tests/leaks/test_desk.py"


@dataclass(frozen=True)
class Gate:
    """`changes` are (file, what stands there once, what stands there without the gate); `seen_by`
    is the part of the probe that must notice: a file, and who walks."""

    name: str
    seen_by: tuple[str, str]
    changes: tuple[tuple[str, str, str], ...]

    def take_away(self, tree: Path) -> None:
        for name, gate, gap in self.changes:
            file = tree / name
            source = file.read_text()
            assert source.count(gate) == 1, f"{name} no longer has the gate “{self.name}”"
            file.write_text(source.replace(gate, gap))


def _gate(name: str, seen_by: tuple[str, str], *change: str) -> Gate:
    """One change: file, gate, gap; or several, one after the other."""
    files, gates, gaps = change[::3], change[1::3], change[2::3]
    return Gate(name, seen_by, tuple(zip(files, gates, gaps, strict=True)))


WALKED, CONTRIBUTOR = (READERS, "no_address"), (DESK, "contributor")
REPORTER, ADMIN = (DESK, "reporter"), (DESK, "admin")
EDITION, SUBJECTS = "articles/models/edition.py", "articles/admin/subjects.py"
CHIPS, MOVE_PAGE = "articles/admin/story_list.py", "articles/admin/move_page.py"

GATES = [
    # Readers
    _gate(
        "an edition begins at its hour",
        WALKED,
        EDITION,
        "return self.filter(ends, ~Exists(later), live_from__lte=at)",
        "return self.filter(ends, ~Exists(later))",
    ),
    _gate(
        "an edition ends at its hour",
        WALKED,
        EDITION,
        "ends = Q(live_until=None) | Q(live_until__gt=at)",
        "ends = Q()",
    ),
    _gate(
        "lists leave out what is false",
        WALKED,
        EDITION,
        "if row.is_genuine:",
        "if row is not None:",
    ),
    _gate(
        "a page is not shown that is false",
        WALKED,
        "articles/addresses.py",
        "if not edition.is_whole:",
        "if edition is None:",
    ),
    _gate(
        "lists leave out the unlisted", WALKED, EDITION, "self.filter(listed=True)", "self.filter()"
    ),
    _gate(
        "lists are of one language",
        WALKED,
        "articles/public/page.py",
        ".for_listing().filter(language=LANGUAGE)",
        ".for_listing()",
    ),
    _gate(
        "what is most read is of one language",
        WALKED,
        "articles/public/page.py",
        "[row for row in rows[: 2 * limit] if row.language == LANGUAGE]",
        "[row for row in rows[: 2 * limit]]",
    ),
    _gate(
        "what stands around a story is of its language",
        WALKED,
        "articles/public/around.py",
        '"""e.language = %s AND',
        '"""e.language >= %s AND',
    ),
    _gate(
        "the menu names no section of unlisted stories",
        WALKED,
        "articles/public/shown.py",
        "its.filter(listed=True)",
        "its.filter()",
    ),
    _gate(
        "the menu names no section of stories to come",
        WALKED,
        "articles/public/shown.py",
        "Edition.objects.current().filter(",
        "Edition.objects.filter(",
    ),
    _gate(
        "a shelf that only drafts use is nowhere",
        (READERS, "never_was"),
        "articles/public/lists.py",
        'if not found and row is not None and row.shelf != "section":',
        "if found is None:",
    ),
    _gate(
        "a withdrawn story answers 410",
        (READERS, "own_status"),
        "articles/addresses.py",
        "return _withdrawn(slug)",
        "return None",
    ),
    _gate(
        "a headline that does harm is not repeated",
        WALKED,
        "articles/public/withdrawn.py",
        "if self.withdrawal.neutral or not self.edition",
        "if not self.edition",
    ),
    _gate(
        "the caption of a withheld photo goes with it",
        WALKED,
        "templates/public/story.html",
        "{% elif printed.caption and not printed.photo %}",
        "{% elif printed.caption %}",
    ),
    _gate(
        "an answer to come is not linked",
        WALKED,
        "articles/replies/links.py",
        "rows = Edition.objects.live()",
        "rows = Edition.objects.all()",
    ),
    _gate(
        "a receipt names no answer to come",
        WALKED,
        "articles/replies/links.py",
        "iter(Edition.objects.live()",
        "iter(Edition.objects.all()",
    ),
    _gate(
        "no request is about a story to come",
        (READERS, "learns"),
        "articles/replies/receiving.py",
        'story=OuterRef("pk"), live_from__lte=clock.now())',
        'story=OuterRef("pk"))',
    ),
    _gate(
        "photos' originals have no address",
        WALKED,
        "articles/models/photo.py",
        'return storages["originals"]',
        'return storages["default"]',
        "articles/public/urls.py",
        r'r"^media/foto/(?P<name>[\w-]+\.jpg)$"',
        r'r"^media/(?P<name>.+)$"',
        "articles/public/files.py",
        'f"foto/{name}"',
        "name",
        "tests/leaks/readers.py",
        r'r"^media/foto/(?P<name>[\w-]+\.jpg)$"',
        r'r"^media/(?P<name>.+)$"',
        "tests/conftest.py",
        'Photo.original.field.storage = storages["originals"]',
        'Photo.original.field.storage = storages["default"]',
    ),
    # Letters
    _gate(
        "a letter leaves only to who may still know",
        (DESK, "letter"),
        "articles/notifying/mail.py",
        "seen = Story.objects.visible_to(row.person)",
        "seen = Story.objects.all()",
    ),
    _gate(
        "a letter to a sender has readers' headline",
        (DESK, "letter"),
        "articles/replies/letters.py",
        'return markup.one_line(live.headline) if live else ""',
        "return markup.one_line(reply.story.headline)",
    ),
    # The desk
    _gate(
        "list, form, history, completion: own stories only",
        CONTRIBUTOR,
        "articles/admin/stories.py",
        "return Story.objects.visible_to(person(request)).with_public_state()",
        "return Story.objects.with_public_state()",
    ),
    _gate(
        "an agency's desk is of that agency",
        CONTRIBUTOR,
        "articles/models/story.py",
        "return self.filter(agency__in=Agency.objects.of_desk(user))",
        "return self",
    ),
    _gate(
        "a reporter sees what is theirs",
        REPORTER,
        "articles/models/story.py",
        'return self.filter(pk__in=named.union(held, begun.values("pk")))',
        "return self",
    ),
    _gate(
        "the page of a move",
        CONTRIBUTOR,
        MOVE_PAGE,
        "if story := stories.visible_to(by).with_public_state().first():",
        "if story := stories.with_public_state().first():",
    ),
    _gate(
        "the page of remarks",
        CONTRIBUTOR,
        "articles/admin/remarks.py",
        "Story.objects.visible_to(by).filter(pk=number)",
        "Story.objects.filter(pk=number)",
    ),
    _gate(
        "a notification of a story lost sight of",
        CONTRIBUTOR,
        "articles/notifying/reading.py",
        "visible = Story.objects.visible_to(person)",
        "visible = Story.objects.all()",
    ),
    _gate(
        "the board",
        CONTRIBUTOR,
        "articles/admin/board.py",
        "stories = Story.objects.visible_to(user)",
        "stories = Story.objects.all()",
    ),
    _gate(
        "what waits",
        CONTRIBUTOR,
        "articles/admin/waiting.py",
        "return Story.objects.visible_to(user).with_public_state()",
        "return Story.objects.with_public_state()",
    ),
    _gate(
        "the list of photos",
        CONTRIBUTOR,
        "articles/admin/photos.py",
        "return Photo.objects.visible_to(person(request))",
        "return Photo.objects",
    ),
    _gate(
        "the photos that a form offers",
        CONTRIBUTOR,
        "articles/admin/story_form.py",
        "usable = photos.visible_to(self.person)",
        "usable = photos",
    ),
    _gate(
        "the topics that a form offers",
        CONTRIBUTOR,
        "articles/admin/widgets.py",
        "desk = Story.objects.visible_to(user)",
        "desk = Story.objects.all()",
    ),
    _gate(
        "the agencies and authors by which the list is narrowed",
        CONTRIBUTOR,
        CHIPS,
        "rows.filter(story__in=Story.objects.visible_to(person(request)).order_by())",
        "rows",
    ),
    _gate(
        "no list is narrowed by any other column",
        (DESK, "spells and startswith"),
        "accounts/plain_admin.py",
        'return lookup in own | {f"{name}__{how}" for name in columns for how in ways}',
        "return bool(own) or bool(columns) or bool(ways)",
    ),
    _gate(
        "no way from a row to its address",
        CONTRIBUTOR,
        "articles/admin/site.py",
        '!= "view_on_site"',
        '!= ""',
    ),
    _gate(
        "the inbox of the right of reply",
        CONTRIBUTOR,
        "articles/admin/replies.py",
        "if not self.has_view_permission(request, reply):",
        "if request.user.is_anonymous:",
    ),
    _gate(
        "taking down is for who may",
        CONTRIBUTOR,
        "articles/admin/taking_down.py",
        "if not person(request).has_perm(move_page.TAKES_DOWN):",
        "if request.user.is_anonymous:",
    ),
    _gate(
        "an admin is shown what readers have, never the desk's words",
        ADMIN,
        MOVE_PAGE,
        "story.headline if asked.on_desk or live is None else live.headline",
        "story.headline",
    ),
    _gate(
        "an admin takes down only what readers have",
        ADMIN,
        MOVE_PAGE,
        'stories.filter(pk__in=Edition.objects.current().values("story"))',
        "stories",
    ),
    _gate(
        "the trail names stories to who may know of them",
        ADMIN,
        SUBJECTS,
        'Story.objects.visible_to(reader).only("headline")',
        'Story.objects.only("headline")',
    ),
    _gate(
        "the trail's notes are for who may know of the story",
        ADMIN,
        SUBJECTS,
        '_said(_("note"), value if is_known else _("only for those who may see the story"))',
        '_said(_("note"), value)',
    ),
    _gate(
        "the trail's receipts are for who may read the request",
        ADMIN,
        SUBJECTS,
        '_("receipt"), value if is_known else _("only for those who may read the request")',
        '_("receipt"), value',
    ),
]

"""The gates of the readers' door."""

from tests.leaks.gate import READERS, gate

WALKED = (READERS, "no_address")
EDITION = "articles/models/edition.py"

GATES = [
    gate(
        "an edition begins at its hour",
        WALKED,
        EDITION,
        "return self.filter(ends, ~Exists(later), live_from__lte=at)",
        "return self.filter(ends, ~Exists(later))",
    ),
    gate(
        "an edition ends at its hour",
        WALKED,
        EDITION,
        "ends = Q(live_until=None) | Q(live_until__gt=at)",
        "ends = Q()",
    ),
    gate(
        "lists leave out what is false",
        WALKED,
        EDITION,
        "if row.is_genuine:",
        "if row is not None:",
    ),
    gate(
        "a page is not shown that is false",
        WALKED,
        "articles/addresses.py",
        "if not edition.is_whole:",
        "if edition is None:",
    ),
    gate(
        "lists leave out the unlisted", WALKED, EDITION, "self.filter(listed=True)", "self.filter()"
    ),
    gate(
        "lists are of one language",
        WALKED,
        "articles/public/page.py",
        ".for_listing().filter(language=LANGUAGE)",
        ".for_listing()",
    ),
    gate(
        "what is most read is of one language",
        WALKED,
        "articles/public/page.py",
        "[row for row in rows[: 2 * limit] if row.language == LANGUAGE]",
        "[row for row in rows[: 2 * limit]]",
    ),
    gate(
        "what stands around a story is of its language",
        WALKED,
        "articles/public/around.py",
        '"""e.language = %s AND',
        '"""e.language <= %s AND',
    ),
    gate(
        "the menu names no section of unlisted stories",
        WALKED,
        "articles/public/shown.py",
        "its.filter(listed=True)",
        "its.filter()",
    ),
    gate(
        "the menu names no section of stories to come",
        WALKED,
        "articles/public/shown.py",
        "Edition.objects.current().filter(",
        "Edition.objects.filter(",
    ),
    gate(
        "a shelf that only drafts use is nowhere",
        (READERS, "never_was"),
        "articles/public/lists.py",
        'if not found and row is not None and row.shelf != "section":',
        "if found is None:",
    ),
    gate(
        "a withdrawn story answers 410",
        (READERS, "own_status"),
        "articles/addresses.py",
        "return _withdrawn(slug)",
        "return None",
    ),
    gate(
        "a headline that does harm is not repeated",
        WALKED,
        "articles/public/withdrawn.py",
        "if self.withdrawal.neutral or not self.edition",
        "if not self.edition",
    ),
    gate(
        "the caption of a withheld photo goes with it",
        WALKED,
        "templates/public/story.html",
        "{% elif printed.caption and not printed.photo %}",
        "{% elif printed.caption %}",
    ),
    gate(
        "an answer to come is not linked",
        WALKED,
        "articles/replies/links.py",
        "rows = Edition.objects.live()",
        "rows = Edition.objects.all()",
    ),
    gate(
        "a receipt names no answer to come",
        WALKED,
        "articles/replies/links.py",
        "iter(Edition.objects.live()",
        "iter(Edition.objects.all()",
    ),
    gate(
        "no request is about a story to come",
        (READERS, "learns"),
        "articles/replies/receiving.py",
        'story=OuterRef("pk"), live_from__lte=clock.now())',
        'story=OuterRef("pk"))',
    ),
    gate(
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
]

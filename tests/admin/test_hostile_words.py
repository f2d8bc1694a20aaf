"""What a stranger or a colleague typed is text on every page that shows it, never markup."""

import re

import pytest
from django.test import Client

from accounts.models import AuditEntry
from accounts.roles import Role
from articles import notices, remarks, replies
from articles.models import CorrectionKind, Desk, Ground, Job
from articles.workflow import Move
from tests.admin.desk import address, signed_in, step
from tests.articles.test_replies import sent
from tests.factories import approved_anew, make_story, make_user, republish

pytestmark = pytest.mark.django_db
HOSTILE = "\"><img src=x onerror=alert(1)><script>alert(1)</script>' onfocus='x'</textarea>"
MARKUP = re.compile(r"<img src=x|<script>alert|alert\(1\)</textarea>|' onfocus='")


def test_hostile_words_are_text_wherever_they_are_shown() -> None:
    chief, author = make_user(Role.CHIEF, name="Endah <script>alert(1)"), make_user()
    story = make_story(desk=Desk.RELEASED, by=author)
    slug = story.editions.get().slug
    changed = approved_anew(story)
    words = {"was": HOSTILE, "now": HOSTILE, "note": HOSTILE, "apology": HOSTILE}
    wording = notices.Wording(CorrectionKind.ERRATUM, **words, substantial=True)
    notices.correct(changed, wording, by=chief, seen=changed.version)
    remarks.write(story, HOSTILE, by=make_user(Role.EDITOR))
    gone = [make_story(desk=Desk.RELEASED) for _ in range(2)]
    addresses = [one.editions.get().slug for one in gone]
    for one in gone:
        notices.withdraw(one, ground=Ground.CHILD, reason=HOSTILE, by=chief, seen=1)
    republish(gone[1], note=HOSTILE)
    fields = {"name": HOSTILE, "behalf": HOSTILE, "capacity": HOSTILE, "statement": HOSTILE}
    typed = sent(HOSTILE, **fields, text=HOSTILE)
    reply = replies.receive(typed, form="satu", address="36.80.1.1")
    replies.refuse(reply, by=chief, reason=HOSTILE)
    Job.objects.create(kind="mail", key="surat", attempts=5, error=f"Gagal: {HOSTILE}")
    public = [f"/berita/{one}" for one in (slug, *addresses)]
    public += ["/", "/ralat", "/pencabutan", f"/hak-jawab/{reply.receipt}"]
    here = f"/admin/articles/reply/{reply.pk}/"
    desk = ["/admin/", "/admin/articles/reply/", f"{here}change/", "/admin/pemberitahuan/"]
    for one in (story, *gone):
        change = address(one)
        desk += [change, change.replace("change", "remarks"), change.replace("change", "history")]
        desk += [step(one, Move.CORRECT), step(one, Move.WITHDRAW)]
    desk += [f"/admin/accounts/auditentry/{e.pk}/change/" for e in AuditEntry.objects.all()]
    shown = 0
    for client, pages in ((Client(), public), (signed_in(chief), desk)):
        for page in pages:
            answer = client.get(page)
            assert answer.status_code in {200, 302, 403, 410}, page
            source = answer.content.decode()
            assert not MARKUP.search(source), page
            shown += "&lt;script&gt;alert(1)" in source
            assert answer.headers["X-Frame-Options"] == "DENY"
    assert shown > 10  # else nothing was asked

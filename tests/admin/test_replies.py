"""The desk's inbox of the right of reply: who reads it, what waits first, one page to decide on."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, User
from accounts.roles import Role
from articles import local, replies
from articles.models import Notification, Reply, ReplyState, Story
from tests.admin.desk import signed_in
from tests.articles.test_replies import answered, correct, make_reply, publish
from tests.factories import make_edition, make_user

pytestmark = pytest.mark.django_db
INBOX = "/admin/articles/reply/"
DECIDING = {Role.EDITOR, Role.CHIEF}


def address(reply: Reply) -> str:
    return reverse("admin:articles_reply_change", args=[reply.pk])


def post(user: User, reply: Reply, move: str, **typed: str) -> Any:
    return signed_in(user).post(address(reply), {"move": move} | typed)


def source(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("role", list(Role))
def test_editors_chiefs_and_auditors_read_it_and_nobody_else(role: Role) -> None:
    reply, client = make_reply(), signed_in(make_user(role))
    reads = role in DECIDING | {Role.AUDITOR}
    for path in (INBOX, address(reply)):
        answer = client.get(path)
        assert answer.status_code == (200 if reads else 403)
        assert ("Dinas Sosial" in source(answer)) == reads
    urls = [stop["url"] for stop in client.get("/admin/").context["rail"]]
    assert (INBOX in urls) == reads


def test_the_trail_names_it_to_those_who_may_read_it() -> None:
    reply = make_reply()
    trail = f"/admin/accounts/auditentry/?subject=reply:{reply.pk}"
    assert reply.receipt in source(signed_in(make_user(Role.CHIEF)).get(trail))
    assert reply.receipt not in source(signed_in(make_user(Role.ADMIN)).get(trail))


@pytest.mark.parametrize("move", ["accept", "refuse", "attach", "answer", "correct"])
@pytest.mark.parametrize("role", sorted(set(Role) - DECIDING))
def test_nobody_else_decides(role: Role, move: str) -> None:
    reply = make_reply()
    answer = post(make_user(role), reply, move, reason="Sebab.", address="x")
    assert answer.status_code in (403, 409)
    assert Reply.objects.get().state == ReplyState.RECEIVED
    assert '<form method="post" class="decide">' not in source(answer)


def test_a_move_that_is_none_is_refused() -> None:
    assert post(make_user(Role.EDITOR), make_reply(), "hapus").status_code == 403


def test_all_of_it_is_read_and_nothing_of_it_runs() -> None:
    hostile = "<script>alert(1)</script>"
    reply = make_reply(text=hostile, statement=hostile, name=hostile, capacity=hostile)
    page = source(signed_in(make_user(Role.EDITOR)).get(address(reply)))
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3
    assert "<script>alert" not in page
    assert len(re.findall(r"<h1[ >]", page)) == 1


def test_accepting_leads_on_to_the_story_of_the_reply() -> None:
    editor, edition = make_user(Role.EDITOR), make_edition()
    reply = make_reply(edition.story)
    assert post(editor, reply, "accept")["Location"] == address(reply)
    begun = post(editor, reply, "answer")
    story = Story.objects.get(reply=reply)
    assert begun["Location"] == reverse("admin:articles_story_change", args=[story.pk])
    assert story.headline == f"Hak jawab: {edition.headline}"[:200]
    page = signed_in(editor).get(begun["Location"])
    assert page.status_code == 200


def test_refusing_needs_a_reason_and_keeps_what_was_typed() -> None:
    editor, reply = make_user(Role.EDITOR), make_reply()
    answer = post(editor, reply, "refuse", reason=" ")
    assert answer.status_code == 409
    assert "Tulis alasannya" in source(answer)
    long = "x" * 2001
    assert long in source(post(editor, reply, "refuse", reason=long))
    assert post(editor, reply, "refuse", reason="Bukan tentang berita itu.").status_code == 302
    assert Reply.objects.get().reason == "Bukan tentang berita itu."


def test_of_two_who_decide_at_once_the_second_is_told() -> None:
    reply = make_reply()
    post(make_user(Role.EDITOR), reply, "accept")
    answer = post(make_user(Role.CHIEF), reply, "refuse", reason="Tidak.")
    assert answer.status_code == 409
    assert "Dikabulkan" in source(answer)
    assert AuditEntry.objects.filter(action__in=["reply.accept", "reply.refuse"]).count() == 1


def test_a_story_not_recognised_is_named_here() -> None:
    editor, edition = make_user(Role.EDITOR), make_edition()
    reply = make_reply(about="Berita kemarin")
    page = source(signed_in(editor).get(address(reply)))
    assert "Berita kemarin" in page
    assert "/berita/salah" in source(post(editor, reply, "attach", address="/berita/salah"))
    assert post(editor, reply, "attach", address=edition.slug).status_code == 302
    assert Reply.objects.get().story == edition.story


def test_a_correction_is_offered_once_there_is_one() -> None:
    editor, edition = make_user(Role.EDITOR), make_edition()
    reply = make_reply(edition.story, wish="correction")
    replies.accept(reply, by=editor)
    offer = 'value="correct"'
    assert offer not in source(signed_in(editor).get(address(reply)))
    correct(edition)
    assert offer in source(signed_in(editor).get(address(reply)))
    assert post(editor, reply, "correct").status_code == 302
    assert Reply.objects.get().correction is not None


def test_what_waits_stands_first_and_what_is_late_says_so() -> None:
    editor = make_user(Role.EDITOR)
    done = replies.refuse(make_reply(form="0"), by=editor, reason="Tidak.")
    served = answered(make_edition())
    soon, late = make_reply(form="2", about="Segera"), make_reply(form="3", about="Lewat")
    now = timezone.now()
    Reply.objects.filter(pk=late.pk).update(due=now - timedelta(days=1))
    Reply.objects.filter(pk=soon.pk).update(due=now + timedelta(hours=1))
    Reply.objects.filter(pk=done.pk).update(due=now - timedelta(days=9))
    answer = signed_in(editor).get(INBOX)
    rows = [row.pk for row in answer.context["cl"].result_list]
    assert rows == [late.pk, soon.pk, served.pk, done.pk]
    page = source(answer)
    assert page.count('class="state overdue"') == page.count("Terlambat sejak") == 1
    assert rows[:2] == [row.pk for row in Reply.objects.waiting()]


def test_the_rail_counts_what_waits_for_those_who_decide() -> None:
    edition, editor = make_edition(), make_user(Role.EDITOR)
    make_reply(edition.story, form="1")
    replies.refuse(make_reply(edition.story, form="2"), by=editor, reason="Tidak.")
    for role, number in ((Role.EDITOR, "1"), (Role.AUDITOR, "")):
        rail = signed_in(make_user(role)).get("/admin/").context["rail"]
        assert [stop["count"] for stop in rail if stop["url"] == INBOX] == [number]


def test_the_inbox_asks_no_more_queries_for_more_rows() -> None:
    client = signed_in(make_user(Role.EDITOR))
    numbers = []
    for count in (1, 5):
        while Reply.objects.count() < count:
            number = Reply.objects.count()
            about = make_edition().get_absolute_url()
            make_reply(about=about, form=str(number))
        with CaptureQueriesContext(connection) as asked:
            client.get(INBOX)
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]


def test_after_the_purge_the_page_says_so() -> None:
    reply = make_reply()
    Reply.objects.update(at=timezone.now() - timedelta(days=366))
    replies.purge()
    page = source(signed_in(make_user(Role.AUDITOR)).get(address(reply)))
    assert "Siti" not in page
    assert "Data pribadi" in page
    assert "Gugur" in page


def test_the_desk_is_told_when_an_answer_not_yet_with_readers_is_deleted() -> None:
    editor = make_user(Role.EDITOR)
    reply = replies.accept(make_reply(), by=editor)
    words, client = "dihapus bersama data pengirimnya", signed_in(editor)
    assert words not in source(client.get(address(reply)))
    story = replies.begin_answer(reply, by=editor)
    page = source(client.get(address(reply)))
    assert words in page
    assert local.moment(reply.at + timedelta(days=365)) in page
    publish(story)
    assert words not in source(client.get(address(reply)))


@pytest.mark.parametrize("query", ["?q=Siti", "?state=received", "?q=%00"])
def test_the_inbox_is_searched_and_narrowed(query: str) -> None:
    make_reply()
    answer = signed_in(make_user(Role.EDITOR)).get(INBOX + query, follow=True)
    assert [row.name for row in answer.context["cl"].result_list] == ["Siti Aminah"]


def test_nobody_guesses_at_an_address_by_the_list() -> None:
    answer = signed_in(make_user(Role.EDITOR)).get(INBOX + "?email__startswith=s")
    assert answer.status_code == 400


def test_a_notification_leads_to_the_reply() -> None:
    editor = make_user(Role.EDITOR)
    reply = make_reply()
    row = Notification.objects.get(person=editor, kind="reply")
    client = signed_in(editor)
    way = reverse("admin:notification", args=[row.pk])
    assert way in source(client.get("/admin/pemberitahuan/"))
    assert client.get(way)["Location"] == address(reply)


def test_a_reply_that_is_not_there_is_not_found() -> None:
    assert signed_in(make_user(Role.EDITOR)).get(INBOX + "99/change/").status_code == 404
    assert signed_in(make_user(Role.EDITOR)).get(INBOX + "x/change/").status_code == 404

"""Remarks on the desk's screens: in the margin, and on the page where they are written."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import clock
from accounts.models import User
from accounts.roles import Role
from articles import remarks
from articles.models import Desk, Remark, Story
from tests.admin.desk import address, signed_in
from tests.factories import make_agency, make_story, make_user

pytestmark = pytest.mark.django_db


def page_of(story: Story) -> str:
    return reverse("admin:articles_story_remarks", args=[story.pk])


def drawn(user: User, at: str) -> str:
    return signed_in(user).get(at).content.decode()


def send(story: Story, by: User, **data: Any) -> str:
    return signed_in(by).post(page_of(story), data, follow=True).content.decode()


@pytest.fixture
def editor() -> User:
    return make_user(Role.EDITOR, name="Sasmita Ardhani", username="redaktur")


def test_a_remark_is_written_answered_resolved_and_reopened_by_plain_forms(editor: User) -> None:
    story = make_story(by=(writer := make_user(name="Herlina")))
    answer = signed_in(editor).post(page_of(story), {"text": "Dari mana angka ini?"})
    remark = Remark.objects.get()
    assert answer.headers["Location"] == f"{page_of(story)}#remark-{remark.pk}"
    assert "Dari BPS." in send(story, writer, text="Dari BPS.", thread=remark.pk)
    assert Remark.objects.get(text="Dari BPS.").thread == remark
    assert "Diselesaikan Sasmita Ardhani" in send(story, editor, resolve=remark.pk)
    assert "Diselesaikan" not in send(story, writer, reopen=remark.pk)


def test_what_is_refused_stands_in_its_field_again(editor: User) -> None:
    story = make_story()
    remark = remarks.write(story, "Dari mana?", by=editor).remark
    long = "a" * 2001
    page = send(story, editor, text=long, thread=remark.pk)
    assert f'name="text" rows="2" maxlength="2000">{long}</textarea>' in page
    assert page.count(long) == 1
    assert "paling banyak 2000 huruf" in page
    assert f'aria-describedby="how">{long}</textarea>' in send(story, editor, text=long)
    assert "Tulis dahulu catatannya." in send(story, editor, text=" ")
    assert Remark.objects.count() == 1


def test_the_writer_is_told_which_name_nobody_heard(editor: User) -> None:
    make_user(Role.CONTRIBUTOR, username="tamu", agency=make_agency())
    page = send(make_story(agency=make_agency()), editor, text="@tamu dan @redaktur, mohon cek.")
    assert "Tidak ada orang bernama @tamu yang dapat melihat berita ini" in page
    assert '<b class="mention">@redaktur</b>' in page
    assert '<b class="mention">@tamu</b>' not in page


def test_a_remark_is_text_and_never_markup(editor: User) -> None:
    story = make_story()
    remarks.write(story, "<script>x</script> & @redaktur<b>", by=editor)
    for at in (page_of(story), address(story), f"{address(story)[:-7]}history/"):
        page = drawn(editor, at)
        assert "&lt;script&gt;x&lt;/script&gt; &amp; " in page
        assert "<script>x" not in page


def test_the_remarks_of_another_agencys_story_are_neither_read_nor_written(editor: User) -> None:
    story = make_story(agency=make_agency(), headline="Rahasia dinas")
    remark = remarks.write(story, "Jangan bocor", by=editor).remark
    stranger = make_user(Role.CONTRIBUTOR, agency=make_agency())
    client = signed_in(stranger)
    for answer in (
        client.get(page_of(story), follow=True),
        client.post(page_of(story), {"text": "Halo"}, follow=True),
        client.post(page_of(story), {"resolve": remark.pk}, follow=True),
    ):
        page = answer.content.decode()
        assert answer.redirect_chain[-1][0] == "/admin/articles/story/"
        assert "Berita itu tidak ada, atau bukan untuk meja Anda." in page
        assert "Jangan bocor" not in page
        assert "Rahasia dinas" not in page
    assert Remark.objects.get().resolved_at is None
    assert signed_in(make_user(Role.ADMIN)).get(page_of(story)).status_code == 403


def test_a_thread_of_another_story_is_not_touched_from_here(editor: User) -> None:
    theirs = remarks.write(make_story(), "Dari mana?", by=editor).remark
    mine = make_story(by=editor)
    for number in (theirs.pk, 0, "9" * 30, "x", "\u00b2"):
        send(mine, editor, resolve=number)
        send(mine, editor, text=f"Jawab {number}", thread=number)
    theirs.refresh_from_db()
    assert theirs.resolved_at is None
    assert not theirs.answers.exists()


def test_the_margin_shows_what_is_open_and_says_how_many_while_folded(editor: User) -> None:
    story = make_story(by=(writer := make_user()))
    one = remarks.write(story, "Dari mana angka ini?", by=editor).remark
    two = remarks.write(story, "Sudah beres.", by=editor).remark
    remarks.answer(one, "Dari BPS.", by=writer)
    remarks.resolve(two, by=writer)
    auditor = make_user(Role.AUDITOR)
    for user in (writer, auditor):  # the writing screen, and the sheet in print
        page = drawn(user, address(story))
        group = page[page.index('<details class="group remarks"') :]
        group = group[: group.index("</details>")]
        assert '<span class="says">1 terbuka</span>' in group
        assert "Dari mana angka ini?" in group
        assert "Dari BPS." in group
        assert "Sudah beres." not in group
        assert f'href="{page_of(story)}"' in group
    assert 'target="_blank"' in drawn(writer, address(story))


def test_the_margin_holds_no_form_within_the_storys_form(editor: User) -> None:
    story = make_story(by=editor)
    remarks.write(story, "Dari mana?", by=editor)
    page = drawn(editor, address(story))
    form = page[page.index('id="story_form"') :]
    form = form[: form.index("</form>")]
    assert "<form" not in form
    assert 'name="text"' not in form


def test_a_story_not_yet_saved_has_no_remarks(editor: User) -> None:
    assert 'class="group remarks"' not in drawn(editor, reverse("admin:articles_story_add"))


def test_who_writes_is_shown_the_names_that_can_be_called_and_no_others(editor: User) -> None:
    agency = make_agency()
    story = make_story(by=make_user(Role.CONTRIBUTOR, agency=agency, username="warta"))
    make_user(Role.CONTRIBUTOR, agency=make_agency(), username="tamu")
    make_user(Role.REPORTER, username="lain")
    make_user(Role.AUDITOR, username="periksa")
    page = drawn(editor, page_of(story))
    names = re.findall(r'<li data-name="([^"]+)">', page)
    assert set(names) == {"warta", "periksa"}
    for name in names:
        assert f"@{name}" in page
        assert remarks.write(story, f"@{name}: mohon cek.", by=editor).unheard == []


def test_an_auditor_reads_remarks_and_is_offered_nothing_to_write(editor: User) -> None:
    story, auditor = make_story(by=editor), make_user(Role.AUDITOR)
    open_one = remarks.write(story, "Dari mana?", by=editor).remark
    done = remarks.write(story, "Sudah.", by=editor).remark
    remarks.resolve(done, by=editor)
    page = drawn(auditor, page_of(story))
    main = page[page.index('id="content"') :]
    assert "Dari mana?" in main
    assert "Sudah." in main
    assert "<textarea" not in main
    assert "data-name" not in main
    assert "Semua catatan" in drawn(auditor, address(story))
    for data in ({"text": "Halo"}, {"resolve": open_one.pk}, {"reopen": done.pk}):
        assert "Peran Anda membaca catatan" in send(story, auditor, **data)
    assert Remark.objects.filter(resolved_at=None).get() == open_one


# One time line


def rows(story: Story, user: User) -> list[str]:
    """The history as one reads it, newest first, without its times."""
    page = drawn(user, reverse("admin:articles_story_history", args=[story.pk]))
    ledger = page[page.index('<ol class="ledger">') : page.index("</ol>", page.index("ledger"))]
    found = []
    for html in re.findall(r"<li.*?</li>", ledger, re.S):
        row = re.sub(r"<time.*?</time>|<a .*?</a>", "", html, flags=re.S)
        found.append(" ".join(re.sub("<[^>]+>", " ", row).split()))
    return found


def test_the_history_is_one_list_of_all_that_happened_newest_first(editor: User) -> None:
    writer = make_user(name="Herlina")
    story = make_story(by=writer, editor=editor, desk=Desk.RELEASED)
    remark = remarks.write(story, "Angka di judul?", by=editor).remark
    remarks.answer(remark, "Sudah diganti.", by=writer)
    remarks.resolve(remark, by=editor)
    assert rows(story, editor) == [
        "Catatan diselesaikan · Sasmita Ardhani",
        "Jawaban · Herlina “Sudah diganti.”",
        "Catatan · Sasmita Ardhani “Angka di judul?”",
        "Berita diterbitkan edisi 1, biasa, dari versi 1 · Sasmita Ardhani",
        "Berita disetujui · Sasmita Ardhani",
        "Berita diajukan · Herlina",
        "Versi 1 disimpan · Herlina",
    ]


def test_what_happened_in_the_same_moment_stands_in_the_order_of_cause_and_effect(
    editor: User,
) -> None:
    with clock.at(timezone.now() - timedelta(hours=1)):
        story = make_story(editor=editor, desk=Desk.RELEASED)
    told = [row.partition(" · ")[0] for row in rows(story, editor)]
    assert told == [
        "Berita diterbitkan edisi 1, biasa, dari versi 1",
        "Berita disetujui",
        "Berita diajukan",
        "Versi 1 disimpan",
    ]


def test_each_row_leads_to_what_it_tells_of(editor: User) -> None:
    story = make_story(by=editor)
    remark = remarks.write(story, "Dari mana?", by=editor).remark
    page = drawn(editor, (history := reverse("admin:articles_story_history", args=[story.pk])))
    assert f'href="{history}1/"' in page
    assert f'href="{page_of(story)}#remark-{remark.pk}"' in page


def test_the_history_takes_as_many_queries_for_much_as_for_little(editor: User) -> None:
    story = make_story(by=editor)
    client = signed_in(editor)
    history = reverse("admin:articles_story_history", args=[story.pk])

    def queries() -> int:
        for n in range(3):
            text = f"Nomor {Remark.objects.count()} {n}"
            remarks.resolve(remarks.write(story, text, by=editor).remark, by=editor)
        client.get(history)
        with CaptureQueriesContext(connection) as seen:
            client.get(history)
        return len(seen)

    assert queries() == queries()


def test_the_page_takes_as_many_queries_for_much_as_for_little(editor: User) -> None:
    story = make_story(by=editor)
    client = signed_in(editor)

    def queries() -> int:
        for n in range(3):
            remark = remarks.write(story, f"@redaktur {Remark.objects.count()}", by=editor).remark
            remarks.answer(remark, f"Ya {n}.", by=editor)
        client.get(page_of(story))
        with CaptureQueriesContext(connection) as seen:
            client.get(page_of(story))
        return len(seen)

    assert queries() == queries()

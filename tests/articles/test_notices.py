"""Corrections, withdrawals and returns, as verbs; and what a single person may publish."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import clock
from accounts.models import User
from accounts.roles import Role
from articles import (
    addresses,
    emergencies,
    integrity,
    notices,
    publishing,
    shelves,
    workflow,
)
from articles.models import (
    Correction,
    CorrectionKind,
    Desk,
    Edition,
    EditionKind,
    Ground,
    Public,
    Revision,
    Story,
    Withdrawal,
)
from articles.notices import Wording
from articles.workflow import Refused
from tests.factories import (
    approved_anew,
    edit,
    make_agency,
    make_edition,
    make_story,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

ERRATUM = Wording(CorrectionKind.ERRATUM, was="40 orang", now="14 orang")


def with_change(**fields: str) -> tuple[Story, User]:
    """A published story whose changed text is approved, and an editor."""
    editor = make_user(Role.EDITOR)
    return approved_anew(make_story(desk=Desk.RELEASED), editor=editor, **fields), editor


def withdrawn(ground: Ground = Ground.CHILD, *, neutral: bool = False) -> Withdrawal:
    edition = make_edition()
    return notices.withdraw(
        edition.story,
        ground=ground,
        reason="Menyebut nama anak.",
        neutral=neutral,
        by=make_user(Role.CHIEF),
        seen=1,
    )


def test_a_correction_keeps_the_address_and_tells_what_stood_there() -> None:
    story, editor = with_change()
    first = story.editions.get()
    edition = notices.correct(story, ERRATUM, by=editor, seen=2)
    assert (edition.slug, edition.kind) == (first.slug, EditionKind.CORRECTION)
    told = edition.printed["notices"][0]
    assert (told["kind"], told["was"], told["now"]) == ("erratum", "40 orang", "14 orang")
    assert edition.updated_at == edition.live_from
    assert Correction.objects.get().is_genuine
    assert list(integrity.faults()) == []


@pytest.mark.parametrize(
    ("wording", "reason"),
    [
        (Wording(CorrectionKind.ERRATUM, was="40"), "what stood there"),
        (Wording(CorrectionKind.UPDATE), "what is new"),
        (replace(ERRATUM, substantial=True), "apology"),
    ],
)
def test_a_notice_owes_readers_its_words(wording: Wording, reason: str) -> None:
    story, editor = with_change()
    with pytest.raises(Refused, match=reason):
        notices.correct(story, wording, by=editor, seen=2)
    assert story.editions.count() == 1


def test_a_published_text_changes_without_a_notice_only_cosmetically_and_with_a_reason() -> None:
    story, editor = with_change()
    with pytest.raises(Refused, match="correct it"):
        publishing.publish(story, by=editor, seen=2)
    with pytest.raises(Refused, match="Write the reason"):
        publishing.cosmetic(story, reason=" ", by=editor, seen=2)
    edition = publishing.cosmetic(story, reason="Ejaan.", by=editor, seen=2)
    assert (edition.reason, edition.updated_at) == ("Ejaan.", None)


def test_the_difference_is_what_changed_with_some_words_around_it() -> None:
    story, _editor = with_change(body="<p>Warga desa menerima uang dari pemerintah provinsi.</p>")
    live = story.editions.get()
    was, now = notices.difference(story, live)
    assert "bantuan" in was
    assert "uang" in now


def test_a_text_cut_into_other_paragraphs_has_no_other_words() -> None:
    story, _editor = with_change(
        body="<p>Warga desa menerima bantuan dari</p><p>pemerintah provinsi. "
        "Bantuan tiba pagi hari.</p>"
    )
    assert notices.difference(story, story.editions.get()) == ("", "")


def test_the_first_of_two_changes_in_a_long_text_is_the_one_that_is_shown() -> None:
    words = [f"kata{number}" for number in range(2000)]
    story = make_story(desk=Desk.RELEASED, body=f"<p>{' '.join(words)}</p>")
    words[700], words[1900] = "lain", "juga"
    story = edit(story, by=story.created_by, body=f"<p>{' '.join(words)}</p>")
    was, now = notices.difference(story, story.editions.get())
    assert was == "kata697 kata698 kata699 kata700 kata701 kata702 kata703"
    assert now == was.replace("kata700", "lain")


def test_a_correction_whose_notice_was_taken_away_is_named() -> None:
    story, editor = with_change()
    notices.correct(story, ERRATUM, by=editor, seen=2)
    Correction.objects.all()._raw_delete("default")
    assert any("the notice of its correction is gone" in fault for fault in integrity.faults())


def test_a_withdrawn_story_is_nowhere_but_in_its_notice() -> None:
    withdrawal = withdrawn()
    slug = withdrawal.edition.slug
    assert addresses.resolve(slug) == addresses.Withdrawn(withdrawal)
    assert list(Edition.objects.live()) == []
    story = Story.objects.get()
    assert (story.desk, workflow.public_of(story)) == (Desk.DRAFT, Public.WITHDRAWN)
    assert list(integrity.faults()) == []


def test_a_forged_withdrawal_says_nothing_and_is_named() -> None:
    withdrawal = withdrawn()
    Withdrawal.objects.update(reason="Slot gacor.")
    assert addresses.resolve(withdrawal.edition.slug) == addresses.Suspect(withdrawal.edition)
    assert any("notice" in fault for fault in integrity.faults())


def test_a_withdrawal_that_was_undone_by_sql_is_named() -> None:
    withdrawal = withdrawn()
    Withdrawal.objects.all()._raw_delete("default")
    Edition.objects.filter(pk=withdrawal.edition_id).update(live_until=None)
    assert any("the withdrawal of edition 1 is gone" in fault for fault in integrity.faults())


def test_editors_cannot_withdraw_and_admins_only_what_was_published_without_authority() -> None:
    edition = make_edition()
    editor, admin = make_user(Role.EDITOR), make_user(Role.ADMIN)
    withdraw = notices.withdraw
    with pytest.raises(Refused, match="role"):
        withdraw(edition.story, ground=Ground.CHILD, reason="Salah.", by=editor, seen=1)
    with pytest.raises(Refused, match="editor-in-chief"):
        withdraw(edition.story, ground=Ground.CHILD, reason="Salah.", by=admin, seen=1)
    withdraw(edition.story, ground=Ground.UNAUTHORISED, reason="Disusupi.", by=admin, seen=1)
    assert list(Edition.objects.live()) == []


def test_an_admin_learns_nothing_of_what_readers_do_not_have() -> None:
    story, admin = make_story(), make_user(Role.ADMIN)
    with pytest.raises(Refused) as no:
        notices.withdraw(story, ground=Ground.UNAUTHORISED, reason="Uji.", by=admin, seen=1)
    assert no.value.reasons == ["You cannot see this story."]


def test_a_withdrawn_story_returns_newly_approved_at_its_address_with_a_public_note() -> None:
    withdrawal, editor = withdrawn(), make_user(Role.EDITOR)
    story = approved_anew(withdrawal.story, headline="Tanpa nama anak")
    for by, note in ((editor, "Disamarkan."), (make_user(Role.CHIEF), " ")):
        with pytest.raises(Refused):
            notices.republish(story, note=note, by=by, seen=2)
    chief = make_user(Role.CHIEF)
    edition = notices.republish(story, note="Namanya disamarkan.", by=chief, seen=2)
    assert addresses.resolve(withdrawal.edition.slug) == addresses.Live(edition)
    assert edition.printed["notices"][0]["note"] == "Namanya disamarkan."
    assert list(integrity.faults()) == []


def test_an_emergency_is_one_chiefs_word_and_stays_listed_until_somebody_else_approves() -> None:
    chief, editor = make_user(Role.CHIEF), make_user(Role.EDITOR)
    story = make_story(by=chief)
    with pytest.raises(Refused, match="role"):
        emergencies.publish(story, reason="Banjir.", by=editor, seen=1)
    edition = emergencies.publish(story, reason="Banjir bandang.", by=chief, seen=1)
    assert list(Edition.objects.live()) == [edition]
    assert emergencies.waiting() == emergencies.urgent() == [edition]
    with pytest.raises(Refused, match="somebody else judges"):
        emergencies.endorse(story, by=chief, seen=1)
    emergencies.endorse(story, by=editor, seen=1)
    assert emergencies.waiting() == []
    assert list(integrity.faults()) == []


def test_nobody_approves_an_emergency_by_a_text_that_readers_do_not_have() -> None:
    chief, editor = make_user(Role.CHIEF), make_user(Role.EDITOR)
    story = make_story(by=chief)
    emergencies.publish(story, reason="Banjir.", by=chief, seen=1)
    edit(story, by=chief, headline="Naskah lain")
    with pytest.raises(Refused, match="no longer the one readers have"):
        emergencies.endorse(story, by=editor, seen=2)
    assert len(emergencies.waiting()) == 1


def test_the_same_text_is_no_second_emergency() -> None:
    chief, other = make_user(Role.CHIEF), make_user(Role.CHIEF)
    story = make_story(by=chief)
    emergencies.publish(story, reason="Banjir.", by=chief, seen=1)
    emergencies.object_to(story, note="Lokasinya keliru.", by=other, seen=1)
    with pytest.raises(Refused, match="exactly this text"):
        emergencies.publish(story, reason="Banjir.", by=other, seen=1)
    assert len(emergencies.waiting()) == 1


def test_who_published_an_emergency_does_not_approve_it_by_an_earlier_word() -> None:
    chief = make_user(Role.CHIEF)
    story = make_story(desk=Desk.APPROVED, editor=chief)
    emergencies.publish(story, reason="Banjir.", by=chief, seen=1)
    assert len(emergencies.waiting()) == 1


@pytest.mark.parametrize(("by_another", "waits"), [(True, False), (False, True)])
def test_a_word_of_somebody_else_given_days_ago_is_not_read_again(
    by_another: bool, waits: bool
) -> None:
    chief, editor = make_user(Role.CHIEF), make_user(Role.EDITOR)
    with clock.at(timezone.now() - timedelta(days=3)):
        story = make_story(desk=Desk.APPROVED, editor=chief)
        edition = emergencies.publish(story, reason="Banjir.", by=chief, seen=1)
        if by_another:
            emergencies.endorse(story, by=editor, seen=1)
    with CaptureQueriesContext(connection) as queries:
        assert emergencies.waiting() == ([edition] if waits else [])
    assert len(queries) == (2 if waits else 1)


def test_an_emergency_is_not_made_of_a_text_that_somebody_forged() -> None:
    chief = make_user(Role.CHIEF)
    story = make_story(by=chief)
    forged = replace(story.content, body="<p>Slot gacor.</p>")
    Revision.objects.filter(story=story).update(content=forged.as_json())
    with pytest.raises(Refused, match="not as it was saved"):
        emergencies.publish(story, reason="Banjir.", by=chief, seen=1)


def test_an_objection_gives_the_story_back_to_whoever_began_it() -> None:
    chief, editor, other = make_user(Role.CHIEF), make_user(Role.EDITOR), make_user(Role.EDITOR)
    story = make_story(by=chief)
    workflow.hand(story, to=other, by=editor, seen=1)
    emergencies.publish(story, reason="Banjir.", by=chief, seen=1)
    assert emergencies.object_to(story, note="Keliru.", by=editor, seen=1).holder == chief


def test_an_erratum_needs_a_text_that_says_something_else() -> None:
    chief, editor = make_user(Role.CHIEF), make_user(Role.EDITOR)
    story = make_story(by=chief)
    emergencies.publish(story, reason="Banjir.", by=chief, seen=1)
    emergencies.object_to(story, note="Keliru.", by=editor, seen=1)
    workflow.submit(story, by=chief, seen=1)
    workflow.approve(story, by=editor, seen=1)
    with pytest.raises(Refused, match="exactly this text"):
        notices.correct(story, ERRATUM, by=editor, seen=1)


def test_an_objection_leaves_an_emergency_listed_until_readers_have_another_text() -> None:
    chief, editor = make_user(Role.CHIEF), make_user(Role.EDITOR)
    story = make_story(by=chief)
    emergencies.publish(story, reason="Banjir.", by=chief, seen=1)
    story = emergencies.object_to(story, note="Lokasinya keliru.", by=editor, seen=1)
    assert story.desk == Desk.RETURNED
    assert len(emergencies.waiting()) == 1
    story = approved_anew(story, editor=editor, headline="Lokasi yang benar")
    notices.correct(story, ERRATUM, by=editor, seen=2)
    assert emergencies.waiting() == []


def test_a_story_off_the_lists_keeps_its_page_and_three_old_addresses_lead_in_one_hop() -> None:
    story, editor = make_story(desk=Desk.RELEASED), make_user(Role.EDITOR)
    old = [story.editions.get().slug]
    publishing.unlist(story, reason="Uji.", by=editor, seen=1)
    for slug in ("alamat-dua", "alamat-tiga", "alamat-empat"):
        edition = publishing.readdress(story, slug=slug, reason="Nama.", by=editor, seen=1)
        old.append(slug)
    assert not edition.listed
    assert addresses.resolve(old.pop()) == addresses.Live(edition)
    moved = addresses.Moved("/berita/alamat-empat")
    assert [addresses.resolve(slug) for slug in old] == [moved] * 3
    assert list(integrity.faults()) == []
    with pytest.raises(Refused, match="Another story"):
        publishing.readdress(
            make_edition().story, slug="alamat-dua", reason="Uji.", by=editor, seen=1
        )


def forge(revision: Revision) -> None:
    forged = replace(revision.text, headline="Slot gacor", body="<p>Slot gacor.</p>")
    Revision.objects.filter(pk=revision.pk).update(content=forged.as_json())


@pytest.mark.parametrize("move", ["unlist", "readdress", "reschedule"])
def test_no_edition_is_made_of_a_text_that_was_forged_after_its_first_one(move: str) -> None:
    editor, later = make_user(Role.EDITOR), timezone.now() + timedelta(hours=2)
    if move == "reschedule":
        story = make_story(desk=Desk.APPROVED)
        publishing.schedule(story, at=later - timedelta(hours=1), by=editor, seen=1)
    else:
        story = make_story(desk=Desk.RELEASED)
    forge(story.revisions.get())
    acts: dict[str, Callable[[], object]] = {
        "unlist": lambda: publishing.unlist(story, reason="Uji.", by=editor, seen=1),
        "readdress": lambda: publishing.readdress(
            story, slug="alamat-lain", reason="Uji.", by=editor, seen=1
        ),
        "reschedule": lambda: publishing.reschedule(story, at=later, by=editor, seen=1),
    }
    with pytest.raises(Refused, match="not as it was saved"):
        acts[move]()
    assert story.editions.count() == 1


def test_nothing_is_built_upon_a_false_edition_behind_a_schedule_that_was_taken_back() -> None:
    story, editor = with_change()
    corrected = notices.correct(story, ERRATUM, by=editor, seen=2)
    story = approved_anew(story)
    at = timezone.now() + timedelta(hours=1)
    publishing.schedule(story, at=at, by=editor, seen=3, reason="Ejaan.")
    publishing.unschedule(story, by=editor, seen=3)
    silenced = corrected.printed | {"notices": []}
    Edition.objects.filter(pk=corrected.pk).update(printed=silenced)
    with pytest.raises(Refused, match="edition before"):
        publishing.cosmetic(story, reason="Ejaan.", by=editor, seen=3)


def test_the_same_text_off_the_lists_keeps_the_names_that_were_printed() -> None:
    agency, editor = make_agency("Dinsos", name="Dinas Sosial"), make_user(Role.EDITOR)
    story = make_story(desk=Desk.RELEASED, agencies=[agency])
    agency.name = "Dinas Sosial dan Pemberdayaan"
    shelves.keep(agency, by=None)
    edition = publishing.unlist(story, reason="Uji.", by=editor, seen=1)
    assert edition.printed["agencies"][0]["name"] == "Dinas Sosial"
    assert list(integrity.faults()) == []

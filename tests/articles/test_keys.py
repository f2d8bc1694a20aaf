"""The key: a wrong one stops the start, and a new one may seal again what an old one sealed."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries, Settings

from accounts import keyring
from accounts.models import AuditEntry, AuditHead
from accounts.roles import Role
from articles import checks, integrity, notices, resealing
from articles.models import (
    Correction,
    CorrectionKind,
    Desk,
    Edition,
    Ground,
    Story,
    Withdrawal,
)
from tests.factories import approved_anew, make_edition, make_story, make_user, publish_again

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def edition() -> Edition:
    """The newer of two editions of a story."""
    return publish_again(make_edition().story)


def faults() -> list[str]:
    return list(integrity.faults())


def falsify(*editions: int) -> None:
    """All, or those of the given ids."""
    rows = Edition.objects.filter(pk__in=editions) if editions else Edition.objects.all()
    rows.update(headline="Palsu")


def test_the_key_fits_an_empty_site() -> None:
    assert integrity.key_fits()


def test_a_wrong_key_is_told_by_check_worker_and_demo(edition: Edition, settings: Settings) -> None:
    assert checks.key_fits(databases=["default"]) == []
    settings.EDITION_KEYS = ["another"]
    assert not integrity.key_fits()
    assert [error.id for error in checks.key_fits(databases=["default"])] == ["newsroom.E001"]
    assert checks.key_fits(databases=None) == []  # no database was asked for
    for command in (["work", "--once"], ["demo"]):
        with pytest.raises(CommandError, match="EDITION_KEY"):
            call_command(*command, stdout=StringIO())


@pytest.mark.parametrize("first", [1, -100])
def test_rows_put_in_at_one_end_are_not_taken_for_a_wrong_key(first: int, edition: Edition) -> None:
    forged, end = Edition.objects.get(pk=edition.pk), edition.pk if first > 0 else 0
    for number in range(integrity.SOME + 2):
        forged.pk, forged.number, forged.seal = end + first + number, 10 + number, "palsu"
        forged.live_until = forged.live_from  # it never went live: no overlap
        Edition.objects.bulk_create([forged])
    assert integrity.key_fits()


def test_where_every_edition_is_false_the_trail_tells_that_the_key_is_right(
    edition: Edition,
) -> None:
    falsify()
    assert integrity.key_fits()


def test_a_wrong_key_fits_no_end_of_the_editions_and_no_trail(
    edition: Edition, settings: Settings
) -> None:
    settings.EDITION_KEYS = ["another"]
    assert not integrity.key_fits()


def test_whether_the_key_fits_is_never_a_scan(
    edition: Edition, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    falsify()
    with django_assert_max_num_queries(3) as captured:
        integrity.key_fits()
    assert all("LIMIT" in query["sql"] for query in captured.captured_queries)


def _reseal(old: str) -> str:
    out = StringIO()
    call_command("reseal", f"--from={old}", "--site-is-stopped", stdout=out)
    return out.getvalue()


def test_resealing_brings_everything_under_the_newest_key(
    edition: Edition, settings: Settings
) -> None:
    old = settings.EDITION_KEYS[0]
    settings.EDITION_KEYS = ["another"]
    assert faults()
    assert "2 editions, 2 revisions, 2 approvals" in _reseal(old)
    assert faults() == []
    assert Edition.objects.live().get().headline == edition.headline
    assert AuditEntry.objects.first().action == "edition.reseal"  # type: ignore[union-attr]
    assert AuditHead.objects.get().seal == AuditEntry.objects.first().seal  # type: ignore[union-attr]


def test_resealing_brings_corrections_and_withdrawals_along(settings: Settings) -> None:
    chief, editor = make_user(Role.CHIEF), make_user(Role.EDITOR)
    story = approved_anew(make_story(desk=Desk.RELEASED), editor=editor)
    update = notices.Wording(CorrectionKind.UPDATE, note="Jumlahnya bertambah.")
    notices.correct(story, update, by=editor, seen=2)
    ground = Ground.PRESS_COUNCIL
    notices.withdraw(story, ground=ground, reason="Putusan Dewan Pers.", by=chief, seen=2)
    settings.EDITION_KEYS = ["another", *settings.EDITION_KEYS]
    _reseal(settings.EDITION_KEYS.pop())
    assert faults() == []
    assert Correction.objects.get().is_genuine
    assert Withdrawal.objects.get().is_genuine


def test_resealing_goes_on_through_a_chain_of_both_keys(
    edition: Edition, settings: Settings
) -> None:
    old = settings.EDITION_KEYS[0]
    settings.EDITION_KEYS = ["another", old]
    publish_again(Story.objects.get())
    _reseal(old)
    settings.EDITION_KEYS = ["another"]
    assert faults() == []


def test_what_was_false_under_the_old_key_stays_false(edition: Edition, settings: Settings) -> None:
    falsify(edition.pk)
    old = settings.EDITION_KEYS[0]
    settings.EDITION_KEYS = ["another"]
    _reseal(old)
    assert any("edition 2: its seal does not fit" in fault for fault in faults())


def test_a_key_that_sealed_nothing_makes_nothing_true(edition: Edition, settings: Settings) -> None:
    settings.EDITION_KEYS = ["another"]
    made = resealing.reseal("a third")
    assert (made["editions"], made["approvals"], made["entries"]) == (0, 0, 0)
    assert faults()


def test_resealing_waits_until_somebody_says_that_the_site_is_stopped(
    edition: Edition, settings: Settings
) -> None:
    settings.EDITION_KEYS = ["another", old := settings.EDITION_KEYS[0]]
    with pytest.raises(CommandError, match="--site-is-stopped"):
        call_command("reseal", f"--from={old}")
    assert not AuditEntry.objects.filter(action="edition.reseal").exists()


@pytest.mark.parametrize("old", ["", "the newest"])
def test_resealing_from_no_key_or_the_newest_is_refused(old: str, settings: Settings) -> None:
    settings.EDITION_KEYS = ["the newest"]
    with pytest.raises(CommandError, match="nothing to do"):
        _reseal(old)


def test_keys_given_by_hand_are_the_only_ones_tried(settings: Settings) -> None:
    made = keyring.sign("edition", 1)
    assert keyring.fits("edition", 1, made)
    assert not keyring.fits("edition", 1, made, keys=["another"])

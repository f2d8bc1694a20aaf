"""What went wrong, on the board: who is told of it, and who may settle it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from accounts.roles import Role
from articles import jobs
from articles.admin.board.troubles import KINDS, MOST
from articles.management.commands.work import WORKS
from articles.models import Edition, Job, StandingFinding
from articles.models.job import FAILING
from tests.admin.desk import signed_in
from tests.factories import make_edition, make_user, publish_again

pytestmark = pytest.mark.django_db


def failing(key: str = "satu", kind: str = "mail", **fields: object) -> Job:
    jobs.enqueue(kind, key, {})
    fields = {"attempts": FAILING, "error": "SMTPDataError: (554, b'no')"} | fields
    Job.objects.filter(key=key).update(**fields)
    return Job.objects.get(key=key)


SEE = {Role.EDITOR, Role.CHIEF, Role.ADMIN, Role.AUDITOR}


@pytest.mark.parametrize("role", list(Role))
def test_what_failed_is_told_to_those_who_watch_and_settled_by_those_who_lead(role: Role) -> None:
    failing()
    failing("dua", lapsed_at=timezone.now(), attempts=1)
    page = signed_in(make_user(role)).get("/admin/").content.decode()
    told, leads = role in SEE, role in {Role.CHIEF, Role.ADMIN}
    assert ("Surat dan tugas yang gagal" in page) is told
    assert page.count("Server surel menolak surat ini.") == 2 * told
    assert page.count("Terlambat lebih dari sehari") == told
    assert ("SMTPDataError" in page, page.count("Coba lagi")) == (leads, 2 * leads)


def test_nightly_work_that_failed_is_told_of_and_has_no_buttons() -> None:
    failing(kind="integrity", error="FaultsFound: edisi 7", done_at=timezone.now())
    page = signed_in(make_user(Role.CHIEF)).get("/admin/").content.decode()
    assert "Ada yang tidak lagi sesuai dengan segelnya." in page
    assert "Coba lagi" not in page


def test_every_kind_of_job_has_its_words() -> None:
    assert set(KINDS) == set(WORKS)


def test_only_the_first_are_listed_and_all_are_counted() -> None:
    for number in range(MOST + 2):
        failing(str(number))
    shown = signed_in(make_user(Role.CHIEF)).get("/admin/").context["troubles"]
    assert (len(shown.jobs), shown.number) == (MOST, MOST + 2)


def settle(client: Client, job: Job, move: str) -> str:
    answer = client.post(reverse("admin:settle_job", args=[job.pk]), {"move": move}, follow=True)
    return answer.content.decode()


@pytest.mark.parametrize(
    ("move", "said"), [("retry", "akan dicoba lagi dalam satu menit"), ("dismiss", "Tugas ditutup")]
)
def test_a_button_settles_a_job_once(move: str, said: str) -> None:
    job, client = failing(), signed_in(make_user(Role.CHIEF))
    assert said in settle(client, job, move)
    assert "sudah ditangani" in settle(client, job, move)
    assert AuditEntry.objects.filter(action=f"job.{move}").count() == 1
    assert client.get("/admin/").context["troubles"].jobs == []


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CHIEF, Role.ADMIN}))
def test_nobody_else_settles_a_job(role: Role) -> None:
    job = failing()
    answer = signed_in(make_user(role)).post(
        reverse("admin:settle_job", args=[job.pk]), {"move": "dismiss"}
    )
    assert answer.status_code == 403
    assert Job.objects.failing().exists()


def test_a_job_is_settled_by_no_link_and_by_no_other_word() -> None:
    job, client = failing(), signed_in(make_user(Role.CHIEF))
    page = reverse("admin:settle_job", args=[job.pk])
    assert client.get(page).status_code == 405
    assert client.post(page, {"move": "delete"}).status_code == 404
    assert client.post(reverse("admin:settle_job", args=[0]), {"move": "retry"}).status_code == 404


def found_in(edition: Edition) -> StandingFinding:
    return StandingFinding.objects.create(
        edition=edition, rule="links", severity="blocks", text="Tautan rusak.", at=timezone.now()
    )


@pytest.mark.parametrize("role", list(Role))
def test_findings_in_print_are_told_to_those_who_correct(role: Role) -> None:
    found_in(make_edition())
    page = signed_in(make_user(role)).get("/admin/").content.decode()
    assert ("Tautan rusak." in page) is (role in {Role.EDITOR, Role.CHIEF})


def test_a_finding_that_was_mended_since_is_told_no_more() -> None:
    edition = make_edition()
    found_in(edition)
    publish_again(edition.story)
    shown = signed_in(make_user(Role.EDITOR)).get("/admin/").context["troubles"]
    assert (shown.findings, shown.found) == ([], 0)


@pytest.mark.parametrize("chiefs", [0, 1, 2])
def test_chiefs_and_admins_are_warned_while_fewer_than_two_chiefs_are_active(chiefs: int) -> None:
    admin = make_user(Role.ADMIN)
    active = [make_user(Role.CHIEF) for _ in range(chiefs)]
    make_user(Role.CHIEF, is_active=False)
    warned = {0: "Tidak ada pemimpin redaksi yang aktif", 1: "Hanya satu pemimpin redaksi"}
    for person in (admin, *active):
        page = signed_in(person).get("/admin/").content.decode()
        assert [words for words in warned.values() if words in page] == (
            [warned[chiefs]] if chiefs in warned else []
        )
    page = signed_in(make_user(Role.EDITOR)).get("/admin/").content.decode()
    assert not any(words in page for words in warned.values())

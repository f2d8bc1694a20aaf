"""The margin's list of what stands before publication, and the word that lets a finding stand."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.plain_admin import person
from articles import excusing
from articles.models import Story
from articles.preflight import Excusable, Finding

PRESSED = "_excuse"  # the button's name; its value is `rule|found words`


@dataclass(frozen=True)
class Row:
    """A finding as it is listed for somebody; `typed` is a reason not yet used."""

    finding: Finding
    anchor: str
    may_excuse: bool
    typed: str

    @property
    def confirms(self) -> bool:
        return self.finding.excusable is Excusable.APPROVER


def rows(
    request: HttpRequest, story: Story, findings: Iterable[Finding], *, has_fields: bool
) -> list[Row]:
    """One query at most, for whoever saved the newest revision."""
    return [
        Row(
            finding,
            _anchor(finding) if has_fields else "",
            excusing.may_excuse(story, finding, person(request)),
            request.POST.get(_field(finding.rule), ""),
        )
        for finding in findings
    ]


def _anchor(finding: Finding) -> str:
    return "cke_id_body" if finding.field == "body" else f"id_{finding.field}"


def _field(rule: str) -> str:
    return f"excuse_{rule}"


def reason(post: QueryDict) -> str:
    """What was typed beside the button that was pressed."""
    return post.get(_field(_pressed(post)[0]), "").replace("\x00", "")


def _pressed(post: QueryDict) -> tuple[str, str]:
    """The rule and the found words that the button names."""
    rule, _bar, found = post.get(PRESSED, "").replace("\x00", "").partition("|")
    return rule, found


def excuse(post: QueryDict, story: Story, *, by: User) -> str:
    """Let the finding stand whose button was pressed. Answers what was done in words."""
    rule, found = _pressed(post)
    excusing.excuse(story, rule, found, reason=reason(post), by=by, seen=story.version)
    return _("The finding may stand; it is listed with your name.")

"""Who may do what: one table, brought into the database by `manage sync_roles`.

Permissions that end in `_desk` say which unpublished stories a person sees:
`see_desk` all of them, `see_agency_desk` those of their own agency and its units.
Without either, only stories in whose byline they stand, that they began or were handed.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """From the least to the mightiest; nobody grants a role above their own."""

    CONTRIBUTOR = "contributor", _("Contributor")
    REPORTER = "reporter", _("Reporter")
    PHOTOGRAPHER = "photographer", _("Photographer")
    AUDITOR = "auditor", _("Auditor")
    EDITOR = "editor", _("Editor")
    CHIEF = "chief", _("Editor-in-chief")
    ADMIN = "admin", _("Admin")


def _may(verbs: str, *nouns: str) -> set[str]:
    return {f"articles.{verb}_{noun}" for verb in verbs.split() for noun in nouns}


LOOK_UP = _may("view", "section", "tag", "agency", "author", "photo")
WRITE = LOOK_UP | _may("view add change submit confirm embargo", "story") | {"articles.add_photo"}
EDIT = (
    WRITE
    | _may("return approve publish hand correct cancel", "story")
    | _may("add change", "tag", "author", "photo")
    | {"articles.see_desk", "articles.lift_embargo"}
    | _may("view decide", "reply")
    | {"articles.view_job"}
)
LEAD = (
    EDIT
    | _may("emergency withdraw republish", "story")
    | _may("add change", "section", "agency")
    | {"accounts.view_auditentry", "articles.settle_job"}
)

PERMISSIONS: dict[Role, set[str]] = {
    Role.CONTRIBUTOR: WRITE | {"articles.see_agency_desk"},
    Role.REPORTER: WRITE,
    Role.PHOTOGRAPHER: LOOK_UP | _may("add change", "photo") | _may("view confirm", "story"),
    Role.AUDITOR: LOOK_UP
    | {
        "articles.view_job",
        "articles.view_reply",
        "articles.view_story",
        "articles.see_desk",
        "accounts.view_user",
        "accounts.view_auditentry",
    },
    Role.EDITOR: EDIT,
    Role.CHIEF: LEAD,
    Role.ADMIN: {
        "accounts.view_user",
        "accounts.add_user",
        "accounts.change_user",
        "accounts.view_auditentry",
        "articles.view_agency",
        "articles.view_author",
        "articles.add_author",
        "articles.change_author",
        "articles.view_job",
        "articles.settle_job",
        "articles.withdraw_unauthorised",
    },
}

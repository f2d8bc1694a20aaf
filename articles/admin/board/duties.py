"""What somebody comes for who moves no story; whoever may move one has it waiting instead."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from accounts.models import User

# Permission, where it leads, its name, what is done there.
DUTIES: list[tuple[str, str, Any, Any]] = [
    (
        "articles.view_story",
        "admin:articles_story_changelist",
        gettext_lazy("Stories"),
        gettext_lazy("Read every story, its revisions and who approved them."),
    ),
    (
        "articles.withdraw_unauthorised",
        "admin:taking_down",
        gettext_lazy("Withdraw a story"),
        gettext_lazy("Take down what was published without authority."),
    ),
    (
        "accounts.change_user",
        "admin:accounts_user_changelist",
        gettext_lazy("People and roles"),
        gettext_lazy("Open and close accounts, give roles, set new passwords."),
    ),
    (
        "articles.change_author",
        "admin:articles_author_changelist",
        gettext_lazy("Authors"),
        gettext_lazy("Names as they stand with stories, and their credit codes."),
    ),
    (
        "accounts.view_auditentry",
        "admin:accounts_auditentry_changelist",
        gettext_lazy("Audit trail"),
        gettext_lazy("Who did what and when; nobody can change it."),
    ),
]


def duties(user: User) -> list[tuple[Any, Any, str]]:
    if user.has_perm("articles.confirm_story"):
        return []
    return [
        (label, says, reverse(name))
        for permission, name, label, says in DUTIES
        if user.has_perm(permission)
    ]

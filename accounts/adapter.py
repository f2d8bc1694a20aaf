"""allauth's door: nobody signs up; admins make accounts. Its sentences in the newsroom's words."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import people
from accounts.models import User

# One answer whether the name is unknown or the password wrong: nobody learns who has an account.
MISMATCH = _("This user name and password do not fit together.")


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": MISMATCH,
        "email_password_mismatch": MISMATCH,
        "invalid_login": MISMATCH,
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your present password."),
        "invalid_password_reset": _("This link has been used or is too old. Ask for a new one."),
        "too_many_login_attempts": _("Too many wrong attempts. Wait five minutes and try again."),
        "rate_limited": _("Too many attempts. Wait a few minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: User, password: str) -> None:
        """Somebody's own new password, after signing in or by the link in a letter."""
        people.set_password(user, password, by=user)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("admin:index")

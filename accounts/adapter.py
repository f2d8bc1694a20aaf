"""allauth's door: nobody signs up; admins make accounts. Its sentences in the newsroom's words."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import ratelimit
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import caller, people
from accounts.models import User

# One answer whether the name is unknown or the password wrong: nobody learns who has an account.
MISMATCH = _("This user name and password do not fit together.")
FROM_ANYWHERE = "login_failed_from_anywhere"  # a rate of ours beside those of allauth


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": MISMATCH,
        "email_password_mismatch": MISMATCH,
        "invalid_login": MISMATCH,
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your present password."),
        "invalid_password_reset": _("This link has been used or is too old. Ask for a new one."),
        "too_many_login_attempts": _(
            "Too many wrong attempts. Try again later, or ask for a link to make a new password."
        ),
        "rate_limited": _("Too many attempts. Wait a few minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return caller.address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: str) -> None:
        """Wrong passwords count by address, and by name at an address: nobody locks out somebody
        else. By name alone they stop only who guesses from many places."""
        super().pre_authenticate(request, **credentials)
        name = super()._get_login_attempts_cache_key(request, **credentials)
        if not ratelimit.consume(request, action=FROM_ANYWHERE, key=name, dry_run=True):
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: str) -> None:
        """Only a wrong password counts: who signs in from a hundred places locks out nobody."""
        super().authentication_failed(request, **credentials)
        name = super()._get_login_attempts_cache_key(request, **credentials)
        ratelimit.consume(request, action=FROM_ANYWHERE, key=name)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: str) -> str:
        name = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{name} {caller.address(request)}"

    def set_password(self, user: User, password: str) -> None:
        """Somebody's own new password, after signing in or by the link in a letter. What others
        guessed before counts no longer: so who was locked out has a way in."""
        people.set_password(user, password, by=user)
        for login in {user.username, user.email}:
            name = super()._get_login_attempts_cache_key(self.request, username=login)
            ratelimit.clear(self.request, action=FROM_ANYWHERE, key=name)
            self._delete_login_attempts_cached_email(self.request, username=login)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("admin:index")

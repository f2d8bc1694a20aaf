"""Forms by which admins make and change accounts. They gather; `people` decides and writes."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.forms import SetPasswordMixin, UsernameField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.plain_admin import RefusableForm
from accounts.roles import Role

if TYPE_CHECKING:
    PasswordMixin = SetPasswordMixin[User]
else:
    PasswordMixin = SetPasswordMixin


class RolesField(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> list[Role]:
        return [Role(name) for name in super().clean(value)]


class UserForm(RefusableForm):
    roles = RolesField(
        label=_("Roles"),
        choices=Role.choices,
        required=False,
        help_text=_(
            "Without a role nobody gets in. A contributor also needs an agency: see authors."
        ),
    )

    class Meta:
        model = User
        fields: tuple[str, ...] = ("username", "name", "email", "is_active")
        field_classes = {"username": UsernameField}
        labels = {"is_active": _("Account open")}
        help_texts = {
            "username": _("Letters, digits and @ . + - _; capitals count as small letters."),
            "is_active": _(
                "Close an account instead of deleting it: the work and the byline stay."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "roles" in self.fields:
            self.initial["roles"] = [role.value for role in self.instance.roles]
            self.fields["roles"].initial = self.initial["roles"]

    def clean_username(self) -> str:
        taken = gettext("Somebody else has this user name.")
        return self.free("username", taken, among=User.objects.all())

    def clean_email(self) -> str:
        taken = gettext("Somebody else has this e-mail address.")
        return self.free("email", taken, among=User.objects.all())


class NewPassword(PasswordMixin):
    """Two password fields and the rules of a good password."""

    error_messages = {"password_mismatch": _("The two passwords are not the same.")}


class NewUserForm(NewPassword, UserForm):
    password1 = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "At least 12 characters. Several words in a row are good and easy to keep in mind."
        ),
    )
    password2 = forms.CharField(
        label=_("Password, again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    class Meta(UserForm.Meta):
        fields = ("username", "name", "email")

    def clean(self) -> dict[str, Any] | None:
        self.validate_passwords()
        return super().clean()

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        self.validate_password_for_user(self.instance)


class PasswordForm(NewPassword, forms.Form):
    """A new password for somebody else."""

    password1 = NewUserForm.base_fields["password1"]
    password2 = NewUserForm.base_fields["password2"]

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any] | None:
        self.validate_passwords()
        self.validate_password_for_user(self.user)
        return super().clean()

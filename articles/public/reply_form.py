"""The form of the right of reply: what must be said, and a token instead of a cookie.

The public site sets no cookie (UU 27/2022: no reader is recognised), so Django's CSRF protection,
which needs one, cannot serve here. Nobody is signed in, so a foreign page gains no rights by having
a reader's browser post this form; what it could gain is that the reader's address stands for its
spam. Against that: the browser's own word on where the form came from (`hit.is_foreign`), and a
signed token with a time in it, which another site cannot make and cannot read out of ours."""

import re
import secrets
from datetime import timedelta
from typing import Any

from django import forms
from django.core.signing import BadSignature, TimestampSigner
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import markup
from articles.markup import spaces
from articles.models import Wish
from articles.models.reply import LONGEST_EMAIL, LONGEST_STATEMENT, LONGEST_TEXT
from articles.replies import Sent

OPEN = timedelta(days=1)  # how long a form may stay open before its token is over
MOST_LINKS = 3  # who sends more sends advertisements
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
PHONE = re.compile(r"\+?[\d\s().-]{6,30}")
signer = TimestampSigner(salt="articles.public.reply")


def new_token() -> str:
    return signer.sign(secrets.token_urlsafe(12))


class Line(forms.CharField):
    """One line, tidied before anything asks whether it will do."""

    def to_python(self, value: Any) -> str:
        return markup.one_line(super().to_python(value) or "")


class Text(forms.CharField):
    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return spaces.tidy(super().to_python(value) or "").strip()


class EMail(forms.EmailField):
    def to_python(self, value: Any) -> str:
        return markup.one_line(super().to_python(value) or "")


def _hinted(autocomplete: str, **more: str | int) -> dict[str, Any]:
    return {"autocomplete": autocomplete, **more}


class ReplyForm(forms.Form):
    """Field names and order are the page's; `trap` is for programs that fill in everything."""

    use_required_attribute = False  # our own sentences, all at once, are kinder than the browser's

    about = Line(
        max_length=500,
        label=_("Address of the story"),
        help_text=_("Copy it from your browser, or write the headline and the date."),
        error_messages={"required": _("Say which story it is about.")},
        widget=forms.TextInput(attrs=_hinted("off", inputmode="url")),
    )
    wish = forms.ChoiceField(
        choices=Wish,
        initial=Wish.ANSWER,
        label=_("What do you ask for?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the two."),
            "invalid_choice": _("Choose one of the two."),
        },
    )
    statement = Text(
        max_length=LONGEST_STATEMENT,
        label=_("What is wrong in the story?"),
        help_text=_("Quote the passage, and say what is wrong with it or whom it harms."),
        error_messages={"required": _("Say what is wrong in the story.")},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    text = Text(
        max_length=LONGEST_TEXT,
        label=_("Your reply, or how it should read"),
        help_text=_("As readers should read it. At most 10,000 characters, plain text."),
        error_messages={"required": _("Write your reply, or how it should read.")},
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    name = Line(
        max_length=120,
        label=_("Your name"),
        help_text=_("Stands beside the reply when it is published."),
        error_messages={"required": _("Write your name; a reply has a sender.")},
        widget=forms.TextInput(attrs=_hinted("name")),
    )
    behalf = Line(
        max_length=160,
        required=False,
        label=_("On behalf of"),
        help_text=_("A body, company or agency, if you speak for one."),
        widget=forms.TextInput(attrs=_hinted("organization")),
    )
    capacity = Line(
        max_length=120,
        required=False,
        label=_("Your capacity"),
        help_text=_("Such as head, spokesperson, lawyer."),
        widget=forms.TextInput(attrs=_hinted("organization-title")),
    )
    email = EMail(
        required=False,
        max_length=LONGEST_EMAIL,
        label=_("E-mail address"),
        error_messages={"invalid": _("This is no e-mail address. Example: nama@contoh.id")},
        widget=forms.EmailInput(attrs=_hinted("email")),
    )
    phone = Line(
        max_length=30,
        required=False,
        label=_("Telephone number"),
        widget=forms.TextInput(attrs=_hinted("tel", inputmode="tel")),
    )
    trap = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": -1, "autocomplete": "off"})
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if phone and not PHONE.fullmatch(phone):
            raise forms.ValidationError(
                gettext("This is no telephone number. Example: 0812 3456 7890")
            )
        return phone

    def clean_trap(self) -> str:
        """A browser that fills in by itself may fall into it: nobody's right is lost for that."""
        if self.cleaned_data["trap"]:
            raise forms.ValidationError(
                gettext(
                    "A field was filled in that people do not see. It is empty now: send again."
                )
            )
        return ""

    def clean_token(self) -> str:
        try:
            return signer.unsign(self.cleaned_data["token"], max_age=OPEN)
        except BadSignature as error:
            raise forms.ValidationError(
                gettext("This form was open too long. What you wrote is still here: send it again.")
            ) from error

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if not {"email", "phone"} & self.errors.keys() and not (
            cleaned["email"] or cleaned["phone"]
        ):
            words = gettext(
                "Give an e-mail address or a telephone number, so that we can reach you."
            )
            self.add_error("email", words)
        for name in ("statement", "text"):
            if len(LINK.findall(cleaned.get(name, ""))) > MOST_LINKS:
                words = gettext("At most %(most)d web addresses can stand here.") % {
                    "most": MOST_LINKS
                }
                self.add_error(name, words)
        return cleaned

    @property
    def sent(self) -> Sent:
        return Sent(**{k: v for k, v in self.cleaned_data.items() if k not in ("trap", "token")})

    @property
    def as_new(self) -> "ReplyForm":
        """The same words and mistakes with a fresh token, and the trap emptied."""
        typed = {name: spaces.tidy(self.data.get(name, "")) for name in self.fields}
        self.data = typed | {"token": new_token(), "trap": ""}
        return self

    @property
    def mistakes(self) -> list[tuple[str, str]]:
        """For the summary: the id of a field, where it has one to go to, and its sentence."""
        unseen = ("trap", "token", "__all__")
        return [
            ("" if name in unseen else self._target(name), str(sentence))
            for name, sentences in self.errors.items()
            for sentence in sentences
        ]

    def _target(self, name: str) -> str:
        return f"{self[name].auto_id}_0" if name == "wish" else self[name].auto_id

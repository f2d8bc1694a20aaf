"""The moves that need words: a form each, and the verb that takes what was typed.

Words are not required by their fields: the verb names everything that is missing at once."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from articles import emergencies, notifying, publishing, workflow
from articles.admin.widgets import lines
from articles.admin.wordless import Done, done
from articles.models import Story
from articles.workflow import LONGEST_NOTE


class MoveForm(forms.Form):
    """`make` calls the verb; `warns` is what somebody should know who has never made this move."""

    warns: ClassVar[str | Promise] = ""
    is_grave: ClassVar[bool] = False
    compares: ClassVar[bool] = False  # shows what would change for readers

    def __init__(self, story: Story, by: User, data: Any = None) -> None:
        self.story, self.by = story, by
        super().__init__(data, initial=self.first(), label_suffix="")

    def first(self) -> dict[str, Any]:
        """What stands in the fields when they are drawn."""
        return {}

    @property
    def typed(self) -> str:
        """The words that the rule of a move may ask for; of faulty ones, that there are some."""
        name = "note" if "note" in self.fields else "reason"
        return "…" if name in self.errors else self.cleaned_data.get(name, "")

    def make(self, seen: int) -> Done:
        raise NotImplementedError


def words(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=LONGEST_NOTE, widget=lines(4)
    )


# To somebody on the desk


class ReturnForm(MoveForm):
    note = words(gettext_lazy("Note to the writer"), gettext_lazy("What is to be mended, and why."))

    def make(self, seen: int) -> Done:
        workflow.send_back(self.story, by=self.by, seen=seen, note=self.cleaned_data["note"])
        return Done(_("Returned to the writer."))


class ObjectForm(ReturnForm):
    def make(self, seen: int) -> Done:
        emergencies.object_to(self.story, by=self.by, seen=seen, note=self.cleaned_data["note"])
        return Done(_("Returned to the writer; readers still have it."))


class HandForm(MoveForm):
    to = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("To whom"),
        error_messages={"required": gettext_lazy("Choose who has the story from now on.")},
    )
    note = words(gettext_lazy("Note (may stay empty)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = may_have(self.story)  # type: ignore[attr-defined]

    def make(self, seen: int) -> Done:
        to, note = self.cleaned_data["to"], self.cleaned_data["note"]
        workflow.hand(self.story, to=to, note=note, by=self.by, seen=seen)
        return Done(_("%(who)s has the story from now on.") % {"who": to})


def may_have(story: Story) -> QuerySet[User]:
    """Whom a story can be handed to, by name; as `workflow.hand` asks it of one person."""
    one_desk = User.objects.with_perm("articles.see_agency_desk").values("pk")
    fit = ~Q(pk__in=one_desk) | Q(pk__in=notifying.who_see(story).values("pk"))
    people = User.objects.with_perm("articles.confirm_story").filter(fit)
    return people.exclude(held_stories=story).order_by("name", "pk")


# To readers


class CosmeticForm(MoveForm):
    compares = True
    reason = words(
        gettext_lazy("Reason"),
        gettext_lazy("Not shown to readers; it is kept with your name."),
    )

    def make(self, seen: int) -> Done:
        reason = self.cleaned_data["reason"]
        edition = publishing.cosmetic(self.story, reason=reason, by=self.by, seen=seen)
        return done(_("Readers have the new text now."), edition)


class EmergencyForm(MoveForm):
    compares = True
    warns = gettext_lazy(
        "It stands on the list of emergencies until somebody else approves it, or until it is "
        "corrected or withdrawn."
    )
    reason = words(
        gettext_lazy("Reason"), gettext_lazy("Which danger to life or public order there is.")
    )

    def make(self, seen: int) -> Done:
        reason = self.cleaned_data["reason"]
        edition = emergencies.publish(self.story, reason=reason, by=self.by, seen=seen)
        return done(_("Published as an emergency."), edition)


class UnlistForm(MoveForm):
    reason = words(
        gettext_lazy("Reason"),
        gettext_lazy("Not shown to readers; it is kept with your name."),
    )

    def make(self, seen: int) -> Done:
        reason = self.cleaned_data["reason"]
        edition = publishing.unlist(self.story, reason=reason, by=self.by, seen=seen)
        return done(_("The story is off the lists."), edition)


class ReaddressForm(UnlistForm):
    slug = forms.CharField(
        label=gettext_lazy("New address"),
        help_text=gettext_lazy("Letters, digits and hyphens; anything else becomes a hyphen."),
        required=False,
        max_length=200,
    )
    field_order = ["slug", "reason"]

    def first(self) -> dict[str, Any]:
        live = workflow.current(self.story)
        return {"slug": live.slug if live else ""}

    def make(self, seen: int) -> Done:
        slug, reason = self.cleaned_data["slug"], self.cleaned_data["reason"]
        edition = publishing.readdress(self.story, slug=slug, reason=reason, by=self.by, seen=seen)
        return done(_("The address is changed; the old one leads there."), edition)

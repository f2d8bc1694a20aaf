"""The moves that tell readers what was wrong: correcting, withdrawing, publishing again."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import local, notices, workflow
from articles.admin.move_forms import MoveForm, words
from articles.admin.widgets import lines
from articles.admin.wordless import Done, done
from articles.language import dates
from articles.models import CorrectionKind, Ground
from articles.workflow import LONGEST_NOTE, MOVES, Move

QUOTED = 600  # characters; a longer difference is not quoted whole, the editor chooses from it


class CorrectForm(MoveForm):
    """With the notice as readers will find it."""

    compares = True
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of notice"),
        choices=CorrectionKind,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the kind of notice.")},
    )
    was = forms.CharField(
        label=gettext_lazy("What stood there"),
        help_text=gettext_lazy("Filled in with the first place that differs. Add the others."),
        required=False,
        max_length=LONGEST_NOTE,
        widget=lines(2),
    )
    now = forms.CharField(
        label=gettext_lazy("What stands there now"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=lines(2),
    )
    note = words(gettext_lazy("Explanation"), gettext_lazy("What readers should know besides."))
    substantial = forms.BooleanField(
        label=gettext_lazy("The error touched the substance"),
        help_text=gettext_lazy("Then an apology is due."),
        required=False,
    )
    apology = words(gettext_lazy("Apology"))

    def first(self) -> dict[str, Any]:
        live = workflow.current(self.story)
        was, now = notices.difference(self.story, live) if live else ("", "")
        if len(was) > QUOTED or len(now) > QUOTED:
            was = now = ""
        return {"kind": CorrectionKind.ERRATUM.value, "was": was, "now": now}

    @property
    def preview(self) -> dict[str, str]:
        """What the fields say, for the notice beside them."""
        shown = {name: str(self[name].value() or "") for name in ("was", "now", "note", "apology")}
        kinds: dict[Any, Any] = dict(CorrectionKind.choices)
        now = timezone.now()
        day = dates.short_date(dates.local_day(now, local.zone()), language=local.language())
        at = f"{day} {dates.clock_zone(now, local.zone())}"
        return shown | {"kind": str(kinds.get(self["kind"].value(), "")), "at": at}

    def make(self, seen: int) -> Done:
        typed = self.cleaned_data
        wording = notices.Wording(**typed | {"kind": CorrectionKind(typed["kind"])})
        edition = notices.correct(self.story, wording, by=self.by, seen=seen)
        return done(_("The notice is posted. Readers see it and the new text now."), edition)


class WithdrawForm(MoveForm):
    """Whoever may only take down what nobody had authority to publish is not asked for a ground."""

    is_grave = True
    warns = gettext_lazy(
        "It leaves every list, the search and the feeds at once, and a schedule goes with it. The "
        "public list of withdrawals names it, with the ground and your reason."
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("Ground"),
        choices=Ground,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the ground.")},
    )
    reason = words(
        gettext_lazy("Public reason"),
        gettext_lazy("Readers find this sentence. Do not repeat in it what does harm."),
    )
    neutral = forms.BooleanField(
        label=gettext_lazy("The headline itself does harm"),
        help_text=gettext_lazy("Then it is not repeated, neither there nor on the list."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.by.has_perm(MOVES[Move.WITHDRAW].permission):
            del self.fields["ground"]

    @property
    def fixed(self) -> str:
        """The ground that is not asked for, in words."""
        return "" if "ground" in self.fields else str(Ground.UNAUTHORISED.label)

    def make(self, seen: int) -> Done:
        typed = {"ground": Ground.UNAUTHORISED.value} | self.cleaned_data
        ground, reason, neutral = Ground(typed["ground"]), typed["reason"], typed["neutral"]
        notices.withdraw(
            self.story, ground=ground, reason=reason, neutral=neutral, by=self.by, seen=seen
        )
        return Done(_("Withdrawn. Readers find your reason in its place."))


class RepublishForm(MoveForm):
    note = words(gettext_lazy("Public note"), gettext_lazy("Readers learn why the story is back."))

    def make(self, seen: int) -> Done:
        note = self.cleaned_data["note"]
        edition = notices.republish(self.story, note=note, by=self.by, seen=seen)
        return done(_("Published again. Readers see it now."), edition)

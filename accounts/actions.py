"""What the audit trail's verbs are called in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTIONS: dict[str, Promise] = {
    "user.add": _("account made"),
    "user.change": _("account changed"),
    "user.roles": _("roles changed"),
    "user.open": _("account opened"),
    "user.close": _("account closed"),
    "user.password": _("password changed"),
    "story.begin": _("story begun"),
    "story.edit": _("story saved"),
    "story.submit": _("story submitted"),
    "story.return": _("story returned"),
    "story.approve": _("story approved"),
    "story.publish": _("story published"),
    "story.hand": _("story handed over"),
    "story.embargo": _("embargo set"),
    "story.lift": _("embargo lifted"),
    "story.schedule": _("story scheduled"),
    "story.reschedule": _("story rescheduled"),
    "story.unschedule": _("schedule cancelled"),
    "story.correct": _("story corrected"),
    "story.cosmetic": _("cosmetic change"),
    "story.emergency": _("published as an emergency"),
    "story.endorse": _("emergency approved afterwards"),
    "story.object": _("objection to an emergency"),
    "story.unlist": _("taken off the lists"),
    "story.list": _("put back on the lists"),
    "story.readdress": _("address changed"),
    "story.withdraw": _("story withdrawn"),
    "story.republish": _("published again"),
    "story.cancel": _("draft cancelled"),
    "story.reopen": _("draft reopened"),
    "story.excuse": _("finding excused"),
    "story.import": _("story imported"),
    "story.invent": _("trial stories made"),
    "remark.add": _("remark written"),
    "remark.resolve": _("remark resolved"),
    "remark.reopen": _("remark reopened"),
    "reply.receive": _("right of reply received"),
    "reply.accept": _("right of reply accepted"),
    "reply.refuse": _("right of reply refused"),
    "reply.attach": _("story of a right of reply named"),
    "reply.answer": _("story of a right of reply begun"),
    "reply.correct": _("right of reply served by a correction"),
    "reply.purge": _("personal data of a right of reply deleted"),
    "job.retry": _("failed job tried again"),
    "job.dismiss": _("failed job closed"),
    "edition.reseal": _("editions resealed"),
    "demo.story": _("demo story brought in"),
    "photo.add": _("photo added"),
    "photo.change": _("photo's words changed"),
    "photo.withhold": _("photo withheld"),
    "photo.give": _("photo given back"),
    "section.add": _("section added"),
    "section.change": _("section changed"),
    "section.merge": _("section merged"),
    "tag.add": _("topic added"),
    "tag.change": _("topic changed"),
    "tag.merge": _("topic merged"),
    "agency.add": _("agency added"),
    "agency.change": _("agency changed"),
    "agency.merge": _("agency merged"),
    "author.add": _("author added"),
    "author.change": _("author changed"),
    "author.merge": _("author merged"),
}

KINDS: dict[str, Promise] = {
    "user": _("person"),
    "story": _("story"),
    "edition": _("edition"),
    "remark": _("remark"),
    "reply": _("right of reply"),
    "job": _("job"),
    "demo": _("demo story"),
    "photo": _("photo"),
    "section": _("section"),
    "tag": _("topic"),
    "agency": _("agency"),
    "author": _("author"),
}


def action_words(action: str) -> str:
    """What was done; a verb without words of its own stands as it is written."""
    return str(ACTIONS.get(action, action))


def subject_words(subject: str) -> str:
    """`story:12` as `Story 12`."""
    kind, _colon, number = subject.partition(":")
    return f"{KINDS.get(kind, kind)} {number}".strip().capitalize()

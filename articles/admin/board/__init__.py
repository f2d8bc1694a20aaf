"""The news desk's first page: what waits for a person (`articles.admin.waiting`), and beside it

desk      the working copies by state
today     what readers got since midnight, and what they get until midnight
week      seven days ahead, seven days back
troubles  what failed or stands wrongly, for those who can mend it
duties    what somebody comes for who moves no story
"""

from typing import Any

from django.utils import timezone

from accounts.models import User
from articles import emergencies
from articles.admin import waiting
from articles.admin.board.desk import columns
from articles.admin.board.duties import duties
from articles.admin.board.today import today
from articles.admin.board.troubles import troubles
from articles.admin.board.week import week
from articles.models import Edition, Story
from articles.workflow import MOVES, Move


def board(user: User, *, shown: str) -> dict[str, Any]:
    """All that the first page shows. `shown` is the state whose column a phone unfolds."""
    now, stories = timezone.now(), Story.objects.visible_to(user)
    context = {"now": now, "duties": duties(user), "troubles": troubles(user, now)}
    if user.has_perm("articles.view_story"):
        urgent = emergencies.waiting(now)
        context |= {"waiting": waiting.rows(user, now, urgent)}
        context |= {"today": today(stories, now, urgent), "week": week(stories, now)}
        context |= {"columns": columns(stories, shown, urgent)}
        context |= {"emergencies": _for_others(user, urgent)}
    return context


def _for_others(user: User, urgent: list[Edition]) -> list[Edition]:
    """Emergencies that whoever approves stories cannot approve: their own, or changed since."""
    if not user.has_perm(MOVES[Move.ENDORSE].permission):
        return []
    mine = emergencies.owed_by(user, urgent)
    return [edition for edition in urgent if edition not in mine]

"""Stories in every state that hides something, and the people to whom they are hidden."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from accounts.models import User
from articles.models import (
    Edition,
    Reply,
    Story,
)
from tests.leaks.words import Words

Clock = Callable[[datetime], None]
HOUR = timedelta(hours=1)
LATER = timedelta(days=30)
# No reader has ever had these.
NEVER = (
    "draft submitted returned approved cancelled scheduled embargoed unscheduled answer lost handed"
).split()
# These would stand in a section that readers find stories in.
BESIDE_OTHERS = frozenset({"scheduled", "newer", "withdrawn neutral", "lost"})
OWN = "Naskah sendiri"  # what those people have written themselves
PEOPLE = "contributor reporter photographer admin roleless nobody".split()


@dataclass
class Newsroom:
    """The stories by the name of their state, and the people from whom they are hidden."""

    words: Words
    stories: dict[str, Story] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    replies: list[Reply] = field(default_factory=list)
    letters: list[tuple[str, str]] = field(default_factory=list)  # who got them, what they say
    live: Edition = None  # type: ignore[assignment] # an ordinary story, hidden from nobody

    def slugs(self, name: str) -> list[str]:
        """What it is, was or would be called in an address."""
        story = self.stories[name]
        editions = story.editions.values_list("slug", flat=True)
        addresses = story.addresses.values_list("slug", flat=True)
        return list(dict.fromkeys([*addresses, *editions, *filter(None, [story.slug])]))

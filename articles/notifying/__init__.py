"""Who is told of what: on the desk at once, and by a letter that the worker sends.

audience   who may know of a story, asked from the story's side
wishes     what each kind is by default, and what people chose instead
telling    one row a person and key, and the job of its letter
occasions  what happened: a move, an edition that starts, a remark
reading    what somebody was told, and that they have read it
mail       the letter
"""

from articles.notifying.audience import who_see
from articles.notifying.mail import send
from articles.notifying.occasions import announce, of_edition, of_move, of_remark, of_reply
from articles.notifying.reading import Told, forget, read, read_all, told, unread
from articles.notifying.telling import tell
from articles.notifying.wishes import Wish, choose, wishes

__all__ = [
    "Told",
    "Wish",
    "announce",
    "choose",
    "forget",
    "of_edition",
    "of_move",
    "of_remark",
    "of_reply",
    "read",
    "read_all",
    "send",
    "tell",
    "told",
    "unread",
    "who_see",
    "wishes",
]

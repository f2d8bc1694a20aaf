"""What staff may read by right; everything else of a hidden story is a leak."""

import re

VOCABULARY = frozenset({"section", "tag", "agency", "author"})
OF_PHOTOS = re.compile("photo row.*|photo file")
SHELVES = re.compile("/admin/articles/(?:section|tag|agency|author|photo)/|/admin/autocomplete/")
OF_AGENCIES = re.compile(
    "/admin/articles/(?:agency|author)/|/admin/autocomplete/|/admin/accounts/auditentry/"
)
IN_PRINT = ("unlisted", "english", "forged")  # what is forged too: it is to be taken down
TAKING_DOWN = re.compile(r"/admin/cabut/|/admin/articles/story/\d+/langkah/withdraw/")
CHIPS = re.compile(r"/admin/articles/story/(?:\?|$)")
WRITING = re.compile("/admin/articles/story/(?:add/|own)")
PHOTOS = re.compile(
    "/admin/articles/photo/|/admin/autocomplete/|/admin/articles/story/(?:add/|own)"
)


def may(who: str, story: str, of: str, address: str) -> bool:
    """Shelves are known to all who write, photos to all who may use any; an admin keeps agencies
    and authors, and takes down what readers have. No word of a hidden story is among them."""
    match who:
        case "admin" if of in ("agency", "author"):
            return bool(OF_AGENCIES.match(address))
        case "admin":
            return story in IN_PRINT and bool(TAKING_DOWN.match(address))
        case "contributor" | "reporter" | "photographer" if of in VOCABULARY:
            chosen = (of != "tag" and WRITING.match(address)) or (
                of == "section" and CHIPS.match(address)
            )
            return bool(SHELVES.match(address) or chosen)
        case "reporter" | "photographer" if OF_PHOTOS.fullmatch(of):
            return bool(PHOTOS.match(address))
    return False

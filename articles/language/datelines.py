"""How a story opens with where it comes from: `Jatim Newsroom - `, `SURABAYA – `."""

import re

DATELINE = re.compile(r"(?P<dateline>[^.!?“”\"]{0,40}?Newsroom|[A-Z][A-Z ,/]{2,40}?) [-–—] (?=\S)")

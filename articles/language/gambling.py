"""The words of gambling spam, as intruders put it on go.id pages; also disguised: `sl0t gac0r`.

Only words that stand for gambling by themselves: `slot parkir` and `burung gacor` are not here.
"""

import re
import unicodedata
from collections.abc import Iterator

PHRASES = """
slot gacor · slot online · slot maxwin · slot deposit · slot dana · slot pulsa · slot qris
slot demo · slot thailand · slot kamboja · slot terpercaya · slot777 · slot88 · slot365
situs slot · link slot · daftar slot · agen slot · bandar slot · akun slot · demo slot · judi slot
situs gacor · link gacor · pola gacor · gacor hari ini · gacor maxwin · anti rungkad
judi online · judi daring · judi bola · judol · situs judi · agen judi · bandar judi
togel · bandar togel · toto gelap · toto macau · toto slot · bandarq · dominoqq · pkv games
poker online · idn poker · casino online · kasino online · live casino · baccarat online
taruhan online · taruhan bola · bandar bola · agen bola · sabung ayam online · mix parlay
sbobet · maxwin · joker123 · pragmatic play · pg soft · habanero slot · spadegaming
gates of olympus · starlight princess · mahjong ways · sweet bonanza · scatter hitam
rtp live · live rtp · rtp slot · bocoran rtp · freebet · bonus new member
deposit pulsa tanpa potongan
"""
# Letters of other scripts that look like Latin ones.
ALIKE = str.maketrans("аеорсухіѕјԁԛԝһкмтгвκονρταιυ", "aeopcyxisjdqwhkmtrbkovptaiu")
DISGUISES = {"a": "a4@", "e": "e3", "g": "g9", "i": "i1!l", "l": "l1i", "o": "o0", "s": "s5$"}
BETWEEN = r"[\s._\-*]{0,3}"
UNSEEN = re.compile("[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2064\ufeff]")


def _pattern(phrase: str) -> str:
    def letter(one: str) -> str:
        return f"[{re.escape(DISGUISES.get(one, one))}]"

    return BETWEEN.join("".join(map(letter, word)) for word in phrase.split())


KNOWN = "|".join(_pattern(phrase) for phrase in re.split("[·\n]", PHRASES) if phrase.strip())
IN_TEXT = re.compile(rf"(?<![a-z])(?:{KNOWN})(?![a-z])")
IN_ADDRESS = re.compile(KNOWN)


def gambling(text: str) -> Iterator[str]:
    """Words of gambling in a plain text, in small letters."""
    yield from (" ".join(found[0].split()) for found in IN_TEXT.finditer(_plain(text)))


def gambling_in_address(address: str) -> Iterator[str]:
    """The same in a link, where words run together."""
    yield from (found[0] for found in IN_ADDRESS.finditer(_plain(address)))


def _plain(text: str) -> str:
    """As a reader sees it: mathematical, wide and foreign letters are the Latin ones they mimic."""
    return UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold().translate(ALIKE)

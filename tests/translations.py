"""Whether everything we say is said in Indonesian.

python -m tests.translations             lists what is wrong; exit status 1 if anything is
python -m tests.translations --missing   prints what lacks a translation, ready to fill in
python -m tests.translations --merge     takes *.part.po into django.po, drops what nobody
                                         says, compiles
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
INDONESIAN = LOCALE / "id" / "LC_MESSAGES" / "django.po"
PLURALS = {"id": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: Jatim Newsroom\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""

SAID: dict[str, Any] = {"_": None, "gettext": None, "gettext_noop": None, "ngettext": (1, 2)}
SAID |= {"pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}
SAID |= {f"{name}_lazy": spec for name, spec in SAID.items() if name.endswith("gettext")}

# An entry with this comment replaces the words of a package; the package's name follows.
REPLACES = "replaces the words of "
# One of a part with this comment takes the place of what django.po says already.
BETTER = "better words"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}")

Key = tuple[str, str]  # context, message id


def text_of(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def key_of(message: Message) -> Key:
    return message.context or "", text_of(message)


def by_key(catalog: Catalog) -> dict[Key, Message]:
    return {key_of(message): message for message in catalog if message.id}


# --- what we say ----------------------------------------------------------------------------------


def sources() -> Iterator[tuple[Path, bytes]]:
    """Every file that may say something, as Python."""
    for folder in ("accounts", "articles", "newsroom"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, path.read_bytes()
    for path in sorted((ROOT / "templates").rglob("*.*")):
        if path.suffix in {".html", ".txt", ".xml"}:
            lines = templatize(path.read_text()).splitlines()
            yield path, "\n".join(line.strip() for line in lines).encode()


def said() -> Catalog:
    """What our own code and templates say, and in which files."""
    catalog = empty("en")
    for path, code in sources():
        where = [(str(path.relative_to(ROOT)), 0)]
        for _, words, _, context in extract("python", BytesIO(code), SAID):
            catalog.add(words, locations=where, context=context)
    return catalog


@cache
def words_of(package: str) -> frozenset[Key]:
    """What a package says, read from its own catalogues."""
    spec = find_spec(package)
    found = Path(spec.origin).parent.rglob("locale/en/**/*.po") if spec and spec.origin else ()
    return frozenset(key for path in found for key in by_key(read(path, "en")))


# --- what is translated ---------------------------------------------------------------------------


def header(language: str) -> str:
    return HEADER.format(language=language, plurals=PLURALS[language])


def empty(language: str) -> Catalog:
    """Babel does not know the plurals of every language, but believes a header."""
    return read_po(BytesIO(header(language).encode()), locale=language)


def read(path: Path, language: str = "id") -> Catalog:
    """A catalogue; a part needs no header of its own."""
    text = path.read_text()
    if not re.search(r'^msgid ""\nmsgstr ""\n"', text, re.MULTILINE):
        text = header(language) + text
    return read_po(BytesIO(text.encode()), locale=language, ignore_obsolete=True)


def replaced_package(message: Message) -> str | None:
    for comment in message.user_comments:
        if comment.startswith(REPLACES):
            return comment.removeprefix(REPLACES).strip().lower()
    return None


def is_wanted(message: Message, ours: Mapping[Key, Message]) -> bool:
    """We say it, or it replaces what a package really says."""
    key, package = key_of(message), replaced_package(message)
    return key in ours or (package is not None and key in words_of(package))


def translations(message: Message | None) -> list[str]:
    if message is None or message.fuzzy:
        return []
    found = [message.string] if isinstance(message.string, str) else message.string
    return [string for string in found or () if string]


def placeholders(text: str) -> Counter[str]:
    """How often each must be there; a named one may be said more than once."""
    found = Counter(PLACEHOLDER.findall(text))
    return Counter({name: 1 if len(name) > 2 else count for name, count in found.items()})


def differing(message: Message) -> list[str]:
    """Placeholders that a translation lacks or adds; of two forms of an id the plural counts."""
    wanted = placeholders(message.id if isinstance(message.id, str) else message.id[-1])
    found = [placeholders(string) for string in translations(message)]
    return sorted({name for each in found for name in (wanted - each) + (each - wanted)})


def untranslated(ours: Mapping[Key, Message], theirs: Mapping[Key, Message]) -> list[Message]:
    return [message for key, message in ours.items() if not translations(theirs.get(key))]


def faults() -> Iterator[str]:
    """What is wrong, a line each; nothing where all is well."""
    ours, theirs = by_key(said()), by_key(read(INDONESIAN))
    for message in untranslated(ours, theirs):
        yield f"not translated: {text_of(message)!r} ({places(message)})"
    for message in theirs.values():
        if not is_wanted(message, ours):
            yield f"said nowhere: {text_of(message)!r}"
        elif wrong := differing(message):
            yield f"placeholder {', '.join(wrong)} differs: {text_of(message)!r}"


def places(message: Message) -> str:
    return ", ".join(sorted({path for path, _ in message.locations}))


# --- merging --------------------------------------------------------------------------------------


def merge() -> list[str]:
    """Bring the parts into django.po and compile. Answers with what was left out, a line each."""
    ours, left_out = by_key(said()), []
    theirs = by_key(read(INDONESIAN)) if INDONESIAN.exists() else {}
    for part in sorted(INDONESIAN.parent.glob("*.part.po")):
        for key, message in by_key(read(part)).items():
            kept = translations(theirs.get(key))
            if BETTER in message.user_comments:
                message.user_comments.remove(BETTER)
                kept = []
            if not kept:
                theirs[key] = message
            elif translations(message) not in ([], kept):
                left_out.append(f"{part.name} has {message.string!r}, kept: {kept[0]!r}")
    left_out += [f"said nowhere: {key[1]!r}" for key, m in theirs.items() if not is_wanted(m, ours)]
    write("id", located(ours, [m for m in theirs.values() if is_wanted(m, ours)]))
    write("en", empty("en"))
    return left_out


def located(ours: Mapping[Key, Message], messages: list[Message]) -> Catalog:
    """A catalogue of these messages, each with the files of ours that say it."""
    catalog = empty("id")
    for message in messages:
        own = ours.get(key_of(message))
        catalog.add(
            own.id if own else message.id,
            message.string,
            locations=sorted({(path, 0) for path, _ in own.locations}) if own else (),
            flags=message.flags,
            user_comments=message.user_comments,
            context=message.context,
        )
    return catalog


def write(language: str, catalog: Catalog) -> None:
    po = LOCALE / language / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True, exist_ok=True)
    with po.open("wb") as file:
        file.write(header(language).encode())
        write_entries(file, catalog)
    with po.with_suffix(".mo").open("wb") as file:
        write_mo(file, read(po, language))


def write_entries(file: IO[bytes], catalog: Catalog) -> None:
    write_po(file, catalog, width=100, omit_header=True, sort_by_file=True, include_lineno=False)


def print_missing() -> None:
    found = untranslated(by_key(said()), by_key(read(INDONESIAN)))
    entries = BytesIO()
    write_entries(entries, located({key_of(m): m for m in found}, found))
    print(entries.getvalue().decode())


def main(arguments: list[str]) -> int:
    match arguments:
        case ["--missing"]:
            print_missing()
            return 0
        case ["--merge"]:
            found = [*merge(), *faults()]
        case []:
            found = list(faults())
        case _:
            found = [str(__doc__)]
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

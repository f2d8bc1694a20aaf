"""The one reader of the environment. A secret may come from a file named by NAME_FILE."""

import os
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.FileAwareEnv()

HOW = (
    "{name} is not set. Set {name} (or {name}_FILE, the path of a file that holds it) "
    "to a long random text; `./run` makes one in var/. "
    "{name} belum diisi: isi {name} atau {name}_FILE dengan teks acak yang panjang."
)


def required(name: str) -> str:
    """A secret without which nothing starts."""
    value = str(env.str(name, default="")).strip()
    if not value:
        raise ImproperlyConfigured(HOW.format(name=name))
    return value


def keys(name: str) -> list[str]:
    """Several secrets, separated by commas. An empty one would be a key that everybody knows."""
    found = [key.strip() for key in required(name).split(",")]
    if not all(found):
        raise ImproperlyConfigured(f"{name} has a comma too many: an empty key proves nothing.")
    return found


def listed(name: str, default: list[str]) -> list[str]:
    return [str(item).strip() for item in env.list(name, default=default) if str(item).strip()]


def database(default: Path) -> dict[str, Any]:
    """SQLite with one writer that waits, or PostgreSQL with connections that stay open."""
    found: dict[str, Any] = env.db_url("DATABASE_URL", default=f"sqlite:///{default}")
    if found["ENGINE"].endswith("sqlite3"):
        Path(found["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        synchronous = env.str("SQLITE_SYNCHRONOUS", default="FULL")
        return found | {
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous};",
            },
            "TEST": {"NAME": str(Path(found["NAME"]).with_suffix(".test.sqlite3"))},
        }
    return found | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}


MAIL_OPTIONS = {
    "EMAIL_HOST": "host",
    "EMAIL_PORT": "port",
    "EMAIL_HOST_USER": "username",
    "EMAIL_HOST_PASSWORD": "password",
    "EMAIL_USE_TLS": "use_tls",
    "EMAIL_USE_SSL": "use_ssl",
    "EMAIL_FILE_PATH": "file_path",
}


def mailer(default: str) -> dict[str, Any]:
    """How mail leaves, from EMAIL_URL, in the form of Django's MAILERS."""
    found: dict[str, Any] = env.email_url("EMAIL_URL", default=default)
    options = {option: found[name] for name, option in MAIL_OPTIONS.items() if found.get(name)}
    return {"BACKEND": found["EMAIL_BACKEND"], "OPTIONS": options}


def debug() -> bool:
    return bool(env.bool("DEBUG", default=False))


def home() -> Path:
    return Path(os.path.realpath(__file__)).parent.parent


def cache() -> dict[str, Any]:
    """What CACHE_URL names, else our own in the database, which keeps no pickles."""
    if not env.str("CACHE_URL", default=""):
        return {"BACKEND": "accounts.cache.DatabaseCache"}
    return dict(env.cache_url("CACHE_URL"))

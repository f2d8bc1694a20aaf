"""The one reader of the environment. A secret may come from a file named by NAME_FILE."""

import os
from pathlib import Path
from typing import Any

import environ
from django.conf import global_settings
from django.core.exceptions import ImproperlyConfigured

env = environ.FileAwareEnv()

SHORTEST = 32  # characters of a secret: fewer could be guessed
HOW = (
    "{name} is {fault}. Set {name} (or {name}_FILE, the path of a file that holds it) "
    "to a random text of {shortest} characters or more; `./run` makes one in var/. "
    "Isi {name} atau {name}_FILE dengan teks acak yang panjangnya sekurang-kurangnya {shortest} "
    "karakter."
)


def secret(name: str) -> str:
    """Without it nothing starts."""
    return _long_enough(name, _required(name))


def secrets(name: str) -> list[str]:
    """Several, separated by commas. An empty one would be a key that everybody knows."""
    found = [key.strip() for key in _required(name).split(",")]
    if not all(found):
        raise ImproperlyConfigured(f"{name} has a comma too many: an empty key proves nothing.")
    return [_long_enough(name, key) for key in found]


def secret_if_set(name: str) -> str:
    """Empty where it is not set: then nothing that asks for it is offered."""
    value = str(env.str(name, default="")).strip()
    return _long_enough(name, value) if value else ""


def _required(name: str) -> str:
    value = str(env.str(name, default="")).strip()
    if not value:
        raise ImproperlyConfigured(HOW.format(name=name, fault="not set", shortest=SHORTEST))
    return value


def _long_enough(name: str, value: str) -> str:
    if len(value) < SHORTEST:
        raise ImproperlyConfigured(HOW.format(name=name, fault="too short", shortest=SHORTEST))
    return value


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
MAIL_TIMEOUT = 20  # seconds; without one a dead server would hold the worker for ever


def mailer(default: str) -> dict[str, Any]:
    """How mail leaves, from EMAIL_URL, in the form of Django's MAILERS."""
    found: dict[str, Any] = env.email_url("EMAIL_URL", default=default)
    options = {option: found[name] for name, option in MAIL_OPTIONS.items() if found.get(name)}
    if found["EMAIL_BACKEND"].endswith(".smtp.EmailBackend"):
        options["timeout"] = MAIL_TIMEOUT
    return {"BACKEND": found["EMAIL_BACKEND"], "OPTIONS": options}


def sender() -> str:
    """As whom letters leave; Django's own default, which no mail server believes, where unset."""
    return str(env.str("DEFAULT_FROM_EMAIL", default=global_settings.DEFAULT_FROM_EMAIL))


def debug() -> bool:
    return bool(env.bool("DEBUG", default=False))


def home() -> Path:
    return Path(os.path.realpath(__file__)).parent.parent


def cache() -> dict[str, Any]:
    """What CACHE_URL names, else our own in the database, which keeps no pickles."""
    if not env.str("CACHE_URL", default=""):
        return {"BACKEND": "accounts.cache.DatabaseCache"}
    return dict(env.cache_url("CACHE_URL"))

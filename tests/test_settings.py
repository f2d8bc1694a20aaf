"""Nothing starts without its keys, and says what to set; so with the sender of letters."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django import Settings

from articles import checks
from newsroom import environment

ROOT = Path(__file__).parent.parent
KEYS = ("SECRET_KEY", "EDITION_KEY", "SECRET_KEY_FILE", "EDITION_KEY_FILE")


def start(**given: str) -> subprocess.CompletedProcess[str]:
    """What `manage.py check` says with just these keys."""
    environment = {name: value for name, value in os.environ.items() if name not in KEYS}
    command = [sys.executable, "manage.py", "check"]
    return subprocess.run(
        command, cwd=ROOT, env=environment | given, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("missing", ["SECRET_KEY", "EDITION_KEY"])
def test_a_missing_key_refuses_to_start_and_says_what_to_set(missing: str) -> None:
    given = {"SECRET_KEY": "s" * 40, "EDITION_KEY": "e" * 40} | {missing: " "}
    ended = start(**given)
    assert ended.returncode != 0
    assert f"Set {missing} (or {missing}_FILE" in ended.stderr


@pytest.mark.parametrize("short", ["SECRET_KEY", "EDITION_KEY"])
def test_a_key_that_could_be_guessed_refuses_to_start_and_says_how_long_it_must_be(
    short: str,
) -> None:
    given = {"SECRET_KEY": "s" * 40, "EDITION_KEY": "e" * 40}
    ended = start(**given | {short: "k" * 31})
    assert ended.returncode != 0
    assert f"{short} is too short. Set {short} (or {short}_FILE" in ended.stderr
    assert "32 characters or more" in ended.stderr
    assert start(**given | {short: "k" * 32}).returncode == 0


def test_a_metrics_token_that_could_be_guessed_refuses_to_start_and_none_is_fine() -> None:
    given = {"SECRET_KEY": "s" * 40, "EDITION_KEY": "e" * 40}
    assert "METRICS_TOKEN is too short" in start(**given, METRICS_TOKEN="t" * 31).stderr
    assert start(**given, METRICS_TOKEN="").returncode == 0


def test_every_key_of_several_is_long_enough() -> None:
    ended = start(SECRET_KEY="s" * 40, EDITION_KEY=f"{'e' * 40},{'f' * 31}")
    assert "EDITION_KEY is too short" in ended.stderr


@pytest.mark.parametrize("keys", [",", "e,", ",e", "e, ,f"])
def test_a_comma_too_many_never_makes_an_empty_key(keys: str) -> None:
    ended = start(SECRET_KEY="s" * 40, EDITION_KEY=keys.replace("e", "e" * 40))
    assert ended.returncode != 0
    assert "EDITION_KEY has a comma too many" in ended.stderr


def test_several_keys_start() -> None:
    assert start(SECRET_KEY="s" * 40, EDITION_KEY=f"{'e' * 40}, {'f' * 40}").returncode == 0


@pytest.mark.parametrize(
    ("url", "sender", "warned"),
    [
        ("smtp+tls://user:password@mail.example:587", "", ["newsroom.W001"]),
        ("smtp+tls://user:password@mail.example:587", "redaksi@berita.example", []),
        ("consolemail://", "", []),
        ("filemail:///var/mail", "", []),
    ],
)
def test_a_mail_server_without_a_sender_of_ours_is_warned_of(
    url: str, sender: str, warned: list[str], monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setenv("EMAIL_URL", url)
    if sender:
        monkeypatch.setenv("DEFAULT_FROM_EMAIL", sender)
    settings.MAILERS = {"default": environment.mailer("consolemail://")}
    settings.DEFAULT_FROM_EMAIL = environment.sender()
    assert [message.id for message in checks.sender_is_named()] == warned

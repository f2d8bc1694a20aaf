import pytest
from babel.messages.catalog import Message
from django.utils.translation import gettext, ngettext, override, pgettext

from articles.models import Desk, Public
from tests import translations


def test_everything_we_say_is_said_in_indonesian() -> None:
    assert not list(translations.faults())


def test_indonesian_is_what_people_get_unless_they_ask_for_english() -> None:
    assert [str(Desk.SUBMITTED.label), str(Public.WITHDRAWN.label)] == ["Diajukan", "Dicabut"]
    with override("en"):
        assert [str(Desk.SUBMITTED.label), str(Public.WITHDRAWN.label)] == [
            "Submitted",
            "Withdrawn",
        ]


@pytest.mark.parametrize(
    ("english", "indonesian"),
    [
        ("Run", "Jalankan"),
        ("- Select an option -", "- Pilih salah satu -"),
        ("You must type the same password each time.", "Kedua kata sandi harus sama."),
    ],
)
def test_our_words_win_over_those_of_django_and_allauth(english: str, indonesian: str) -> None:
    with override("id"):
        assert gettext(english) == indonesian


def test_one_form_serves_every_number_in_indonesian() -> None:
    forms = "%(counter)s result", "%(counter)s results"
    with override("id"):
        assert [ngettext(*forms, number) for number in (1, 2)] == ["%(counter)s hasil"] * 2


def test_english_says_the_message_ids_themselves() -> None:
    with override("en"):
        for context, words in translations.by_key(translations.said()):
            assert (pgettext(context, words) if context else gettext(words)) == words


def test_a_placeholder_that_a_translation_lost_is_named() -> None:
    message = Message("Seen %(count)s times by %(who)s", "Dilihat %(count)d kali")
    assert translations.differing(message) == ["%(count)d", "%(count)s", "%(who)s"]

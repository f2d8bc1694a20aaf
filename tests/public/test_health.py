"""What a proxy asks: are you there, and can you serve?"""

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.factories import make_edition

pytestmark = pytest.mark.django_db


def test_a_living_process_says_so_without_the_database(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = client.get("/health/live")
    assert (response.status_code, response.content) == (200, b"ok")
    assert "no-store" in response["Cache-Control"]


def test_an_empty_house_is_ready(client: Client) -> None:
    assert client.get("/health/ready").json() == {"ready": True}


def test_a_wrong_key_is_said(client: Client, settings: Settings) -> None:
    make_edition()
    assert client.get("/health/ready").status_code == 200
    settings.EDITION_KEYS = ["another key"]
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert "EDITION_KEY" in response.json()["fault"]


def test_a_missing_database_is_said(client: Client) -> None:
    def away(*args: object) -> None:
        raise DatabaseError("away")

    with connection.execute_wrapper(away):
        response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json() == {"ready": False, "fault": "Basis data tidak menjawab."}

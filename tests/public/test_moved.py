"""An address once given leads to the story for ever."""

import pytest
from django.test import Client

from accounts.roles import Role
from articles import publishing
from tests.factories import make_edition, make_user

pytestmark = pytest.mark.django_db


def test_a_storys_three_old_slugs_each_redirect_in_one_hop(client: Client) -> None:
    first, editor = make_edition(), make_user(Role.EDITOR)
    old = [first.slug, "alamat-dua", "alamat-tiga"]
    for slug in (*old[1:], "alamat-kini"):
        publishing.readdress(first.story, slug=slug, reason="Nama.", by=editor, seen=1)
    for slug in old:
        answer = client.get(f"/berita/{slug}")
        assert (answer.status_code, answer["Location"]) == (301, "/berita/alamat-kini")
    assert client.get("/berita/alamat-kini").status_code == 200

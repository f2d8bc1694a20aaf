"""The text editor: one seam, hardened, styled from hashed files."""

import json
import re
from html import unescape

import pytest
from django.conf import settings

from tests.admin.desk import address, signed_in
from tests.factories import make_story, make_user

pytestmark = pytest.mark.django_db


def test_the_shim_comes_after_the_editor_and_is_not_deferred() -> None:
    story = make_story(by=(writer := make_user()))
    page = signed_in(writer).get(address(story)).content.decode()
    shim = '<script src="/static/js/admin/ckeditor-csp.js"></script>'
    assert page.index("ckeditor/ckeditor/ckeditor.js") < page.index(shim)


def test_its_words_are_mended_before_it_starts() -> None:
    story = make_story(by=(writer := make_user()))
    page = signed_in(writer).get(address(story)).content.decode()
    assert '<script src="/static/js/admin/ckeditor-words.js" defer></script>' in page


def test_the_editor_is_told_to_stay_at_home() -> None:
    story = make_story(by=(writer := make_user()))
    page = signed_in(writer).get(address(story)).content.decode()
    found = re.search(r'data-config="([^"]*)"', page)
    assert found is not None
    config = json.loads(unescape(found[1]))
    assert config["versionCheck"] is False
    assert config["contentsCss"] == [f"{settings.STATIC_URL}css/admin/sheet.css"]
    assert not config.get("uploadUrl")
    assert not config.get("filebrowserUploadUrl")
    assert "link:target" in config["removeDialogTabs"].split(";")
    for plugin in ("iframe", "flash", "exportpdf", "preview", "scayt"):
        assert plugin in config["removePlugins"].split(",")


def test_no_upload_address_of_the_editor_package_is_served() -> None:
    assert "ckeditor_uploader" not in settings.INSTALLED_APPS


def test_the_text_survives_the_round_to_the_editor_unchanged() -> None:
    story = make_story(by=(writer := make_user()), body="<p>1 &lt; 2 &amp; 3</p>")
    page = signed_in(writer).get(address(story)).content.decode()
    area = re.search(r'<textarea name="body"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert area is not None
    assert unescape(area[1]) == story.body

"""A real Chromium against a real server; its pages are watched for what they should not do."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.factories import PASSWORD

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
# Reports a blocked script, style or request to the page's console watcher.
WATCH = """
document.addEventListener("securitypolicyviolation", (e) =>
  console.error(`CSP ${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`));
"""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "the journeys need a Chromium: apt install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Person:
    """Somebody with a browser of their own."""

    page: Page
    server: str
    noticed: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        self.page.goto(address if address.startswith("http") else self.server + address)
        return self.page

    def sign_in(self, user: User) -> None:
        self.open("/admin/")
        self.page.fill("input[name=login]", user.username)
        self.page.fill("input[type=password]", PASSWORD)
        self.page.press("input[type=password]", "Enter")
        self.page.wait_for_url("**/admin/**")


class House:
    """Lets people in, and at the end says what their browsers noticed."""

    def __init__(self, browser: Browser, server: str, *, thorough: bool) -> None:
        self.browser, self.server, self.thorough = browser, server, thorough
        self.people: list[Person] = []
        self.contexts: list[BrowserContext] = []

    def person(self, user: User | None = None, **options: object) -> Person:
        standard = {"locale": "id-ID", "viewport": {"width": 1280, "height": 900}}
        context = self.browser.new_context(**standard | options)  # type: ignore[arg-type]
        context.add_init_script(WATCH)
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        person = Person(context.new_page(), self.server)
        person.page.on(
            "console", lambda m: person.noticed.append(m.text) if m.type == "error" else None
        )
        person.page.on("pageerror", lambda e: person.noticed.append(str(e)))
        self.people.append(person)
        if user is not None:
            person.sign_in(user)
        return person

    def noticed(self) -> list[str]:
        return [text for person in self.people for text in person.noticed]


@pytest.fixture
def house(
    transactional_db: None,
    live_server: LiveServer,
    chromium: Browser,
    request: pytest.FixtureRequest,
) -> Iterator[House]:
    """Thorough, where the slow tests are run too."""
    thorough = "not slow" not in request.config.getoption("markexpr")
    opened = House(chromium, live_server.url, thorough=thorough)
    yield opened
    for context in opened.contexts:
        context.close()

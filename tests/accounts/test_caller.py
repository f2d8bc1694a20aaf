"""Which address counts where something is limited by address."""

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from accounts import caller


def address(rf: RequestFactory, remote: str, forwarded: str | None = None) -> str:
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return caller.address(rf.get("/", REMOTE_ADDR=remote, headers=headers))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counted"),
    [
        (0, "1.1.1.1", "9.9.9.9"),
        (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        (2, "6.6.6.6, 1.1.1.1, 10.0.0.1", "1.1.1.1"),
        (2, "1.1.1.1", "9.9.9.9"),
        (1, "", "9.9.9.9"),
        (1, "siapa saja", "9.9.9.9"),
    ],
)
def test_a_forwarded_address_is_believed_as_far_as_our_own_proxies_wrote_it(
    proxies: int, forwarded: str, counted: str, rf: RequestFactory, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert address(rf, "9.9.9.9", forwarded) == counted


@pytest.mark.parametrize(
    ("remote", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("192.0.2.7:50123", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:DB8:1:2::9", "2001:db8:1:2::"),
        ("[2001:db8:1:2::9]:443", "2001:db8:1:2::"),
        ("2001:db8:1:3::9", "2001:db8:1:3::"),
        ("fe80::1%eth0", "fe80::"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.8", "192.0.2.8"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_of_ipv6_the_network_counts_and_of_ipv4_the_address(
    remote: str, counted: str, rf: RequestFactory
) -> None:
    assert address(rf, remote) == counted

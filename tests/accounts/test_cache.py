"""The cache in the database: shared by all processes, and harmless to read."""

import base64
import pickle
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import cache as kept
from accounts.cache import DatabaseCache
from accounts.models import CacheEntry
from tests.race import race

pytestmark = pytest.mark.django_db


@pytest.fixture
def cache() -> DatabaseCache:
    return DatabaseCache("", {})


def test_what_was_set_is_had_until_it_expires(cache: DatabaseCache) -> None:
    cache.set("batas", [1.5, 2], timeout=60)
    assert cache.get("batas") == [1.5, 2]
    CacheEntry.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert cache.get("batas", "tidak ada") == "tidak ada"
    assert kept.forget() == 1
    assert not CacheEntry.objects.exists()


def test_of_two_who_add_only_the_first_hears_yes(cache: DatabaseCache) -> None:
    assert cache.add("kunci", 1)
    assert not cache.add("kunci", 2)
    assert cache.get("kunci") == 1
    CacheEntry.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert cache.add("kunci", 3)


def test_setting_again_replaces_and_deleting_takes_away(cache: DatabaseCache) -> None:
    cache.set("a", 1, timeout=None)
    cache.set("a", 2, timeout=None)
    assert cache.get("a") == 2
    assert cache.incr("a") == 3
    assert cache.touch("a", 5)
    assert cache.delete("a")
    assert not cache.delete("a")
    assert not cache.touch("a")


def test_counting_up_keeps_the_time_at_which_it_expires(cache: DatabaseCache) -> None:
    with pytest.raises(ValueError, match="batas"):
        cache.incr("batas")
    cache.set("batas", 0, timeout=60)
    before = CacheEntry.objects.get().expires
    assert [cache.incr("batas"), cache.incr("batas", 4)] == [1, 5]
    assert CacheEntry.objects.get().expires == before


@pytest.mark.django_db(transaction=True)
def test_of_many_who_count_at_once_each_is_counted() -> None:
    DatabaseCache("", {}).set("batas", 0)
    found = race(*[lambda: DatabaseCache("", {}).incr("batas")] * 4)
    assert sorted(found) == [1, 2, 3, 4]


class Bomb:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (exec, ("raise SystemExit('the intruder runs code here')",))


def test_a_pickle_put_there_by_sql_is_not_run(cache: DatabaseCache) -> None:
    cache.set("sesi", 1)
    CacheEntry.objects.update(value=base64.b64encode(pickle.dumps(Bomb())).decode())
    assert cache.get("sesi", "tidak ada") == "tidak ada"

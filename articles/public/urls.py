"""Readers' addresses, without a slash at the end; with one they lead to the one without."""

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.urls import path, re_path

from articles.public import files, health, hit, home, lists, metrics, registers, reply, story

app_name = "public"


def without_slash(request: HttpRequest, address: str) -> HttpResponsePermanentRedirect:
    """A single slash in front: two would name another site."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"/{address.strip('/')}" + (f"?{query}" if query else ""))


urlpatterns = [
    path("", home.home, name="home"),
    path("berita", lists.stories, name="stories"),
    path("berita/<slug:slug>", story.story, name="story"),
    path("rubrik/<slug:slug>", lists.section, name="section"),
    path("topik/<slug:slug>", lists.tag, name="tag"),
    path("instansi/<slug:slug>", lists.agency, name="agency"),
    path("penulis/<slug:slug>", lists.author, name="author"),
    path("hak-jawab", reply.reply, name="reply"),
    path("hak-jawab/<str:receipt>", reply.status, name="reply_status"),
    path("ralat", registers.corrections, name="corrections"),
    path("pencabutan", registers.withdrawals, name="withdrawals"),
    path("hit", hit.hit, name="hit"),
    path("robots.txt", files.robots, name="robots"),
    re_path(r"^media/foto/(?P<name>[\w-]+\.jpg)$", files.photo, name="photo"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("metrics", metrics.metrics, name="metrics"),
    re_path(r"^(?!admin/|akun/)(?P<address>.+)/$", without_slash),
]

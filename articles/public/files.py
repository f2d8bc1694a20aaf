"""robots.txt, and the photos' renditions where no web server in front gives them out."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles.public.page import cached

ROBOTS = "User-agent: *\nDisallow: /admin/\nDisallow: /akun/\nDisallow: /hit\n"


@require_safe
@cached
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS, content_type="text/plain")


@require_safe
@cache_control(public=True, max_age=31_536_000, immutable=True)
def photo(request: HttpRequest, name: str) -> FileResponse:
    """A rendition's file never changes and its name is not guessed."""
    try:
        return FileResponse(default_storage.open(f"foto/{name}"), content_type="image/jpeg")
    except OSError as error:
        raise Http404 from error

"""Whether this process lives, and whether it can serve readers."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles import integrity


@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """503 says what is missing: the database, or the key that sealed the editions in it."""
    fault = _fault()
    answer = {"ready": not fault} | ({"fault": fault} if fault else {})
    return JsonResponse(answer, status=503 if fault else 200)


def _fault() -> str:
    try:
        if integrity.key_fits():
            return ""
    except DatabaseError:
        return _("The database does not answer.")
    return str(integrity.WRONG_KEY)

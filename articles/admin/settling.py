"""The two buttons of a job that failed or lapsed, on the board: `Coba lagi` and `Tutup`."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.plain_admin import person
from articles import jobs
from articles.models import Job

if TYPE_CHECKING:
    from django.contrib.admin import AdminSite

VERBS = {
    "retry": (jobs.retry, gettext_lazy("It is tried again within a minute.")),
    "dismiss": (jobs.dismiss, gettext_lazy("Closed. It is not tried again.")),
}


def urls(site: "AdminSite") -> list[URLPattern]:
    return [path("tugas/<int:number>/", site.admin_view(require_POST(settle)), name="settle_job")]


def settle(request: HttpRequest, number: int) -> HttpResponse:
    """Whether somebody may is the verb's to say."""
    if (move := request.POST.get("move")) not in VERBS:
        raise Http404
    verb, done = VERBS[move]
    if verb(get_object_or_404(Job, pk=number), by=person(request)):
        messages.success(request, str(done))
    else:
        messages.info(request, _("Nothing to do: somebody has seen to it, or it has succeeded."))
    return redirect(f"{reverse('admin:index')}#jobs")

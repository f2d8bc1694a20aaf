"""Hak jawab: the form, and how a request stands by its receipt. No account, no cookie."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts import limits
from accounts.caller import address
from articles import addresses, markup, replies
from articles.models import Edition
from articles.public.hit import is_foreign
from articles.public.page import show
from articles.public.reply_form import ReplyForm, new_token

MOST_LOOKUPS = 30  # by one address in a minute: enough for a hall of people, too few to guess
RETRY_AFTER = "3600"  # seconds; places are counted by the hour


@csrf_exempt  # needs a cookie; what stands in its place says reply_form
@cache_control(private=True, max_age=0)  # `no-store` would lose typed text on Back
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest) -> HttpResponse:
    """The form; sent with mistakes it comes back with everything typed."""
    if request.method == "POST":
        return _received(request)
    if asked := markup.one_line(request.GET.get("nomor", "")):
        return _looked_up(request, asked)
    edition = _named(request.GET.get("berita", ""))
    about = f"{settings.SITE_URL}{edition.get_absolute_url()}" if edition else ""
    form = ReplyForm(initial={"about": about, "token": new_token()})
    return _form(request, form, edition=edition)


def _named(slug: str) -> Edition | None:
    """The live story of a link on its page."""
    match addresses.resolve(markup.slug(slug)):
        case addresses.Live(edition):
            return edition
    return None


def _received(request: HttpRequest) -> HttpResponse:
    if is_foreign(request):
        return show(request, "public/reply_foreign.html", {}, status=403)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _form(request, form.as_new, status=422)
    try:
        token = form.cleaned_data["token"]
        kept = replies.receive(form.sent, form=token, address=address(request))
    except replies.TooMany:
        answer = _form(request, form.as_new, status=429, is_full=True)
        answer["Retry-After"] = RETRY_AFTER
        return answer
    answer = redirect("public:reply_status", kept.receipt)
    answer.status_code = 303
    return answer


def _looked_up(request: HttpRequest, asked: str) -> HttpResponse:
    """A receipt typed by somebody: to its page, or back with a sentence."""
    if _is_guessing(request):
        return _busy(request)
    if found := replies.find(asked):
        return redirect("public:reply_status", found.receipt)
    words = _("There is no request with this receipt. Compare it with what you noted.")
    form = ReplyForm(initial={"token": new_token()})
    return _form(request, form, status=404, asked=asked[:40], not_found=words)


def _form(
    request: HttpRequest, form: ReplyForm, *, status: int = 200, **more: object
) -> HttpResponse:
    days = {"retention": settings.REPLY_RETENTION_DAYS, "working_days": settings.REPLY_DAYS}
    return show(request, "public/reply.html", {"form": form} | days | more, status=status)


@require_safe
@never_cache
def status(request: HttpRequest, receipt: str) -> HttpResponse:
    """State and dates only: whoever has the number learns nothing about a person."""
    if _is_guessing(request):
        return _busy(request)
    found = replies.find(receipt)
    if found is None:
        raise Http404
    if found.receipt != receipt:
        return redirect("public:reply_status", found.receipt)
    said = {"reply": found, "answer": replies.published(found)}
    answer = show(request, "public/reply_status.html", said)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _is_guessing(request: HttpRequest) -> bool:
    return limits.count(request, "receipt") > MOST_LOOKUPS


def _busy(request: HttpRequest) -> HttpResponse:
    answer = show(request, "public/reply_busy.html", {}, status=429)
    answer["Retry-After"] = "60"
    return answer

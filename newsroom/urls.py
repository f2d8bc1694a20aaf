"""Addresses: staff below /admin/ and /akun/, readers everywhere else."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("admin", RedirectView.as_view(pattern_name="admin:index")),
    path("akun", RedirectView.as_view(pattern_name="account_login")),
    path("admin/", admin.site.urls),
    path("akun/", include("accounts.urls")),
    path("", include("articles.public.urls")),
]
handler400 = "articles.public.errors.bad_request"
handler404 = "articles.public.errors.not_found"
handler500 = "articles.public.errors.broken"

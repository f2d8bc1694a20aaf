"""Addresses: staff below /admin/ and /akun/, readers everywhere else."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("akun/", include("accounts.urls")),
    path("", include("articles.public.urls")),
]
handler404 = "articles.public.errors.not_found"
handler500 = "articles.public.errors.broken"

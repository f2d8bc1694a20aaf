"""Sign-in, below /akun/. The names are allauth's own; the rest of allauth has no address."""

from allauth.account import views
from django.urls import path, re_path
from django.views.generic import RedirectView

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="account_login")),
    path("masuk/", views.login, name="account_login"),
    path("keluar/", views.logout, name="account_logout"),
    path("nonaktif/", views.account_inactive, name="account_inactive"),
    path("kata-sandi/", views.password_change, name="account_change_password"),
    path("lupa/", views.password_reset, name="account_reset_password"),
    path("lupa/terkirim/", views.password_reset_done, name="account_reset_password_done"),
    path(
        "lupa/selesai/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^lupa/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]

"""The shell's own pages, and the doors of signing in: only those we use, not all that allauth has."""

from allauth.account import views as accounts
from django.urls import include, path

from houqin.web import views, views_completeness, views_measures, views_outbox

shell = [
    path("completeness/", views_completeness.of_school, name="completeness"),
    path("completeness/duties/", views_completeness.rows, name="duty-rows"),
    path("completeness/bureau/", views_completeness.of_bureau, name="completeness-bureau"),
    path("measures/", views_measures.measures, name="measures"),
    path("scan/", views.scan, name="scan"),
    path("outbox/", views_outbox.outbox, name="outbox"),
    path("outbox/state/", views_outbox.state, name="outbox-state"),
    path("outbox/pages/", views_outbox.pages, name="outbox-pages"),
    path("outbox/dropped/", views_outbox.dropped, name="outbox-dropped"),
    path("without-network/", views_outbox.without_network, name="without-network"),
    path("sw.js", views_outbox.worker, name="worker"),
    path("app.webmanifest", views_outbox.manifest, name="manifest"),
    path("go/<slug:school_code>/<path:code>/", views.land, name="go"),
    path("me/", views.me, name="me"),
    path("school/", views.choose_school, name="school"),
    path("theme/", views.theme, name="theme"),
    path("healthz", views.healthz, name="healthz"),
]

urlpatterns = [
    path("", views.today, name="today"),
    path("search/", views.search, name="search"),
    path("", include((shell, "web"))),
    path("i18n/", include("django.conf.urls.i18n")),
    path("sign-in/", accounts.login, name="account_login"),
    path("sign-out/", accounts.logout, name="account_logout"),
    path("me/password/", accounts.password_change, name="account_change_password"),
]

"""Pages of the night watch, under /night-watch/."""

from django.urls import path

from houqin.nightwatch.views import roster

app_name = "nightwatch"
urlpatterns = [
    path("roster/", roster.roster, name="roster"),
    path("roster/plan/", roster.plan, name="plan"),
    path("roster/nights/<str:night>/", roster.name, name="name"),
    path("roster/duties/<int:pk>/swap/", roster.swap, name="swap"),
    path("roster/swaps/<int:pk>/answer/", roster.answer, name="answer-swap"),
]

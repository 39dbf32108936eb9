"""Pages of the night watch, under /night-watch/."""

from django.urls import path

from houqin.nightwatch.views import handover, roster, rounds, routes

app_name = "nightwatch"
urlpatterns = [
    path("", rounds.tonight, name="tonight"),
    path("rounds/<int:pk>/", rounds.one, name="round"),
    path("rounds/<int:pk>/mark/", rounds.mark, name="mark"),
    path("marks/<int:pk>/take-back/", rounds.take_back, name="take-back"),
    path("routes/", routes.routes, name="routes"),
    path("routes/new/", routes.new, name="new-route"),
    path("routes/<int:pk>/", routes.one, name="route"),
    path("routes/<int:pk>/change/", routes.change, name="change-route"),
    path("routes/<int:pk>/end/", routes.retire, name="retire-route"),
    path("handovers/", handover.handovers, name="handovers"),
    path("handovers/new/", handover.new, name="hand-over"),
    path("handovers/<int:pk>/", handover.one, name="handover"),
    path("handovers/<int:pk>/take/", handover.take, name="take-over"),
    path("handovers/<int:pk>/paper/", handover.paper, name="handover-paper"),
    path("roster/", roster.roster, name="roster"),
    path("roster/plan/", roster.plan, name="plan"),
    path("roster/nights/<str:night>/", roster.name, name="name"),
    path("roster/duties/<int:pk>/swap/", roster.swap, name="swap"),
    path("roster/swaps/<int:pk>/answer/", roster.answer, name="answer-swap"),
]

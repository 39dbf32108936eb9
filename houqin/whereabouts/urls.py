"""Pages of whereabouts, under /whereabouts/."""

from django.urls import path

from houqin.whereabouts.views import away, board, guardian, illness, leave, links, many

app_name = "whereabouts"
urlpatterns = [
    path("", board.index, name="index"),
    path("pupils/<int:pk>/", board.pupil, name="pupil"),
    path("pupils/<int:pk>/leave", leave.ask_for, name="ask-leave"),
    path("pupils/<int:pk>/away", away.note, name="note-away"),
    path("pupils/<int:pk>/sick", illness.report, name="report-illness"),
    path("classes/<int:pk>/", board.school_class, name="class"),
    path("classes/<int:pk>/leave", many.ask_class, name="class-leave"),
    path("classes/<int:pk>/outing", many.outing, name="class-outing"),
    path("classes/<int:pk>/links", links.of_class, name="class-links"),
    path("classes/<int:pk>/paper", many.paper, name="class-paper"),
    path("classes/<int:pk>/approve", many.approve, name="class-approve"),
    path("classes/<int:pk>/hand-over", many.hand_over, name="class-hand-over"),
    path("classes/<int:pk>/return", many.take_back, name="class-return"),
    path("weekend", many.weekend, name="weekend"),
    path("countersign", many.countersign, name="countersign-all"),
    path("back", many.back, name="back"),
    path("leaves/<int:pk>/", leave.leave, name="leave"),
    path("leaves/<int:pk>/links", links.of_leave, name="leave-links"),
    path("leaves/<int:pk>/paper", leave.paper, name="leave-paper"),
    path("leaves/<int:pk>/approve", leave.approve, name="approve"),
    path("leaves/<int:pk>/countersign", leave.countersign, name="countersign"),
    path("leaves/<int:pk>/refuse", leave.refuse, name="refuse-leave"),
    path("leaves/<int:pk>/call-off", leave.call_off, name="call-off-leave"),
    path("leaves/<int:pk>/hand-over", leave.hand_over, name="hand-over"),
    path("leaves/<int:pk>/prolong", leave.prolong, name="prolong"),
    path("leaves/<int:pk>/return", leave.take_back, name="return"),
    path("away/<int:pk>/", away.away, name="away"),
    path("away/<int:pk>/back", away.end, name="end-away"),
    path("away/<int:pk>/vouch", away.vouch, name="vouch"),
    path("illnesses/<int:pk>/", illness.illness, name="illness"),
    path("illnesses/<int:pk>/notes", illness.notes, name="illness-notes"),
    path("illnesses/<int:pk>/<slug:name>", illness.step, name="illness-step"),
    path("confirm/<slug:school_code>/<str:token>/", guardian.guardian, name="guardian"),
]

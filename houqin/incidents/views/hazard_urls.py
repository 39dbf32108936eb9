"""Addresses of hazards."""

from django.urls import path

from houqin.incidents.views import hazard_verbs as verbs
from houqin.incidents.views import hazards

hazard_urls = [
    path("hazards/", hazards.hazards, name="hazards"),
    path("hazards/new/", hazards.report, name="report-hazard"),
    path("hazards/<int:pk>/", hazards.hazard, name="hazard"),
    path("hazards/<int:pk>/grade/", verbs.grade, name="grade-hazard"),
    path("hazards/<int:pk>/assign/", verbs.assign, name="assign-hazard"),
    path("hazards/<int:pk>/fix/", verbs.fix, name="fix-hazard"),
    path("hazards/<int:pk>/verify/", verbs.verify, name="verify-hazard"),
    path("hazards/<int:pk>/send-back/", verbs.send_back, name="send-back-hazard"),
    path("hazards/<int:pk>/report-up/", verbs.report_up, name="report-hazard-up"),
    path("hazards/<int:pk>/note/", verbs.note, name="note-on-hazard"),
    path("hazards/<int:pk>/stop/", verbs.stop, name="stop-use"),
    path("stops/<int:pk>/release/", verbs.release, name="release-stop"),
]

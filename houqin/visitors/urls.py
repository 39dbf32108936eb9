from django.urls import path

from houqin.visitors.views import gate, no_entry, passes, stay_verbs, stays

app_name = "visitors"
urlpatterns = [
    path("", gate.gate, name="gate"),
    path("new/", passes.new_visitor, name="let-in"),
    path("workers/", gate.workers, name="workers"),
    path("workers/new/", passes.new_workers, name="let-workers-in"),
    path("approve/", passes.approve, name="approve-visit"),
    path("visits/<int:pk>/", passes.visit, name="visit"),
    path("visits/<int:pk>/out/", passes.out, name="let-out"),
    path("no-entry/", no_entry.no_entry, name="no-entry"),
    path("no-entry/new/", no_entry.new, name="refuse-entry"),
    path("no-entry/<int:pk>/end/", no_entry.end, name="end-no-entry"),
    path("guests/", stays.stays, name="stays"),
    path("guests/new/", stay_verbs.apply, name="apply-for-stay"),
    path("guests/<int:pk>/", stays.stay, name="stay"),
    path("guests/<int:pk>/approve/", stay_verbs.approve, name="approve-stay"),
    path("guests/<int:pk>/decline/", stay_verbs.decline, name="decline-stay"),
    path("guests/<int:pk>/register/", stay_verbs.register, name="register-guest"),
    path("guests/<int:pk>/lodge/", stay_verbs.lodge, name="lodge-guest"),
    path("guests/<int:pk>/depart/", stay_verbs.depart, name="depart-guest"),
    path("guests/<int:pk>/call-off/", stay_verbs.call_off, name="call-off-stay"),
]

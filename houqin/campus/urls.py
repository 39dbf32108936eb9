"""Addresses of the campus, under /campus/ and in the namespace `campus`."""

from django.urls import path

from houqin.campus.views import pieces, register, rounds, tests

app_name = "campus"
urlpatterns = [
    path("equipment/", register.equipment, name="equipment"),
    path("equipment/new/", register.register, name="register"),
    path("equipment/<int:pk>/", pieces.piece, name="piece"),
    path("equipment/<int:pk>/check/", pieces.check, name="check-piece"),
    path("equipment/<int:pk>/service/", pieces.service, name="service"),
    path("equipment/<int:pk>/move/", pieces.move, name="move"),
    path("equipment/<int:pk>/change/", pieces.change, name="change"),
    path("equipment/<int:pk>/stop/", pieces.stop, name="stop"),
    path("equipment/<int:pk>/put-back/", pieces.put_back, name="put-back"),
    path("equipment/<int:pk>/scrap/", pieces.scrap, name="scrap"),
    path("equipment/checks/<int:pk>/correct/", pieces.correct, name="correct-check"),
    path("due/<int:pk>/", register.due, name="due"),
    path("checks/", rounds.checks, name="checks"),
    path("checks/buildings/<int:pk>/", rounds.check, name="check"),
    path("checks/<int:pk>/", rounds.one_round, name="round"),
    path("tests/", tests.tests, name="tests"),
    path("tests/new/", tests.new_test, name="new-test"),
]

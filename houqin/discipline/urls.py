from django.urls import path

from houqin.discipline.views import found, index, keeping, lessons, rounds, talks

app_name = "discipline"
urlpatterns = [
    path("", index.index, name="index"),
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/<int:pk>/", rounds.one_round, name="round"),
    path("buildings/<int:pk>/round/", rounds.make_round, name="make-round"),
    path("talks/", talks.talks, name="talks"),
    path("talks/new/", talks.record, name="record"),
    path("talks/<int:pk>/", talks.violation, name="violation"),
    path("talks/<int:pk>/talk/", talks.talk, name="talk"),
    path("talks/<int:pk>/contact/", talks.contact, name="contact"),
    path("talks/<int:pk>/follow-up/", talks.follow_up, name="follow-up"),
    path("talks/<int:pk>/points/", talks.points, name="points"),
    path("talks/<int:pk>/correct/", talks.correct, name="correct"),
    path("talks/<int:pk>/close/", talks.close, name="close"),
    path("talks/<int:pk>/withdraw/", talks.withdraw, name="withdraw"),
    path("children/<int:pk>/", talks.child, name="child"),
    path("lessons/", lessons.lessons, name="lessons"),
    path("lessons/new/", lessons.teach, name="teach"),
    path("lessons/<int:pk>/", lessons.lesson, name="lesson"),
    path("kept/", keeping.kept, name="kept"),
    path("kept/new/", keeping.take_in, name="take-in"),
    path("kept/<int:pk>/", keeping.envelope, name="envelope"),
    path("kept/<int:pk>/give-back/", keeping.give_back, name="give-back"),
    path("found/", found.found, name="found"),
    path("found/new/", found.shelve, name="shelve"),
    path("found/<int:pk>/", found.thing, name="found-thing"),
    path("found/<int:pk>/claim/", found.claim, name="claim"),
    path("found/<int:pk>/dispose/", found.dispose, name="dispose"),
]

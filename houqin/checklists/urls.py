from django.urls import path

from houqin.checklists.views import composing, lists, running

app_name = "checklists"
urlpatterns = [
    path("", lists.lists, name="lists"),
    path("completeness/", lists.completeness, name="completeness"),
    path("adopt/", lists.adopt, name="adopt"),
    path("drafts/new/", composing.new, name="new"),
    path("drafts/<int:pk>/", composing.draft, name="draft"),
    path("drafts/<int:pk>/item/", composing.item, name="item"),
    path("drafts/<int:pk>/drop/", composing.drop, name="drop-item"),
    path("drafts/<int:pk>/publish/", composing.publish, name="publish"),
    path("drafts/<int:pk>/retire/", composing.retire, name="retire"),
    path("runs/<int:pk>/", running.run, name="run"),
    path("runs/<int:pk>/sign/", running.sign, name="sign"),
    path("<int:pk>/", lists.one, name="list"),
    path("<int:pk>/fill/", running.fill, name="fill"),
    path("<int:pk>/schedule/", composing.schedule, name="schedule"),
    path("<int:pk>/extend/", composing.extend, name="extend"),
    path("<int:pk>/end/", composing.end, name="end"),
]

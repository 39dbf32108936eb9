from django.urls import path

from houqin.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.index, name="index"),
    path("runs/<int:pk>/", views.run, name="run"),
    path("runs/<int:pk>/accept/", views.accept, name="accept"),
    path("runs/<int:pk>/put-aside/", views.put_aside, name="put-aside"),
    path("runs/<int:pk>/undo/", views.undo, name="undo"),
    path("runs/<int:pk>/to-change.xlsx", views.bad_rows_file, name="bad-rows"),
    path("<str:code>/", views.importer, name="importer"),
    path("<str:code>/template.xlsx", views.template, name="template"),
]

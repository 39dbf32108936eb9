"""Pages of duties."""

from django.urls import path

from houqin.duties import views

app_name = "duties"
urlpatterns = [
    path("<int:pk>/", views.duty, name="duty"),
    path("<int:pk>/excuse/", views.excuse, name="excuse"),
    path("rules/", views.rules, name="rules"),
    path("rules/<str:code>/", views.rule, name="rule"),
    path("rules/<str:code>/tune/", views.tune, name="tune"),
]

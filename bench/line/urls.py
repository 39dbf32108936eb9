from django.http import HttpResponse
from django.urls import path

from bench.line import views

urlpatterns = [
    path("", lambda request: HttpResponse("ok")),
    path("receipt/<int:pk>", views.receipt),
    path("issue", views.issue),
    path("trace/<int:pk>", views.trace),
]

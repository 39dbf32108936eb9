from django.urls import path

from houqin.api.service import api

urlpatterns = [path("v1/", api.urls)]

from django.urls import path

from houqin.dormitory.views import emergencies, rolls, searches

app_name = "dormitory"
urlpatterns = [
    path("rolls/", rolls.tonight, name="tonight"),
    path("rolls/<int:pk>/", rolls.roll, name="roll"),
    path("buildings/<int:pk>/roll/", rolls.take, name="take"),
    path("buildings/<int:pk>/roll/close/", rolls.close, name="close-roll"),
    path("searches/<int:pk>/", searches.search, name="search"),
    path("searches/<int:pk>/step/", searches.step, name="search-step"),
    path("searches/<int:pk>/found/", searches.found, name="found"),
    path("emergencies/", emergencies.emergencies, name="emergencies"),
    path("emergencies/<int:pk>/", emergencies.emergency, name="emergency"),
    path("emergencies/<int:pk>/groups/<int:place>/", emergencies.heads, name="heads"),
    path("emergencies/<int:pk>/end/", emergencies.end, name="end-emergency"),
    path("emergencies/<int:pk>/call-off/", emergencies.call_off, name="call-off"),
]

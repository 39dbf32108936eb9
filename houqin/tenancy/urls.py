from django.urls import path

from houqin.tenancy.views import calendars, numbers, places, settings

app_name = "tenancy"
urlpatterns = [
    path("settings/", settings.settings, name="settings"),
    path("settings/spaces/", places.spaces, name="spaces"),
    path("settings/spaces/building/", places.add_building, name="add-building"),
    path("settings/spaces/new/", places.add_space, name="add-space"),
    path("settings/spaces/<int:pk>/", places.space, name="space"),
    path("settings/spaces/<int:pk>/close/", places.close_space, name="close-space"),
    path("settings/calendar/", calendars.calendar, name="calendar"),
    path("settings/calendar/term/", calendars.add_term, name="add-term"),
    path("settings/calendar/term/<int:pk>/", calendars.change_term, name="change-term"),
    path("settings/calendar/day/", calendars.mark_day, name="mark-day"),
    path("settings/calendar/day/<int:pk>/clear/", calendars.clear_day, name="clear-day"),
    path("settings/timetable/", calendars.timetable, name="timetable"),
    path("settings/timetable/new/", calendars.set_time, name="set-time"),
    path("settings/numbers/", numbers.parameters, name="parameters"),
    path("settings/numbers/<slug:key>/", numbers.parameter, name="parameter"),
    path("settings/rules/", numbers.rule_library, name="rules"),
]

"""Addresses of food-safety management, under /food-safety/."""

from django.urls import path

from houqin.foodsafety.views import days, heads, months, overview, weeks

app_name = "foodsafety"
urlpatterns = [
    path("", overview.index, name="index"),
    path("daily/new/", days.new, name="new-daily"),
    path("daily/<int:pk>/", days.one, name="daily"),
    path("weekly/new/", weeks.new, name="new-weekly"),
    path("weekly/<int:pk>/", weeks.one, name="weekly"),
    path("monthly/new/", months.new, name="new-monthly"),
    path("monthly/<int:pk>/", months.one, name="monthly"),
    path("monthly/<int:pk>/sign/", months.sign, name="sign-monthly"),
    path("heads/", heads.heads, name="heads"),
    path("heads/bureau/", heads.of_bureau, name="bureau-heads"),
]

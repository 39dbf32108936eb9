"""Pages of duties."""

from django.urls import path

from houqin.duties import views

app_name = "duties"
urlpatterns = [path("<int:pk>/", views.duty, name="duty")]

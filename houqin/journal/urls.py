from django.urls import path

from houqin.journal import views

app_name = "journal"
urlpatterns = [path("<int:pk>/", views.attachment, name="attachment")]

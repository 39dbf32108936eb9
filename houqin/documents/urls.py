from django.urls import path

from houqin.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:code>/", views.ledger, name="ledger"),
    path("<slug:code>.pdf", views.pdf, name="pdf"),
    path("<slug:code>.xlsx", views.xlsx, name="xlsx"),
]

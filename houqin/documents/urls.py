from django.urls import path

from houqin.documents import labelling, views

app_name = "documents"
urlpatterns = [
    path("", views.index, name="index"),
    path("labels/", labelling.choose, name="labels"),
    path("labels/print/", labelling.print_labels, name="print-labels"),
    path("<slug:code>/", views.ledger, name="ledger"),
    path("<slug:code>.pdf", views.pdf, name="pdf"),
    path("<slug:code>.xlsx", views.xlsx, name="xlsx"),
]

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "houqin.documents"
    verbose_name = "documents"

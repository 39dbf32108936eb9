from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "houqin.imports"
    verbose_name = "imports"

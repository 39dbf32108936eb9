from django.apps import AppConfig


class DisciplineConfig(AppConfig):
    name = "houqin.discipline"
    verbose_name = "discipline"

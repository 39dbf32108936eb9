from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "houqin.incidents"
    verbose_name = "incidents"

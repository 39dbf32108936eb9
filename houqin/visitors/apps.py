from django.apps import AppConfig


class VisitorsConfig(AppConfig):
    name = "houqin.visitors"
    verbose_name = "visitors"

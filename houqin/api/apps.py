from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "houqin.api"
    verbose_name = "api"

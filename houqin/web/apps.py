from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "houqin.web"
    verbose_name = "web"

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "houqin.demo"
    verbose_name = "demo"

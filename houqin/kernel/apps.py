from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "houqin.kernel"
    verbose_name = "kernel"

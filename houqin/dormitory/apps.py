from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DormitoryConfig(AppConfig):
    """Finds what apps above know of rooms and of people inside (`beside.py`)."""

    name = "houqin.dormitory"
    verbose_name = "dormitory"

    def ready(self):
        autodiscover_modules("beside_rooms")

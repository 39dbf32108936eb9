from django.apps import AppConfig


class RoomLifeConfig(AppConfig):
    name = "houqin.roomlife"
    verbose_name = "roomlife"

from django.apps import AppConfig


class DormitoryConfig(AppConfig):
    name = "houqin.dormitory"
    verbose_name = "dormitory"

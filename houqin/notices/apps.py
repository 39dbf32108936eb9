from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NoticesConfig(AppConfig):
    """Finds every kind of notice that an app declares in its `notice_kinds.py`."""

    name = "houqin.notices"
    verbose_name = "notices"

    def ready(self):
        autodiscover_modules("notice_kinds")

from django.apps import AppConfig
<<<<<<< HEAD
from django.utils.module_loading import autodiscover_modules
=======
>>>>>>> main


class ImportsConfig(AppConfig):
    name = "houqin.imports"
    verbose_name = "imports"
<<<<<<< HEAD

    def ready(self):
        autodiscover_modules("imports")
=======
>>>>>>> main

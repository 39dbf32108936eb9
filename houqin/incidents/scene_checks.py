"""What is looked to at a scene that is kept (EP-02)."""

from django.utils.translation import gettext_lazy as _

SCENE_CHECKS = {
    "cordoned": _("Cordoned off, with a guard"),
    "entry_listed": _("Everybody who enters is listed"),
    "photographed": _("Photographed from several sides"),
    "moved_marked": _("What rescue moved is marked"),
    "moved_sketched": _("What rescue moved is sketched"),
    "moved_written": _("What rescue moved is written down"),
    "cleaning_stopped": _("Cleaning and disposal are stopped"),
}

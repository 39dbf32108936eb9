"""What was asked, passed and signed is never changed or deleted (GT-18)."""

from django.db import migrations

from houqin.kernel.sealing import seal

SEALED = ("routeversion", "routepoint", "mark", "markphoto", "oddity", "shifthandover", "shifttaken")


class Migration(migrations.Migration):
    dependencies = [("nightwatch", "0002_routes_rounds_and_handover")]
    operations = [seal(f"nightwatch_{name}") for name in SEALED]

"""What was seen, done or tested is written once (GT-18)."""

from django.db import migrations

from houqin.kernel.sealing import seal

SEALED = ("checkround", "equipmentcheck", "checkphoto", "service", "servicepaper", "systemtest", "testpaper")


class Migration(migrations.Migration):
    dependencies = [("campus", "0001_equipment")]
    operations = [seal(f"campus_{table}") for table in SEALED]

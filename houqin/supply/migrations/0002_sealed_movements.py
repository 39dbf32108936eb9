"""The database refuses to change or delete what is sealed (GT-18)."""

from django.db import migrations

from houqin.kernel.sealing import seal


class Migration(migrations.Migration):
    dependencies = [("supply", "0001_from_supplier_to_store")]
    operations = [seal("supply_movement")]

"""The database refuses to change or delete what is sealed (GT-18)."""

from django.db import migrations

from houqin.kernel.sealing import seal


class Migration(migrations.Migration):
    dependencies = [("kitchen", "0002_links")]
    operations = [seal("kitchen_cookingtemperature"), seal("kitchen_tasting")]

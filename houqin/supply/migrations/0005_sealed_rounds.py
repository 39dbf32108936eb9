"""A round of the store is written once (GT-18)."""

from django.db import migrations

from houqin.kernel.sealing import seal


class Migration(migrations.Migration):
    dependencies = [("supply", "0004_rounds_of_the_store")]
    operations = [seal("supply_storecheck"), seal("supply_coldreading")]

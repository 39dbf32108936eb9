"""A step of a ladder is what somebody was told: the database refuses to change or delete it (GT-18)."""

from django.db import migrations

from houqin.kernel.sealing import seal


class Migration(migrations.Migration):
    dependencies = [("duties", "0002_rows_and_runs")]
    operations = [seal("duties_dutystep")]

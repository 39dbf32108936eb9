"""What was done for a sick child is written once (GT-18)."""

from django.db import migrations

from houqin.kernel.sealing import seal


class Migration(migrations.Migration):
    dependencies = [("whereabouts", "0002_leave_and_illness")]
    operations = [seal("whereabouts_illnessstep")]

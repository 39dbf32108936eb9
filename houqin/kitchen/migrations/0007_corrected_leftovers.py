"""A leftover's weight is corrected by a new row that names the old one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kitchen", "0006_called_off_meals")]

    operations = [
        migrations.AddField(
            model_name="leftover",
            name="corrects",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="corrected_by",
                to="kitchen.leftover",
            ),
        ),
        migrations.AddField(
            model_name="leftover", name="correction_reason", field=models.CharField(blank=True, max_length=120)
        ),
    ]

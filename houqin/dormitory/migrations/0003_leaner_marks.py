"""Marks without two constraints: forty checks each were a tenth of a roll."""

from django.conf import settings
from django.db import migrations, models

from houqin.kernel.sealing import seal


class Migration(migrations.Migration):
    dependencies = [
        ("dormitory", "0002_rolls_and_searches"),
        ("tenancy", "0002_times_of_the_evening"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="mark",
            name="by",
            field=models.ForeignKey(
                db_constraint=False, db_index=False, on_delete=models.PROTECT, related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="mark",
            name="school",
            field=models.ForeignKey(
                db_constraint=False, db_index=False, on_delete=models.PROTECT, related_name="+", to="tenancy.school"
            ),
        ),
        seal("dormitory_mark"),
    ]

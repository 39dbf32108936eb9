"""Marks without the check of whoever confirms: forty times the same account, looked up and locked."""

from django.conf import settings
from django.db import migrations, models

from houqin.kernel.sealing import seal


class Migration(migrations.Migration):
    dependencies = [
        ("dormitory", "0003_leaner_marks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="mark",
            name="confirmed_by",
            field=models.ForeignKey(
                db_constraint=False, db_index=False, null=True, on_delete=models.PROTECT, related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        seal("dormitory_mark"),
    ]

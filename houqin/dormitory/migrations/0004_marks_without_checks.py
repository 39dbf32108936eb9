"""Marks without three more constraints: what they name is in the closed roll's lines, which have them."""

from django.conf import settings
from django.db import migrations, models

from houqin.kernel.sealing import seal


class Migration(migrations.Migration):
    dependencies = [
        ("dormitory", "0003_leaner_marks"),
        ("people", "0003_absences"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="mark",
            name="bed",
            field=models.ForeignKey(
                db_constraint=False, on_delete=models.PROTECT, related_name="marks", to="dormitory.bed"
            ),
        ),
        migrations.AlterField(
            model_name="mark",
            name="confirmed_by",
            field=models.ForeignKey(
                db_constraint=False, db_index=False, null=True, on_delete=models.PROTECT, related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="mark",
            name="pupil",
            field=models.ForeignKey(
                db_constraint=False, db_index=False, on_delete=models.PROTECT, related_name="marks", to="people.pupil"
            ),
        ),
        seal("dormitory_mark"),
    ]

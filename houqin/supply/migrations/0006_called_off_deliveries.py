"""A delivery that was entered by mistake is called off: it stays with who and why, and no lot comes of it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

STATES = ["arrived", "inspected", "called_off"]
NAMES = ["To inspect", "Inspected", "Entered by mistake"]


class Migration(migrations.Migration):
    dependencies = [
        ("supply", "0005_sealed_rounds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="delivery", name="delivery_state_known"),
        migrations.AddField(model_name="delivery", name="called_off_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="delivery",
            name="called_off_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="delivery", name="called_off_reason", field=models.CharField(blank=True, max_length=200)
        ),
        migrations.AlterField(
            model_name="delivery",
            name="state",
            field=models.CharField(
                choices=list(zip(STATES, NAMES, strict=True)), default="arrived", max_length=10
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(condition=Q(state__in=STATES), name="delivery_state_known"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=Q(called_off_at=None) & ~Q(state="called_off")
                | Q(state="called_off", called_off_at__isnull=False, called_off_by__isnull=False)
                & ~Q(called_off_reason=""),
                name="called_off_delivery_says_who_and_why",
            ),
        ),
    ]

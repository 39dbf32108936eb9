"""A planned meal can be called off: it stays with who and why, and another of its kind may be planned."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

STATES = ["planned", "cooking", "cooked", "tasted", "sampled", "released", "closed", "called_off"]
NAMES = ["Planned", "Cooking", "Cooked", "Tasted", "Sampled", "Released", "Closed", "Called off"]


class Migration(migrations.Migration):
    dependencies = [
        ("kitchen", "0005_superseded_samples"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="meal", name="one_meal_of_a_kind_a_day"),
        migrations.RemoveConstraint(model_name="meal", name="meal_state_known"),
        migrations.AddField(model_name="meal", name="called_off_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="meal",
            name="called_off_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="meal", name="called_off_reason", field=models.CharField(blank=True, max_length=200)
        ),
        migrations.AlterField(
            model_name="meal",
            name="state",
            field=models.CharField(
                choices=list(zip(STATES, NAMES, strict=True)), default="planned", max_length=10
            ),
        ),
        migrations.AddConstraint(
            model_name="meal",
            constraint=models.UniqueConstraint(
                condition=~Q(state="called_off"), fields=("school", "on", "kind"), name="one_meal_of_a_kind_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="meal",
            constraint=models.CheckConstraint(condition=Q(state__in=STATES), name="meal_state_known"),
        ),
        migrations.AddConstraint(
            model_name="meal",
            constraint=models.CheckConstraint(
                condition=Q(called_off_at=None) & ~Q(state="called_off")
                | Q(state="called_off", called_off_at__isnull=False, called_off_by__isnull=False)
                & ~Q(called_off_reason=""),
                name="called_off_meal_says_who_and_why",
            ),
        ),
    ]

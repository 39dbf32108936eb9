"""A vote that came to nothing is closed without a winner, and says why."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("roomlife", "0002_sealed_looks")]
    operations = [
        migrations.RemoveConstraint(model_name="election", name="closed_election_has_winner"),
        migrations.AddField(
            model_name="election", name="why_called_off", field=models.CharField(blank=True, max_length=300)
        ),
        migrations.AddConstraint(
            model_name="election",
            constraint=models.CheckConstraint(
                name="closed_election_has_winner",
                condition=Q(closed_at=None, winner=None, closed_by=None, why_called_off="")
                | Q(closed_at__isnull=False, winner__isnull=False, closed_by__isnull=False, why_called_off="")
                | Q(closed_at__isnull=False, winner=None, closed_by__isnull=False) & ~Q(why_called_off=""),
            ),
        ),
    ]

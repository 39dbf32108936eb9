"""A sample's place belongs to the row that holds: a corrected row says since when another speaks for it."""

from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery


def mark_corrected(apps, schema_editor):
    samples = apps.get_model("kitchen", "RetainedSample").objects.using(schema_editor.connection.alias)
    newer = samples.filter(corrects=OuterRef("pk")).values("received_at")[:1]
    samples.filter(corrected_by__isnull=False).update(superseded_at=Subquery(newer))


class Migration(migrations.Migration):
    dependencies = [("kitchen", "0004_kept_samples")]

    operations = [
        migrations.RemoveConstraint(model_name="retainedsample", name="one_sample_per_position"),
        migrations.AddField(
            model_name="retainedsample", name="superseded_at", field=models.DateTimeField(null=True)
        ),
        migrations.RunPython(mark_corrected, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="retainedsample",
            constraint=models.UniqueConstraint(
                fields=["cabinet", "position"],
                condition=Q(disposed_at=None, superseded_at=None, position__isnull=False),
                name="one_sample_per_position",
            ),
        ),
    ]

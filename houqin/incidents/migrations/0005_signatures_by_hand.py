"""Who takes or witnesses evidence signs by hand, and a sealed thing may be shown from several sides (EP-01, EP-03)."""

import django.db.models.deletion
from django.db import migrations, models

from houqin.kernel.sealing import seal


def attachment(**more):
    return models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journal.attachment", **more
    )


class Migration(migrations.Migration):
    dependencies = [("incidents", "0004_sealed_cases"), ("journal", "0006_a_row_for_each_use")]
    operations = [
        migrations.AddField("custodyevent", "drawn", attachment(help_text="Signature of the receiver, by hand.")),
        migrations.AddField("evidence", "drawn", attachment(help_text="Signature of the witness, by hand.")),
        migrations.AddField(
            "evidence", "more_photos", models.ManyToManyField(related_name="+", to="journal.attachment")
        ),
        migrations.AlterField("custodyevent", "signature", attachment(help_text="The signed receipt.")),
        seal("incidents_evidence_more_photos"),
    ]

"""What was heard, said, counted and found is never changed or deleted (GT-18)."""

from django.db import migrations

from houqin.kernel.sealing import seal

SEALED = (
    "afterbellround", "roomheard", "violation", "violationstep", "lesson", "attendance", "envelopemovement",
    "movedthing", "foundthing", "outcome",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("discipline", "0001_rounds_talks_and_things_kept")]
    operations = [seal(f"discipline_{name}") for name in SEALED]

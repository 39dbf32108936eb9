"""What was voted, drawn, seen and noted is never changed or deleted (GT-18)."""

from django.db import migrations

from houqin.kernel.sealing import seal

SEALED = (
    "voter", "tally", "turncheck", "turnphoto", "roomdraw", "inspection", "finding", "inspectionphoto", "helpnote"
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("roomlife", "0001_heads_rota_inspections")]
    operations = [seal(f"roomlife_{name}") for name in SEALED]

"""What was published and what was handed in is never changed or deleted (GT-18)."""

from django.db import migrations

from houqin.kernel.sealing import seal

SEALED = ("listversion", "item", "run", "answer", "answerphoto", "secondsignature")


class Migration(migrations.Migration):
    dependencies = [("checklists", "0001_lists_and_runs")]
    operations = [seal(f"checklists_{name}") for name in SEALED]

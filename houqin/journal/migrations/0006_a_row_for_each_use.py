"""A file that is sent again is another use of it, so that a photo used twice is recognised; the file stays one."""

from django.db import migrations, models

from houqin.kernel.sealing import seal, unseal


class Migration(migrations.Migration):
    dependencies = [("journal", "0005_latest_of_a_kind")]
    operations = [
        unseal("journal_attachment"),
        migrations.RemoveConstraint(model_name="attachment", name="a_file_is_kept_once"),
        migrations.AddField(
            model_name="attachment",
            name="original_digest",
            field=models.CharField(
                default="",
                help_text="SHA-256 of the photo before the phone shrank it, as the phone says; else as sent.",
                max_length=64,
            ),
            preserve_default=False,
        ),
        migrations.RunSQL(
            "UPDATE journal_attachment SET original_digest = source_digest", migrations.RunSQL.noop
        ),
        migrations.AlterField(
            model_name="attachment",
            name="kind",
            field=models.CharField(
                choices=[("photo", "Photo"), ("document", "Document"), ("signature", "Signature")], max_length=10
            ),
        ),
        migrations.AddIndex(
            model_name="attachment", index=models.Index(fields=["chain", "source_digest"], name="attachment_as_sent")
        ),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(fields=["chain", "original_digest"], name="attachment_as_taken"),
        ),
        seal("journal_attachment"),
    ]

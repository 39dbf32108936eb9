"""The database refuses to change or delete what is sealed (GT-18)."""

from django.db import migrations

from houqin.kernel.sealing import seal


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_authors")]
    operations = [seal("journal_entry"), seal("journal_mention"), seal("journal_attachment")]

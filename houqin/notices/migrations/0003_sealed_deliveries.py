from django.db import migrations

from houqin.kernel.sealing import seal


class Migration(migrations.Migration):
    """How an attempt ended is evidence: who was told when, and who was not."""

    dependencies = [("notices", "0002_channels_and_deliveries")]

    operations = [seal("notices_delivery")]

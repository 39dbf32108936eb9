"""The database refuses to change or delete what a duty leader approved (GT-18)."""

from django.db import migrations

from houqin.kernel.sealing import seal


class Migration(migrations.Migration):
    dependencies = [("visitors", "0001_at_the_gate_and_in_the_guest_room")]
    operations = [seal("visitors_visitapproval")]

"""The database refuses to change or delete what somebody did about a hazard (GT-18)."""

from django.db import migrations

from houqin.kernel.sealing import seal


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_from_found_to_verified")]
    operations = [seal("incidents_hazardstep"), seal("incidents_hazardphoto")]

"""The database refuses to change what was said, approved, signed and read (GT-18)."""

from django.db import migrations

from houqin.kernel.sealing import seal


class Migration(migrations.Migration):
    dependencies = [("governance", "0001_rules_plans_and_meetings")]
    operations = [
        seal("governance_meeting"),
        seal("governance_meeting_attendees"),
        seal("governance_meeting_attachments"),
        seal("governance_minutes"),
        seal("governance_minutessignature"),
        seal("governance_ruleversion"),
        seal("governance_ruleapproval"),
        seal("governance_reading"),
    ]

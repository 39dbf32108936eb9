"""What happened is never changed or deleted (GT-18): calls, reports, updates, evidence, custody, findings, drills."""

from django.db import migrations

from houqin.kernel.sealing import seal


class Migration(migrations.Migration):
    dependencies = [("incidents", "0003_first_hour_and_drills")]
    operations = [
        seal(f"incidents_{table}")
        for table in (
            "loggedcall",
            "owedreport",
            "sentreport",
            "incidentupdate",
            "evidence",
            "evidence_more_photos",
            "custodyevent",
            "accountabilityentry",
            "planreview",
            "drill",
        )
    ]

"""What was signed is written once (GT-18)."""

from django.db import migrations

from houqin.kernel.sealing import seal

SEALED = ("foodsafety_dailycontrol", "foodsafety_weeklyreport", "foodsafety_monthlydispatch", "foodsafety_headhandover")


class Migration(migrations.Migration):
    dependencies = [("foodsafety", "0001_the_day_the_week_the_month")]
    operations = [seal(table) for table in SEALED]

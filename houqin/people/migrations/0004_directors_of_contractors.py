"""The contractor of a canteen names a food-safety director beside the school's (FM-05)."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_absences'),
    ]

    operations = [
        migrations.AddField(
            model_name='postholding',
            name='is_of_contractor',
            field=models.BooleanField(default=False, help_text="Named by whoever runs the canteen for the school, beside the school's own (FM-05)."),
        ),
    ]

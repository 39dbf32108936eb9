"""How far rows were made, and when the clock's works ran."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("duties", "0001_what_must_always_be_done"),
        ("tenancy", "0001_schools_and_places"),
    ]

    operations = [
        migrations.CreateModel(
            name='WorkRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60, unique=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('failed_at', models.DateTimeField(null=True)),
                ('error', models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='OccasionsMade',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('on', models.DateField(help_text="The school's day when they were last made.")),
                ('until', models.DateField(help_text='The last day that is made.')),
                ('calendar', models.CharField(help_text='Digest of calendar, timetable, tunings and declarations.', max_length=64)),
                ('sequence', models.BigIntegerField(help_text='Journal entry up to which things were looked at.')),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school',), name='occasions_made_once')],
            },
        ),
    ]

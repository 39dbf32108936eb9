"""When somebody is away."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_posts_and_classes"),
        ("tenancy", "0001_schools_and_places"),
    ]

    operations = [
        migrations.CreateModel(
            name='StaffAbsence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to='people.staff')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(help_text='Back at work from this moment on.')),
                ('reason', models.CharField(max_length=80)),
                ('approved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('approved_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(help_text='Came back earlier, or never went.', null=True)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['school', 'ends_at'], name='absence_by_school')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='absence_ends_after_start'), models.CheckConstraint(condition=models.Q(('ended_at', None), models.Q(('ended_by', None), _negated=True), _connector='OR'), name='ended_absence_says_who')],
            },
        ),
    ]

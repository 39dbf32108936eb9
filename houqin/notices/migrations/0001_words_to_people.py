"""A row in somebody's inbox."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("tenancy", "0001_schools_and_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to=settings.AUTH_USER_MODEL)),
                ('kind', models.CharField(max_length=60)),
                ('facts', models.TextField(help_text="Canonical JSON; worded in the reader's language.")),
                ('url', models.CharField(blank=True, help_text='Where to act, a path of this house.', max_length=200)),
                ('is_urgent', models.BooleanField(default=False)),
                ('subject_kind', models.CharField(blank=True, max_length=60)),
                ('subject_id', models.BigIntegerField(null=True)),
                ('told_at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(help_text='What it spoke of was over before it was read.', null=True)),
                ('sent_at', models.DateTimeField(help_text='When the channels were done with it; null while due.', null=True)),
                ('try_at', models.DateTimeField(help_text='Not to be sent before: put off, or claimed by a sender.', null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['to', '-told_at'], name='notice_inbox'), models.Index(condition=models.Q(('read_at', None), ('withdrawn_at', None)), fields=['to'], name='notice_unread'), models.Index(condition=models.Q(('sent_at', None)), fields=['told_at'], name='notice_outbox'), models.Index(fields=['subject_kind', 'subject_id'], name='notice_by_subject')],
            },
        ),
    ]

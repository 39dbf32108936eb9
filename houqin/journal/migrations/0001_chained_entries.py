"""Entries, what they mention, the heads of their chains, files kept by content."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chain', models.BigIntegerField()),
                ('digest', models.CharField(help_text='SHA-256 of the stored bytes.', max_length=64)),
                ('source_digest', models.CharField(help_text='SHA-256 of the bytes as sent.', max_length=64)),
                ('original_digest', models.CharField(help_text='SHA-256 of the photo before the phone shrank it, as the phone says; else as sent.', max_length=64)),
                ('kind', models.CharField(choices=[('photo', 'Photo'), ('document', 'Document'), ('signature', 'Signature')], max_length=10)),
                ('media_type', models.CharField(max_length=80)),
                ('size_bytes', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=160)),
                ('stored_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stored_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['chain', 'source_digest'], name='attachment_as_sent'), models.Index(fields=['chain', 'original_digest'], name='attachment_as_taken')],
            },
        ),
        migrations.CreateModel(
            name='DailyHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chain', models.BigIntegerField()),
                ('on', models.DateField()),
                ('sequence', models.BigIntegerField()),
                ('hash', models.CharField(max_length=64)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('chain', 'on'), name='one_head_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chain', models.BigIntegerField()),
                ('sequence', models.BigIntegerField()),
                ('at', models.DateTimeField(help_text="The server's clock.")),
                ('happened_at', models.DateTimeField(help_text='The moment the person gave, when it differs.', null=True)),
                ('kind', models.CharField(max_length=60)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('actor_name', models.CharField(max_length=80)),
                ('post', models.CharField(blank=True, max_length=60)),
                ('about', models.TextField(help_text='Canonical JSON: the rows it speaks of.')),
                ('facts', models.TextField(help_text='Canonical JSON.')),
                ('previous_hash', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64)),
            ],
            options={
                'indexes': [models.Index(fields=['chain', 'at'], name='entry_by_time'), models.Index(fields=['chain', 'kind', 'sequence'], name='entry_by_kind')],
                'constraints': [models.UniqueConstraint(fields=('chain', 'sequence'), name='entry_sequence_is_unique')],
            },
        ),
        migrations.CreateModel(
            name='Head',
            fields=[
                ('chain', models.BigIntegerField(primary_key=True, serialize=False)),
                ('sequence', models.BigIntegerField(default=0)),
                ('hash', models.CharField(default='0000000000000000000000000000000000000000000000000000000000000000', max_length=64)),
                ('on', models.DateField(help_text='The latest day of an entry, UTC.', null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to='journal.entry')),
                ('kind', models.CharField(max_length=60)),
                ('object_id', models.BigIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'object_id', '-entry'], name='mention_by_thing')],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entry_key', models.CharField(max_length=64)),
                ('verb', models.CharField(max_length=120)),
                ('result_kind', models.CharField(blank=True, max_length=60)),
                ('result_id', models.BigIntegerField(null=True)),
                ('received_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('actor', 'entry_key'), name='a_form_counts_once')],
            },
        ),
    ]

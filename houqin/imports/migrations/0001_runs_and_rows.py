"""One run of an import, its rows, and what they made."""

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
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chain', models.BigIntegerField(help_text="The school's key.")),
                ('importer_code', models.CharField(max_length=60)),
                ('state', models.CharField(choices=[('checked', 'checked'), ('accepted', 'accepted'), ('refused', 'put aside'), ('undone', 'undone')], default='checked', max_length=10)),
                ('file_name', models.CharField(max_length=160)),
                ('content_hash', models.CharField(max_length=64)),
                ('good_count', models.PositiveIntegerField()),
                ('bad_count', models.PositiveIntegerField()),
                ('created_count', models.PositiveIntegerField(default=0)),
                ('notices', models.JSONField(default=list)),
                ('created_at', models.DateTimeField()),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_at', models.DateTimeField(null=True)),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['chain', '-created_at'], name='import_by_time'), models.Index(fields=['chain', 'content_hash'], name='import_by_content')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['checked', 'accepted', 'refused', 'undone'])), name='import_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('state', 'checked')), models.Q(models.Q(('state', 'checked'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='import_decided_when_not_checked'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'undone'), ('undone_at__isnull', False)), models.Q(models.Q(('state', 'undone'), _negated=True), ('undone_at', None)), _connector='OR'), name='import_undone_has_a_moment')],
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='imports.importrun')),
                ('number', models.PositiveIntegerField(help_text='Its row in the file.')),
                ('given', models.JSONField(default=dict, help_text='What stood in each cell.')),
                ('values', models.JSONField(default=dict, help_text='What it was understood to mean.')),
                ('problems', models.JSONField(default=list)),
                ('is_good', models.BooleanField()),
            ],
            options={
                'indexes': [models.Index(fields=['run', 'is_good', 'number'], name='import_rows_by_outcome')],
                'constraints': [models.UniqueConstraint(fields=('run', 'number'), name='an_import_row_stands_once')],
            },
        ),
        migrations.CreateModel(
            name='ImportedObject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='created', to='imports.importrun')),
                ('kind', models.CharField(help_text='Lower-case model label.', max_length=60)),
                ('object_id', models.BigIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'object_id'], name='imported_by_thing')],
                'constraints': [models.UniqueConstraint(fields=('run', 'kind', 'object_id'), name='imported_once_in_a_run')],
            },
        ),
    ]

"""Rounds of the store, and the temperatures read on them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("supply", "0003_issues_for_pots"),
        ("tenancy", "0001_schools_and_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='StoreCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('checked_at', models.DateTimeField(help_text='When it was done, as the person says.')),
                ('received_at', models.DateTimeField(help_text='When it was entered here.')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('is_in_order', models.BooleanField(help_text='Off wall and floor, marked, separate, clean, no pests.')),
                ('expired', models.JSONField(default=list, help_text='Codes of lots past their date, outside quarantine.')),
                ('near_expiry', models.JSONField(default=list, help_text='Codes of lots near their date.')),
                ('remark', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'indexes': [models.Index(fields=['school', '-checked_at'], name='store_check_by_time')],
                'constraints': [models.CheckConstraint(condition=models.Q(('is_in_order', True), models.Q(('remark', ''), _negated=True), _connector='OR'), name='disorder_is_described')],
            },
        ),
        migrations.CreateModel(
            name='ColdReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('check_round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='supply.storecheck')),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.space')),
                ('degrees_c', models.DecimalField(decimal_places=1, max_digits=4)),
                ('lowest_c', models.DecimalField(decimal_places=1, max_digits=4, null=True)),
                ('highest_c', models.DecimalField(decimal_places=1, max_digits=4)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('check_round', 'space'), name='a_unit_once_per_round')],
            },
        ),
    ]

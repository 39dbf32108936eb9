"""What was disinfected after a meal. Sealed: a slip is corrected by a new row (GT-18)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from houqin.kernel.sealing import seal


class Migration(migrations.Migration):

    dependencies = [
        ('kitchen', '0007_corrected_leftovers'),
        ('tenancy', '0001_schools_and_places'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Disinfection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('tableware', 'Tableware'), ('utensils', 'Cooking utensils'), ('kitchen', 'Kitchen surfaces'), ('hall', 'Dining hall, tables and serving line')], max_length=12)),
                ('method', models.CharField(choices=[('steam', 'Steam or boiling'), ('infrared', 'Infra-red cabinet'), ('machine', 'Dish machine'), ('chlorine', 'Chlorine'), ('chlorine_dioxide', 'Chlorine dioxide'), ('ultraviolet', 'Ultraviolet, room empty')], max_length=20)),
                ('reading', models.DecimalField(decimal_places=1, help_text='℃, or mg/L of what is in the water.', max_digits=6, null=True)),
                ('minutes', models.DecimalField(decimal_places=1, max_digits=5)),
                ('passed', models.BooleanField(help_text='By the limits in force on that day.')),
                ('remark', models.CharField(blank=True, help_text='Agent with its batch, number of pieces.', max_length=120)),
                ('ended_at', models.DateTimeField(help_text='When it was done, as the person says.')),
                ('received_at', models.DateTimeField(help_text='When it was entered here.')),
                ('correction_reason', models.CharField(blank=True, max_length=120)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('corrects', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='kitchen.disinfection')),
                ('meal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disinfections', to='kitchen.meal')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
            ],
            options={
                'indexes': [models.Index(fields=['school', 'what', 'ended_at'], name='disinfection_latest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('what__in', ['tableware', 'utensils', 'kitchen', 'hall'])), name='disinfected_thing_known'), models.CheckConstraint(condition=models.Q(('method__in', ['steam', 'infrared', 'machine', 'chlorine', 'chlorine_dioxide', 'ultraviolet'])), name='disinfection_method_known'), models.CheckConstraint(condition=models.Q(('minutes__gt', 0)), name='disinfection_takes_time'), models.CheckConstraint(condition=models.Q(('received_at__gte', models.F('ended_at'))), name='disinfection_entered_after')],
            },
        ),
        seal("kitchen_disinfection"),
    ]

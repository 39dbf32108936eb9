"""Bureaus, schools, their places, their calendar and their numbers."""

import django.db.models.deletion
import houqin.tenancy.schools
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Bureau',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='tenancy.bureau')),
                ('name', models.CharField(max_length=80)),
                ('path', models.CharField(help_text='Keys from the root, as “/1/4/”.', max_length=200, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='School',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='schools', to='tenancy.bureau')),
                ('code', models.CharField(help_text='Short, on labels and in links: HLH.', max_length=12, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('zone', models.CharField(default='Asia/Shanghai', max_length=40, validators=[houqin.tenancy.schools.zone_is_known])),
                ('address', models.CharField(blank=True, max_length=160)),
                ('phone', models.CharField(blank=True, max_length=40)),
            ],
        ),
        migrations.CreateModel(
            name='Building',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('name', models.CharField(max_length=60)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school', 'name'), name='building_name_in_school')],
            },
        ),
        migrations.CreateModel(
            name='Space',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('building', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='spaces', to='tenancy.building')),
                ('within', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='tenancy.space')),
                ('code', models.CharField(help_text='On the door and in the label: F-03.', max_length=20)),
                ('name', models.CharField(max_length=60)),
                ('kind', models.CharField(choices=[('canteen', 'Canteen'), ('kitchen', 'Kitchen'), ('store', 'Store room'), ('chiller', 'Chiller'), ('freezer', 'Freezer'), ('sample_refrigerator', 'Sample refrigerator'), ('dining_hall', 'Dining hall'), ('classroom', 'Classroom'), ('checkpoint', 'Checkpoint'), ('dorm_room', 'Dorm room'), ('guest_room', 'Guest room'), ('sick_room', 'Sick room'), ('duty_room', 'Duty room'), ('corridor', 'Corridor or staircase'), ('exit', 'Exit'), ('other', 'Other')], max_length=24)),
                ('positions', models.PositiveSmallIntegerField(default=0, help_text='Numbered places inside; 0 when none.')),
                ('closed_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school', 'code'), name='space_code_in_school'), models.CheckConstraint(condition=models.Q(('kind__in', ['canteen', 'kitchen', 'store', 'chiller', 'freezer', 'sample_refrigerator', 'dining_hall', 'classroom', 'checkpoint', 'dorm_room', 'guest_room', 'sick_room', 'duty_room', 'corridor', 'exit', 'other'])), name='space_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('name', models.CharField(max_length=40)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school', 'starts_on'), name='term_start_in_school'), models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='term_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='TimetableEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('what', models.CharField(choices=[('breakfast', 'Breakfast'), ('lunch', 'Lunch'), ('dinner', 'Dinner'), ('snack', 'Snack'), ('lights_out', 'Lights-out')], max_length=12)),
                ('at_time', models.TimeField()),
                ('valid_from', models.DateField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school', 'what', 'valid_from'), name='timetable_entry_once'), models.CheckConstraint(condition=models.Q(('what__in', ['breakfast', 'lunch', 'dinner', 'snack', 'lights_out'])), name='timetable_what_known')],
            },
        ),
        migrations.CreateModel(
            name='ParameterValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60)),
                ('bureau', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.bureau')),
                ('school', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('value', models.CharField(help_text='A decimal number, written exactly.', max_length=20)),
                ('source', models.CharField(max_length=200)),
                ('valid_from', models.DateField()),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('set_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['school', 'key'], name='tenancy_par_school__dd1bd4_idx'), models.Index(fields=['bureau', 'key'], name='tenancy_par_bureau__dc60aa_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('bureau', None), ('school__isnull', False)), models.Q(('bureau__isnull', False), ('school', None)), _connector='OR'), name='parameter_has_one_scope')],
            },
        ),
        migrations.CreateModel(
            name='CodeSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('series', models.CharField(max_length=20)),
                ('last', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school', 'series'), name='code_series_in_school')],
            },
        ),
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('on', models.DateField()),
                ('kind', models.CharField(choices=[('holiday', 'Holiday'), ('teaching', 'Taught in exchange')], max_length=10)),
                ('is_boarding_night', models.BooleanField(default=False, help_text='Boarders sleep at school that night.')),
                ('note', models.CharField(blank=True, max_length=80)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school', 'on'), name='one_exception_a_day'), models.CheckConstraint(condition=models.Q(('kind__in', ['holiday', 'teaching'])), name='calendar_day_kind_known')],
            },
        ),
    ]

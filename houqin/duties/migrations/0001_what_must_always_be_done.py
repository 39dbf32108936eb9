"""Duties, the steps of their ladders, a school's own times, posts that nobody holds."""

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
            name='Duty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('code', models.CharField(max_length=60)),
                ('key', models.CharField(help_text='Which occasion: a day, a week, a meal.', max_length=80)),
                ('on', models.DateField(help_text='The school day it counts to.')),
                ('subject_kind', models.CharField(blank=True, max_length=60)),
                ('subject_id', models.BigIntegerField(null=True)),
                ('subject_name', models.CharField(blank=True, max_length=300)),
                ('opens_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('closes_at', models.DateTimeField(help_text='Closed undone as missed; null: late until done.', null=True)),
                ('owner', models.CharField(choices=[('principal', 'Principal'), ('deputy_principal', 'Deputy principal in charge'), ('general_affairs_director', 'General-affairs director'), ('food_safety_director', 'Food-safety director'), ('food_safety_officer', 'Food-safety officer'), ('storekeeper', 'Storekeeper'), ('buyer', 'Buyer'), ('cook', 'Cook'), ('head_teacher', 'Head teacher'), ('dorm_manager', 'Dormitory manager'), ('duty_leader', 'Duty leader'), ('guard', 'Security guard'), ('school_doctor', 'School doctor'), ('bureau_officer', 'Bureau officer')], max_length=40)),
                ('ladder', models.JSONField(default=list, help_text='[[minutes after the deadline, post], …] as it was.')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('due', 'Due'), ('late', 'Late'), ('missed', 'Missed'), ('done', 'Done'), ('excused', 'Excused'), ('withdrawn', 'Withdrawn')], default='waiting', max_length=10)),
                ('next_at', models.DateTimeField(help_text='When the clock has to look again; null: never.', null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('done_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('evidence_kind', models.CharField(blank=True, max_length=60)),
                ('evidence_id', models.BigIntegerField(null=True)),
                ('excused_at', models.DateTimeField(null=True)),
                ('excused_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('excused_reason', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('next_at__isnull', False)), fields=['next_at'], name='duty_for_the_clock'), models.Index(fields=['school', 'on', 'code'], name='duty_calendar'), models.Index(fields=['school', 'state', 'due_at'], name='duty_today'), models.Index(condition=models.Q(('subject_id__isnull', False)), fields=['subject_kind', 'subject_id'], name='duty_about')],
                'constraints': [models.UniqueConstraint(fields=('school', 'code', 'key'), name='duty_occasion_once'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'due', 'late', 'missed', 'done', 'excused', 'withdrawn'])), name='duty_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), ('done_at__isnull', False), _connector='OR'), name='done_duty_says_when'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'excused'), _negated=True), models.Q(('excused_by__isnull', False), models.Q(('excused_reason', ''), _negated=True)), _connector='OR'), name='excused_duty_says_who')],
            },
        ),
        migrations.CreateModel(
            name='DutyStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('duty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='duties.duty')),
                ('number', models.PositiveSmallIntegerField()),
                ('due_at', models.DateTimeField()),
                ('fired_at', models.DateTimeField()),
                ('post', models.CharField(choices=[('principal', 'Principal'), ('deputy_principal', 'Deputy principal in charge'), ('general_affairs_director', 'General-affairs director'), ('food_safety_director', 'Food-safety director'), ('food_safety_officer', 'Food-safety officer'), ('storekeeper', 'Storekeeper'), ('buyer', 'Buyer'), ('cook', 'Cook'), ('head_teacher', 'Head teacher'), ('dorm_manager', 'Dormitory manager'), ('duty_leader', 'Duty leader'), ('guard', 'Security guard'), ('school_doctor', 'School doctor'), ('bureau_officer', 'Bureau officer')], max_length=40)),
                ('is_vacant', models.BooleanField(default=False, help_text='Nobody answered for the post: the next was told.')),
                ('is_folded', models.BooleanField(default=False, help_text='Its time passed unseen: a higher rung was told.')),
                ('told', models.ManyToManyField(related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('duty', 'number'), name='step_fires_once')],
            },
        ),
        migrations.CreateModel(
            name='DutyTuning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('code', models.CharField(max_length=60)),
                ('owner', models.CharField(blank=True, choices=[('principal', 'Principal'), ('deputy_principal', 'Deputy principal in charge'), ('general_affairs_director', 'General-affairs director'), ('food_safety_director', 'Food-safety director'), ('food_safety_officer', 'Food-safety officer'), ('storekeeper', 'Storekeeper'), ('buyer', 'Buyer'), ('cook', 'Cook'), ('head_teacher', 'Head teacher'), ('dorm_manager', 'Dormitory manager'), ('duty_leader', 'Duty leader'), ('guard', 'Security guard'), ('school_doctor', 'School doctor'), ('bureau_officer', 'Bureau officer')], max_length=40)),
                ('by', models.TimeField(null=True)),
                ('ladder', models.JSONField(null=True)),
                ('valid_from', models.DateField()),
                ('reason', models.CharField(max_length=200)),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('set_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['school', 'code', 'valid_from'], name='duties_duty_school__021282_idx')],
            },
        ),
        migrations.CreateModel(
            name='VacantPost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('post', models.CharField(choices=[('principal', 'Principal'), ('deputy_principal', 'Deputy principal in charge'), ('general_affairs_director', 'General-affairs director'), ('food_safety_director', 'Food-safety director'), ('food_safety_officer', 'Food-safety officer'), ('storekeeper', 'Storekeeper'), ('buyer', 'Buyer'), ('cook', 'Cook'), ('head_teacher', 'Head teacher'), ('dorm_manager', 'Dormitory manager'), ('duty_leader', 'Duty leader'), ('guard', 'Security guard'), ('school_doctor', 'School doctor'), ('bureau_officer', 'Bureau officer')], max_length=40)),
                ('found_at', models.DateTimeField()),
                ('filled_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('filled_at', None)), fields=('school', 'post'), name='post_is_vacant_once')],
            },
        ),
    ]

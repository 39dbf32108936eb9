"""Hazards, the steps about them, and what a stop puts out of use."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("journal", "0004_heads_know_their_day"),
        ("tenancy", "0001_schools_and_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Hazard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('code', models.CharField(max_length=20)),
                ('what', models.CharField(help_text='What is unsafe, in a sentence.', max_length=500)),
                ('category', models.CharField(choices=[('food', 'Food and ingredients'), ('hygiene', 'Hygiene and disinfection'), ('water', 'Water'), ('equipment', 'Equipment'), ('fire', 'Fire'), ('electricity_gas', 'Electricity and gas'), ('building', 'Building and grounds'), ('security', 'Security'), ('people', 'People and posts'), ('management', 'Management'), ('other', 'Other')], max_length=20)),
                ('item', models.CharField(blank=True, help_text='The item of a list that failed, as its stable key.', max_length=80)),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.space')),
                ('thing_kind', models.CharField(blank=True, max_length=60)),
                ('thing_id', models.BigIntegerField(null=True)),
                ('thing_name', models.CharField(blank=True, max_length=300)),
                ('source_kind', models.CharField(blank=True, max_length=60)),
                ('source_id', models.BigIntegerField(null=True)),
                ('source_name', models.CharField(blank=True, max_length=300)),
                ('recurs', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recurrences', to='incidents.hazard')),
                ('state', models.CharField(choices=[('found', 'To be graded'), ('fixing', 'To be put right'), ('fixed', 'To be verified'), ('closed', 'Closed')], default='found', max_length=10)),
                ('suggested_grade', models.CharField(choices=[('minor', 'Minor'), ('general', 'General'), ('major', 'Major')], max_length=10)),
                ('grade', models.CharField(blank=True, choices=[('minor', 'Minor'), ('general', 'General'), ('major', 'Major')], max_length=10)),
                ('owner_post', models.CharField(blank=True, choices=[('principal', 'Principal'), ('deputy_principal', 'Deputy principal in charge'), ('general_affairs_director', 'General-affairs director'), ('food_safety_director', 'Food-safety director'), ('food_safety_officer', 'Food-safety officer'), ('storekeeper', 'Storekeeper'), ('buyer', 'Buyer'), ('cook', 'Cook'), ('head_teacher', 'Head teacher'), ('dorm_manager', 'Dormitory manager'), ('duty_leader', 'Duty leader'), ('guard', 'Security guard'), ('school_doctor', 'School doctor'), ('bureau_officer', 'Bureau officer')], max_length=40)),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('due_on', models.DateField(help_text='The last day for putting it right.', null=True)),
                ('found_at', models.DateTimeField(help_text='When it was seen; deadlines count from here.')),
                ('received_at', models.DateTimeField(help_text='When it was entered.')),
                ('found_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('graded_at', models.DateTimeField(null=True)),
                ('fixed_at', models.DateTimeField(null=True)),
                ('fixed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reported_up_at', models.DateTimeField(null=True)),
                ('verified_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('closed_at', models.DateTimeField(null=True)),
                ('sent_back', models.PositiveSmallIntegerField(default=0, help_text='How many times a fix did not hold.')),
            ],
            options={
                'indexes': [models.Index(fields=['school', 'state', 'due_on'], name='hazard_list'), models.Index(fields=['school', 'found_at'], name='hazard_by_time'), models.Index(fields=['school', 'category', 'found_at'], name='hazard_recurrence'), models.Index(fields=['thing_kind', 'thing_id'], name='hazard_by_thing'), models.Index(fields=['source_kind', 'source_id'], name='hazard_by_source')],
                'constraints': [models.UniqueConstraint(fields=('school', 'code'), name='hazard_code_in_school'), models.CheckConstraint(condition=models.Q(('state__in', ['found', 'fixing', 'fixed', 'closed'])), name='hazard_state_known'), models.CheckConstraint(condition=models.Q(('grade__in', ['', 'minor', 'general', 'major'])), name='hazard_grade_known'), models.CheckConstraint(condition=models.Q(('received_at__gte', models.F('found_at'))), name='hazard_entered_after_found'), models.CheckConstraint(condition=models.Q(('state__in', ['found', 'fixing']), models.Q(('fixed_at__isnull', False), ('fixed_by__isnull', False)), _connector='OR'), name='fixed_hazard_says_who'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), _negated=True), models.Q(('closed_at__isnull', False), ('verified_by__isnull', False), models.Q(('verified_by', models.F('fixed_by')), _negated=True), models.Q(('grade', ''), _negated=True)), _connector='OR'), name='hazard_closed_by_another')],
            },
        ),
        migrations.CreateModel(
            name='HazardStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('hazard', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='incidents.hazard')),
                ('kind', models.CharField(choices=[('reported', 'Reported'), ('graded', 'Graded'), ('assigned', 'Assigned'), ('reported_up', 'Reported to the bureau'), ('fixed', 'Put right'), ('verified', 'Verified and closed'), ('sent_back', 'Sent back to be put right'), ('noted', 'Noted')], max_length=12)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('grade', models.CharField(blank=True, choices=[('minor', 'Minor'), ('general', 'General'), ('major', 'Major')], max_length=10)),
                ('owner_post', models.CharField(blank=True, choices=[('principal', 'Principal'), ('deputy_principal', 'Deputy principal in charge'), ('general_affairs_director', 'General-affairs director'), ('food_safety_director', 'Food-safety director'), ('food_safety_officer', 'Food-safety officer'), ('storekeeper', 'Storekeeper'), ('buyer', 'Buyer'), ('cook', 'Cook'), ('head_teacher', 'Head teacher'), ('dorm_manager', 'Dormitory manager'), ('duty_leader', 'Duty leader'), ('guard', 'Security guard'), ('school_doctor', 'School doctor'), ('bureau_officer', 'Bureau officer')], max_length=40)),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('due_on', models.DateField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['hazard', 'kind'], name='hazard_steps')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['reported', 'graded', 'assigned', 'reported_up', 'fixed', 'verified', 'sent_back', 'noted'])), name='hazard_step_known')],
            },
        ),
        migrations.CreateModel(
            name='HazardPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='incidents.hazardstep')),
                ('attachment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.attachment')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('step', 'attachment'), name='a_photo_once_a_step')],
            },
        ),
        migrations.CreateModel(
            name='StopUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('hazard', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stops', to='incidents.hazard')),
                ('space', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.space')),
                ('thing_kind', models.CharField(blank=True, max_length=60)),
                ('thing_id', models.BigIntegerField(null=True)),
                ('name', models.CharField(max_length=120)),
                ('since', models.DateTimeField()),
                ('stopped_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('released_at', models.DateTimeField(null=True)),
                ('released_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('released_reason', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('released_at', None)), fields=['school'], name='stops_in_force')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('space__isnull', False), ('thing_kind', '')), models.Q(('space', None), models.Q(('thing_kind', ''), _negated=True), ('thing_id__isnull', False)), _connector='OR'), name='stop_says_of_what'), models.CheckConstraint(condition=models.Q(('released_at', None), ('released_by__isnull', False), _connector='OR'), name='released_stop_says_who'), models.UniqueConstraint(condition=models.Q(('released_at', None), ('thing_kind', '')), fields=('hazard', 'space'), name='hazard_stops_place_once'), models.UniqueConstraint(condition=models.Q(('released_at', None), ('space', None)), fields=('hazard', 'thing_kind', 'thing_id'), name='hazard_stops_thing_once')],
            },
        ),
    ]

"""Written rules and who approved and read them, plans, meetings, the steering group."""

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
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('code', models.CharField(max_length=20)),
                ('kind', models.CharField(choices=[('logistics', 'Logistics meeting'), ('dispatch', 'Monthly food-safety dispatch'), ('on_site', 'Meeting in the canteen'), ('group', 'Meeting of the steering group'), ('other', 'Other meeting')], max_length=12)),
                ('title', models.CharField(max_length=120)),
                ('held_at', models.DateTimeField()),
                ('place', models.CharField(max_length=80)),
                ('chair', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('guests', models.CharField(blank=True, help_text='Names of people without an account.', max_length=200)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_at', models.DateTimeField()),
                ('attendees', models.ManyToManyField(related_name='+', to=settings.AUTH_USER_MODEL)),
                ('attachments', models.ManyToManyField(related_name='+', to='journal.attachment')),
            ],
            options={
                'indexes': [models.Index(fields=['school', 'held_at'], name='meeting_by_time')],
                'constraints': [models.UniqueConstraint(fields=('school', 'code'), name='meeting_code_in_school'), models.CheckConstraint(condition=models.Q(('kind__in', ['logistics', 'dispatch', 'on_site', 'group', 'other'])), name='meeting_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='ActionItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='governance.meeting')),
                ('number', models.PositiveSmallIntegerField()),
                ('what', models.CharField(max_length=200)),
                ('owner', models.CharField(choices=[('principal', 'Principal'), ('deputy_principal', 'Deputy principal in charge'), ('general_affairs_director', 'General-affairs director'), ('food_safety_director', 'Food-safety director'), ('food_safety_officer', 'Food-safety officer'), ('storekeeper', 'Storekeeper'), ('buyer', 'Buyer'), ('cook', 'Cook'), ('head_teacher', 'Head teacher'), ('dorm_manager', 'Dormitory manager'), ('duty_leader', 'Duty leader'), ('guard', 'Security guard'), ('school_doctor', 'School doctor'), ('bureau_officer', 'Bureau officer')], max_length=40)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('due_on', models.DateField()),
                ('done_at', models.DateTimeField(null=True)),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('evidence', models.CharField(blank=True, help_text='What shows that it was done.', max_length=400)),
                ('attachment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.attachment')),
                ('returned_at', models.DateTimeField(help_text='When it was last sent back as not done.', null=True)),
                ('verified_at', models.DateTimeField(null=True)),
                ('verified_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('verified_at', None)), fields=['school', 'due_on'], name='item_open')],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'number'), name='item_number_in_meeting'), models.CheckConstraint(condition=models.Q(('owner__in', ['principal', 'deputy_principal', 'general_affairs_director', 'food_safety_director', 'food_safety_officer', 'storekeeper', 'buyer', 'cook', 'head_teacher', 'dorm_manager', 'duty_leader', 'guard', 'school_doctor', 'bureau_officer'])), name='item_owner_known'), models.CheckConstraint(condition=models.Q(('done_at', None), models.Q(('done_by__isnull', False), models.Q(('evidence', ''), _negated=True)), _connector='OR'), name='done_item_says_who'), models.CheckConstraint(condition=models.Q(('verified_at', None), models.Q(('done_at__isnull', False), models.Q(('verified_by', models.F('done_by')), _negated=True)), _connector='OR'), name='item_verified_by_another')],
            },
        ),
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='governance.meeting')),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('why', models.CharField(blank=True, help_text='Why the text before was corrected.', max_length=200)),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'number'), name='minutes_number_in_meeting'), models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('why', ''), _negated=True), _connector='OR'), name='corrected_minutes_say_why')],
            },
        ),
        migrations.CreateModel(
            name='MinutesSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='governance.minutes')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signed_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('minutes', 'user'), name='minutes_signed_once_by_one')],
            },
        ),
        migrations.CreateModel(
            name='Policy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('bureau', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.bureau')),
                ('number', models.CharField(max_length=60)),
                ('title', models.CharField(max_length=160)),
                ('issuer', models.CharField(max_length=80)),
                ('issued_on', models.DateField()),
                ('text', models.TextField(blank=True)),
                ('attachment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.attachment')),
                ('clauses', models.JSONField(default=list, help_text="Ids of the charter's clauses that it orders.")),
                ('superseded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.policy')),
                ('ended_on', models.DateField(help_text='The first day on which it no longer holds.', null=True)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('bureau', None), ('school__isnull', False)), models.Q(('bureau__isnull', False), ('school', None)), _connector='OR'), name='policy_kept_in_one_place'), models.UniqueConstraint(fields=('school', 'number'), name='policy_number_in_school'), models.UniqueConstraint(fields=('bureau', 'number'), name='policy_number_at_bureau')],
            },
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('title', models.CharField(max_length=120)),
                ('goal', models.TextField()),
                ('policy', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.policy')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('approved', 'Approved, not begun'), ('running', 'Running'), ('reviewed', 'Reviewed'), ('archived', 'Archived')], default='draft', max_length=10)),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('drafted_at', models.DateTimeField()),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('approved_at', models.DateTimeField(null=True)),
                ('started_at', models.DateTimeField(null=True)),
                ('review', models.TextField(blank=True, help_text='What was reached, what was not, what follows.')),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('archived_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school', 'title'), name='plan_title_in_school'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'approved', 'running', 'reviewed', 'archived'])), name='plan_state_known'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='plan_ends_after_start'), models.CheckConstraint(condition=models.Q(('state', 'draft'), ('approved_by__isnull', False), _connector='OR'), name='plan_in_force_is_approved')],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='milestones', to='governance.plan')),
                ('step', models.CharField(choices=[('mobilise', 'Mobilise and survey'), ('carry_out', 'Carry out'), ('self_check', 'Check oneself and mend'), ('acceptance', 'Acceptance and summary')], max_length=12)),
                ('title', models.CharField(max_length=160)),
                ('owner', models.CharField(choices=[('principal', 'Principal'), ('deputy_principal', 'Deputy principal in charge'), ('general_affairs_director', 'General-affairs director'), ('food_safety_director', 'Food-safety director'), ('food_safety_officer', 'Food-safety officer'), ('storekeeper', 'Storekeeper'), ('buyer', 'Buyer'), ('cook', 'Cook'), ('head_teacher', 'Head teacher'), ('dorm_manager', 'Dormitory manager'), ('duty_leader', 'Duty leader'), ('guard', 'Security guard'), ('school_doctor', 'School doctor'), ('bureau_officer', 'Bureau officer')], max_length=40)),
                ('due_on', models.DateField()),
                ('done_at', models.DateTimeField(null=True)),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('evidence', models.CharField(blank=True, max_length=400)),
                ('attachment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.attachment')),
                ('returned_at', models.DateTimeField(help_text='When it was last sent back as not done.', null=True)),
                ('accepted_at', models.DateTimeField(null=True)),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('step__in', ['mobilise', 'carry_out', 'self_check', 'acceptance'])), name='milestone_step_known'), models.CheckConstraint(condition=models.Q(('owner__in', ['principal', 'deputy_principal', 'general_affairs_director', 'food_safety_director', 'food_safety_officer', 'storekeeper', 'buyer', 'cook', 'head_teacher', 'dorm_manager', 'duty_leader', 'guard', 'school_doctor', 'bureau_officer'])), name='milestone_owner_known'), models.CheckConstraint(condition=models.Q(('done_at', None), models.Q(('done_by__isnull', False), models.Q(('evidence', ''), _negated=True)), _connector='OR'), name='done_milestone_says_who'), models.CheckConstraint(condition=models.Q(('accepted_at', None), models.Q(('done_at__isnull', False), models.Q(('accepted_by', models.F('done_by')), _negated=True)), _connector='OR'), name='milestone_accepted_by_another')],
            },
        ),
        migrations.CreateModel(
            name='Rule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('number', models.CharField(max_length=40)),
                ('title', models.CharField(max_length=120)),
                ('kind', models.CharField(max_length=40)),
                ('issuer', models.CharField(max_length=80)),
                ('clauses', models.JSONField(default=list, help_text="Ids of the charter's clauses that it keeps.")),
                ('readers', models.JSONField(default=list, help_text='Codes of the posts whose holders must read it.')),
                ('superseded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.rule')),
                ('ended_on', models.DateField(help_text='The first day on which it no longer holds.', null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('policies', models.ManyToManyField(related_name='rules', to='governance.policy')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school', 'number'), name='rule_number_in_school'), models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_by__isnull', False), _connector='OR'), name='ended_rule_says_who')],
            },
        ),
        migrations.CreateModel(
            name='RuleVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='governance.rule')),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.TextField(blank=True)),
                ('attachment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.attachment')),
                ('what_changed', models.CharField(blank=True, max_length=200)),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('drafted_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('rule', 'number'), name='version_number_of_rule'), models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), ('attachment__isnull', False), _connector='OR'), name='version_has_a_text')],
            },
        ),
        migrations.CreateModel(
            name='RuleApproval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='governance.ruleversion')),
                ('effective_on', models.DateField()),
                ('review_on', models.DateField()),
                ('note', models.CharField(blank=True, max_length=200)),
                ('approved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('approved_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('review_on__gt', models.F('effective_on'))), name='review_after_effect')],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='governance.ruleversion')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('read_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('version', 'user'), name='a_text_is_read_once_by_one')],
            },
        ),
        migrations.CreateModel(
            name='SteeringGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('name', models.CharField(max_length=80)),
                ('purpose', models.CharField(blank=True, max_length=200)),
                ('formed_on', models.DateField()),
                ('formed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school', 'name'), name='steering_group_name_in_school')],
            },
        ),
        migrations.CreateModel(
            name='GroupMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='governance.steeringgroup')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('role', models.CharField(choices=[('head', 'Head'), ('deputy', 'Deputy head'), ('member', 'Member')], max_length=8)),
                ('tasks', models.CharField(max_length=400)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(help_text='Last day; empty while it lasts.', null=True)),
                ('named_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['head', 'deputy', 'member'])), name='group_role_known'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='member_ends_after_start')],
            },
        ),
    ]

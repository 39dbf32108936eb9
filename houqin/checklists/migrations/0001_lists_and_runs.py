"""Lists that a school composes, their versions, and what was answered."""

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
            name='Checklist',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('bureau', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.bureau')),
                ('extends', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='additions', to='checklists.checklist')),
                ('code', models.CharField(blank=True, help_text='Of a list that came with the house; else empty.', max_length=40)),
                ('title', models.CharField(max_length=80)),
                ('title_en', models.CharField(blank=True, max_length=80)),
                ('area', models.CharField(choices=[('food', 'Food safety'), ('dormitory', 'Dormitory'), ('campus', 'Grounds and buildings'), ('fire', 'Fire safety'), ('other', 'Other')], max_length=12)),
                ('frequency', models.CharField(choices=[('daily', 'every school day'), ('weekly', 'every week'), ('monthly', 'every month'), ('termly', 'every term'), ('none', 'when needed')], default='none', max_length=8)),
                ('by', models.TimeField(help_text='Until when on its day.', null=True)),
                ('owner_post', models.CharField(choices=[('principal', 'Principal'), ('deputy_principal', 'Deputy principal in charge'), ('general_affairs_director', 'General-affairs director'), ('food_safety_director', 'Food-safety director'), ('food_safety_officer', 'Food-safety officer'), ('storekeeper', 'Storekeeper'), ('buyer', 'Buyer'), ('cook', 'Cook'), ('head_teacher', 'Head teacher'), ('dorm_manager', 'Dormitory manager'), ('duty_leader', 'Duty leader'), ('guard', 'Security guard'), ('school_doctor', 'School doctor'), ('bureau_officer', 'Bureau officer')], default='general_affairs_director', max_length=40)),
                ('draft', models.JSONField(default=list, help_text='Items as they will be published.')),
                ('composed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('composed_at', models.DateTimeField()),
                ('retired_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('bureau__isnull', False), ('school', None)), models.Q(('bureau', None), ('school__isnull', False)), _connector='OR'), name='list_has_one_owner'), models.UniqueConstraint(condition=models.Q(('extends__isnull', False)), fields=('school', 'extends'), name='one_addition_a_school'), models.UniqueConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), ('retired_at', None)), fields=('school', 'code'), name='list_adopted_once')],
            },
        ),
        migrations.CreateModel(
            name='ListVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('checklist', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='checklists.checklist')),
                ('number', models.PositiveSmallIntegerField()),
                ('published_at', models.DateTimeField()),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('checklist', 'number'), name='list_version_once')],
            },
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='checklists.listversion')),
                ('key', models.CharField(max_length=40)),
                ('number', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('yes_no', 'As it should be, or not'), ('number', 'A number within limits'), ('choice', 'A choice'), ('photo', 'A photo'), ('signature', "One's own word"), ('two_persons', 'Seen by two people')], max_length=12)),
                ('text', models.CharField(max_length=200)),
                ('text_en', models.CharField(blank=True, max_length=200)),
                ('is_required', models.BooleanField(default=True)),
                ('low', models.DecimalField(decimal_places=2, max_digits=9, null=True)),
                ('high', models.DecimalField(decimal_places=2, max_digits=9, null=True)),
                ('unit', models.CharField(blank=True, max_length=12)),
                ('choices', models.JSONField(default=list, help_text='[[words, failed], …]')),
                ('grade', models.CharField(choices=[('minor', 'Minor'), ('general', 'General'), ('major', 'Major')], help_text='How bad its failure is.', max_length=10)),
                ('category', models.CharField(choices=[('food', 'Food and ingredients'), ('hygiene', 'Hygiene and disinfection'), ('water', 'Water'), ('equipment', 'Equipment'), ('fire', 'Fire'), ('electricity_gas', 'Electricity and gas'), ('building', 'Building and grounds'), ('security', 'Security'), ('people', 'People and posts'), ('management', 'Management'), ('other', 'Other')], max_length=20)),
                ('rule', models.CharField(blank=True, max_length=12)),
            ],
            options={
                'ordering': ['number', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('version', 'key'), name='item_once_in_a_version'), models.CheckConstraint(condition=models.Q(('kind__in', ['yes_no', 'number', 'choice', 'photo', 'signature', 'two_persons'])), name='item_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='SchoolList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('checklist', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='checklists.checklist')),
                ('frequency', models.CharField(choices=[('daily', 'every school day'), ('weekly', 'every week'), ('monthly', 'every month'), ('termly', 'every term'), ('none', 'when needed')], max_length=8)),
                ('by', models.TimeField(null=True)),
                ('owner_post', models.CharField(choices=[('principal', 'Principal'), ('deputy_principal', 'Deputy principal in charge'), ('general_affairs_director', 'General-affairs director'), ('food_safety_director', 'Food-safety director'), ('food_safety_officer', 'Food-safety officer'), ('storekeeper', 'Storekeeper'), ('buyer', 'Buyer'), ('cook', 'Cook'), ('head_teacher', 'Head teacher'), ('dorm_manager', 'Dormitory manager'), ('duty_leader', 'Duty leader'), ('guard', 'Security guard'), ('school_doctor', 'School doctor'), ('bureau_officer', 'Bureau officer')], max_length=40)),
                ('ladder', models.JSONField(default=list, help_text='[[minutes after the deadline, post], …]')),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.space')),
                ('starts_on', models.DateField()),
                ('ended_on', models.DateField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school', 'checklist'), name='list_in_use_once')],
            },
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('school_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='checklists.schoollist')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='checklists.listversion')),
                ('addition', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='checklists.listversion')),
                ('on', models.DateField(help_text='The school day it speaks of.')),
                ('happened_at', models.DateTimeField()),
                ('received_at', models.DateTimeField()),
                ('done_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('corrects', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='checklists.run')),
                ('beside', models.ForeignKey(help_text="Somebody else's entry of the same occasion, of which this person did not know.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='checklists.run')),
                ('needs_second', models.BooleanField()),
                ('found', models.PositiveSmallIntegerField(help_text='How many items failed.')),
                ('note', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'indexes': [models.Index(fields=['school', 'on'], name='run_by_day'), models.Index(fields=['school_list', 'on'], name='run_of_list')],
                'constraints': [models.CheckConstraint(condition=models.Q(('received_at__gte', models.F('happened_at'))), name='run_entered_after_it_happened')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='checklists.run')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='checklists.item')),
                ('passed', models.BooleanField(null=True)),
                ('number', models.DecimalField(decimal_places=2, max_digits=9, null=True)),
                ('choice', models.CharField(blank=True, max_length=80)),
                ('note', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('run', 'item'), name='one_answer_an_item')],
            },
        ),
        migrations.CreateModel(
            name='AnswerPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='checklists.answer')),
                ('attachment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.attachment')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SecondSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('run', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='second', to='checklists.run')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
    ]

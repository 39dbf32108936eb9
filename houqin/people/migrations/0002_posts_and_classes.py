"""Staff, posts, pupils, classes and tokens, each of a school."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_accounts"),
        ("tenancy", "0001_schools_and_places"),
    ]

    operations = [
        migrations.CreateModel(
            name='Pupil',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('name', models.CharField(max_length=80)),
                ('number', models.CharField(help_text='Pupil number.', max_length=24)),
                ('gender', models.CharField(choices=[('f', 'Girl'), ('m', 'Boy')], max_length=1)),
                ('born_on', models.DateField(null=True)),
                ('is_boarder', models.BooleanField(default=False)),
                ('is_halal', models.BooleanField(default=False)),
                ('allergens', models.CharField(blank=True, help_text='Words separated by commas.', max_length=120)),
                ('enrolled_on', models.DateField()),
                ('left_on', models.DateField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school', 'number'), name='pupil_number_in_school'), models.CheckConstraint(condition=models.Q(('gender__in', ['f', 'm'])), name='pupil_gender_known')],
            },
        ),
        migrations.CreateModel(
            name='Staff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('name', models.CharField(max_length=80)),
                ('number', models.CharField(help_text='Staff number.', max_length=20)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('job', models.CharField(blank=True, max_length=40)),
                ('user', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='staff', to=settings.AUTH_USER_MODEL)),
                ('joined_on', models.DateField(null=True)),
                ('left_on', models.DateField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school', 'number'), name='staff_number_in_school')],
            },
        ),
        migrations.CreateModel(
            name='SchoolClass',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('grade', models.PositiveSmallIntegerField(help_text='1 to 9.')),
                ('number', models.PositiveSmallIntegerField()),
                ('entered_in', models.PositiveSmallIntegerField(help_text='The year this class entered grade 1 or 7.')),
                ('head_teacher', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='classes', to='people.staff')),
                ('closed_on', models.DateField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_on', None)), fields=('school', 'grade', 'number'), name='class_number_in_grade'), models.CheckConstraint(condition=models.Q(('grade__gte', 1), ('grade__lte', 9)), name='class_grade_1_to_9')],
            },
        ),
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='people.pupil')),
                ('school_class', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='people.schoolclass')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['school_class', 'starts_on'], name='people_enro_school__25549a_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ends_on', None)), fields=('pupil',), name='one_class_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Guardian',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guardians', to='people.pupil')),
                ('name', models.CharField(max_length=80)),
                ('relation', models.CharField(max_length=20)),
                ('phone', models.CharField(max_length=20)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PostHolding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.CharField(choices=[('principal', 'Principal'), ('deputy_principal', 'Deputy principal in charge'), ('general_affairs_director', 'General-affairs director'), ('food_safety_director', 'Food-safety director'), ('food_safety_officer', 'Food-safety officer'), ('storekeeper', 'Storekeeper'), ('buyer', 'Buyer'), ('cook', 'Cook'), ('head_teacher', 'Head teacher'), ('dorm_manager', 'Dormitory manager'), ('duty_leader', 'Duty leader'), ('guard', 'Security guard'), ('school_doctor', 'School doctor'), ('bureau_officer', 'Bureau officer')], max_length=40)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to=settings.AUTH_USER_MODEL)),
                ('school', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('bureau', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.bureau')),
                ('is_deputy', models.BooleanField(default=False)),
                ('is_of_contractor', models.BooleanField(default=False, help_text="Named by whoever runs the canteen for the school, beside the school's own (FM-05).")),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(help_text='Last day in office; empty while it lasts.', null=True)),
                ('appointed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('appointed_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['school', 'post', 'starts_on'], name='people_post_school__4f1588_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('post__in', ['principal', 'deputy_principal', 'general_affairs_director', 'food_safety_director', 'food_safety_officer', 'storekeeper', 'buyer', 'cook', 'head_teacher', 'dorm_manager', 'duty_leader', 'guard', 'school_doctor', 'bureau_officer'])), name='post_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('bureau', None), ('school__isnull', False)), models.Q(('bureau__isnull', False), ('school', None)), _connector='OR'), name='post_held_in_one_place'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='post_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tokens', to=settings.AUTH_USER_MODEL)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('name', models.CharField(max_length=60)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
            ],
        ),
    ]

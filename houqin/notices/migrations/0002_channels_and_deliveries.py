"""How word leaves the house: channels, choices, quiet hours, attempts."""

import datetime
import django.db.models.deletion
import houqin.notices.models.choices
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0001_words_to_people"),
        ("tenancy", "0001_schools_and_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Channel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='channels', to=settings.AUTH_USER_MODEL)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('post', models.CharField(blank=True, choices=[('principal', 'Principal'), ('deputy_principal', 'Deputy principal in charge'), ('general_affairs_director', 'General-affairs director'), ('food_safety_director', 'Food-safety director'), ('food_safety_officer', 'Food-safety officer'), ('storekeeper', 'Storekeeper'), ('buyer', 'Buyer'), ('cook', 'Cook'), ('head_teacher', 'Head teacher'), ('dorm_manager', 'Dormitory manager'), ('duty_leader', 'Duty leader'), ('guard', 'Security guard'), ('school_doctor', 'School doctor'), ('bureau_officer', 'Bureau officer')], max_length=40)),
                ('kind', models.CharField(choices=[('wecom', 'WeCom'), ('dingtalk', 'DingTalk'), ('feishu', 'Feishu'), ('mail', 'Mail'), ('webhook', 'Webhook')], max_length=10)),
                ('label', models.CharField(help_text='What people are shown of the address.', max_length=120)),
                ('address', models.JSONField(default=dict, help_text='All parts, secret ones too; emptied when removed.')),
                ('fingerprint', models.CharField(max_length=64)),
                ('place', models.IntegerField(default=0, help_text='The lowest is tried first.')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('added_at', models.DateTimeField()),
                ('test_asked_at', models.DateTimeField(null=True)),
                ('test_due', models.BooleanField(default=False)),
                ('verified_at', models.DateTimeField(help_text='When a test message first got through.', null=True)),
                ('failures', models.PositiveIntegerField(default=0, help_text='Attempts gone wrong in a row.')),
                ('failing_since', models.DateTimeField(null=True)),
                ('retry_at', models.DateTimeField(help_text='Not to be tried before.', null=True)),
                ('removed_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('test_due', True)), fields=['id'], name='channel_test_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['wecom', 'dingtalk', 'feishu', 'mail', 'webhook'])), name='channel_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('post', ''), ('user__isnull', False)), models.Q(('user', None), models.Q(('post', ''), _negated=True)), _connector='OR'), name='channel_of_person_or_post'), models.UniqueConstraint(condition=models.Q(('post', ''), ('removed_at', None)), fields=('user', 'fingerprint'), name='one_channel_a_person'), models.UniqueConstraint(condition=models.Q(('removed_at', None), models.Q(('post', ''), _negated=True)), fields=('school', 'post', 'fingerprint'), name='one_channel_a_post')],
            },
        ),
        migrations.CreateModel(
            name='Choices',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='notice_choices', to=settings.AUTH_USER_MODEL)),
                ('language', models.CharField(choices=houqin.notices.models.choices.languages, default='zh-hans', max_length=10)),
                ('from_time', models.TimeField(help_text='Quiet from; empty: as the school.', null=True)),
                ('until_time', models.TimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('channel', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='notices.channel')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('notice', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='notices.notice')),
                ('count', models.PositiveIntegerField(default=1, help_text='How many notices the message held.')),
                ('at', models.DateTimeField()),
                ('outcome', models.CharField(blank=True, choices=[('', 'Got through'), ('no_connection', 'No connection to the other side.'), ('timed_out', 'The other side took too long to answer.'), ('private_host', 'The address leads into a private network, where nothing is sent.'), ('redirected', 'The other side sends elsewhere. Enter the address it names.'), ('refused', 'The other side did not take it.'), ('unfit', 'The address is incomplete. Remove the channel and add it again.'), ('given_up', 'Given up after a day: it stands in the inbox only.')], max_length=16)),
                ('detail', models.CharField(blank=True, help_text='In the words of the other side.', max_length=120)),
                ('said', models.CharField(blank=True, help_text='Digest of the message, to say it once a group.', max_length=64)),
            ],
            options={
                'indexes': [models.Index(fields=['school', '-at'], name='delivery_log'), models.Index(condition=models.Q(('outcome', ''), _negated=True), fields=['school', '-at'], name='delivery_gone_wrong'), models.Index(fields=['to', '-at'], name='delivery_to'), models.Index(fields=['channel', 'said'], name='delivery_said')],
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'no_connection', 'timed_out', 'private_host', 'redirected', 'refused', 'unfit', 'given_up'])), name='delivery_outcome_known')],
            },
        ),
        migrations.CreateModel(
            name='QuietHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('from_time', models.TimeField(default=datetime.time(22, 0))),
                ('until_time', models.TimeField(default=datetime.time(6, 30))),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school',), name='quiet_hours_of_school')],
            },
        ),
    ]

"""Boarders whom no class has taken in yet are taught as well (DD-05). SQLite makes the table anew: sealed again."""

from django.conf import settings
from django.db import migrations, models

from houqin.kernel.sealing import seal


class Migration(migrations.Migration):

    dependencies = [
        ('discipline', '0003_when_the_button_was_pressed'),
        ('people', '0003_absences'),
        ('tenancy', '0002_times_of_the_evening'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='lesson',
            name='lesson_for_one_list',
        ),
        migrations.AddConstraint(
            model_name='lesson',
            constraint=models.CheckConstraint(condition=models.Q(('school_class', None), ('building', None), _connector='OR'), name='lesson_for_one_list'),
        ),
        seal('discipline_lesson'),
    ]

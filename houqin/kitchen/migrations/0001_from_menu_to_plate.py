"""Dishes, menus, meals, pots, and what is proven of them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_posts_and_classes"),
        ("supply", "0001_from_supplier_to_store"),
        ("tenancy", "0001_schools_and_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Dish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=60)),
                ('kind', models.CharField(choices=[('staple', 'Staple'), ('hot', 'Hot dish'), ('soup', 'Soup or porridge'), ('pastry', 'Pastry'), ('fruit', 'Fruit'), ('drink', 'Drink'), ('cold', 'Cold dish')], max_length=8)),
                ('is_cooked_through', models.BooleanField(default=True, help_text='Needs a core temperature, rule TT-01.')),
                ('allergens', models.CharField(blank=True, max_length=120)),
                ('is_halal', models.BooleanField(default=False)),
                ('retired_on', models.DateField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school', 'code'), name='dish_code_in_school'), models.CheckConstraint(condition=models.Q(('kind__in', ['staple', 'hot', 'soup', 'pastry', 'fruit', 'drink', 'cold'])), name='dish_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='Meal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('on', models.DateField()),
                ('kind', models.CharField(choices=[('breakfast', 'Breakfast'), ('lunch', 'Lunch'), ('dinner', 'Dinner'), ('snack', 'Snack')], max_length=10)),
                ('serves_at', models.DateTimeField()),
                ('planned_heads', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('cooking', 'Cooking'), ('cooked', 'Cooked'), ('tasted', 'Tasted'), ('sampled', 'Sampled'), ('released', 'Released'), ('closed', 'Closed'), ('called_off', 'Called off')], default='planned', max_length=10)),
                ('cooking_at', models.DateTimeField(null=True)),
                ('cooked_at', models.DateTimeField(null=True)),
                ('tasted_at', models.DateTimeField(null=True)),
                ('sampled_at', models.DateTimeField(null=True)),
                ('released_at', models.DateTimeField(null=True)),
                ('released_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('called_off_at', models.DateTimeField(null=True)),
                ('called_off_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('called_off_reason', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'indexes': [models.Index(fields=['school', '-on'], name='kitchen_mea_school__b21a4e_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'called_off'), _negated=True), fields=('school', 'on', 'kind'), name='one_meal_of_a_kind_a_day'), models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'cooking', 'cooked', 'tasted', 'sampled', 'released', 'closed', 'called_off'])), name='meal_state_known'), models.CheckConstraint(condition=models.Q(('kind__in', ['breakfast', 'lunch', 'dinner', 'snack'])), name='meal_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['released', 'closed']), _negated=True), models.Q(('released_at__isnull', False), ('released_by__isnull', False), ('sampled_at__isnull', False), ('tasted_at__isnull', False)), _connector='OR'), name='released_meal_names_who_and_when'), models.CheckConstraint(condition=models.Q(models.Q(('called_off_at', None), models.Q(('state', 'called_off'), _negated=True)), models.Q(('called_off_at__isnull', False), ('called_off_by__isnull', False), ('state', 'called_off'), models.Q(('called_off_reason', ''), _negated=True)), _connector='OR'), name='called_off_meal_says_who_and_why')],
            },
        ),
        migrations.CreateModel(
            name='Recipe',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('dish', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recipes', to='kitchen.dish')),
                ('version', models.PositiveSmallIntegerField()),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('dish', 'version'), name='recipe_version_of_dish')],
            },
        ),
        migrations.CreateModel(
            name='DishBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('code', models.CharField(max_length=24)),
                ('meal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='kitchen.meal')),
                ('dish', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='kitchen.dish')),
                ('recipe', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kitchen.recipe')),
                ('pot', models.PositiveSmallIntegerField(default=1)),
                ('planned_heads', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('cooking', 'Cooking'), ('cooked', 'Cooked'), ('isolated', 'Isolated')], default='planned', max_length=10)),
                ('cooked_at', models.DateTimeField(null=True)),
                ('cooked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('isolated_at', models.DateTimeField(null=True)),
                ('isolated_reason', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school', 'code'), name='batch_code_in_school'), models.UniqueConstraint(fields=('meal', 'dish', 'pot'), name='pot_of_dish_in_meal'), models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'cooking', 'cooked', 'isolated'])), name='batch_state_known')],
            },
        ),
        migrations.CreateModel(
            name='BatchIssue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issues', to='kitchen.dishbatch')),
                ('issue', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supply.issue')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CanteenDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('on', models.DateField()),
                ('opened_at', models.DateTimeField()),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('responsible', models.ManyToManyField(related_name='+', to='people.postholding')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school', 'on'), name='one_canteen_day')],
            },
        ),
        migrations.CreateModel(
            name='CookingTemperature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='kitchen.dishbatch')),
                ('happened_at', models.DateTimeField(help_text='When it was done, as the person says.')),
                ('received_at', models.DateTimeField(help_text='When it was entered here.')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('corrects', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='kitchen.cookingtemperature')),
                ('correction_reason', models.CharField(blank=True, max_length=120)),
                ('core_temperature_c', models.DecimalField(decimal_places=1, max_digits=4)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('core_temperature_c__gte', -30), ('core_temperature_c__lte', 300)), name='core_temperature_is_possible')],
            },
        ),
        migrations.CreateModel(
            name='Leftover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('meal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leftovers', to='kitchen.meal')),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kitchen.dishbatch')),
                ('kind', models.CharField(choices=[('cooked', 'Left in the kitchen'), ('plate', 'Left on plates')], max_length=8)),
                ('grams', models.PositiveIntegerField(help_text='0 is a record too: nothing was left.')),
                ('weighed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('weighed_at', models.DateTimeField()),
                ('disposed_at', models.DateTimeField(null=True)),
                ('disposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('collector', models.CharField(blank=True, max_length=80)),
                ('vehicle', models.CharField(blank=True, max_length=40)),
                ('corrects', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='kitchen.leftover')),
                ('correction_reason', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['cooked', 'plate'])), name='leftover_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='Menu',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('week_starts_on', models.DateField(help_text='A Monday.')),
                ('published_at', models.DateTimeField(null=True)),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school', 'week_starts_on'), name='one_menu_a_week')],
            },
        ),
        migrations.CreateModel(
            name='MenuItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('menu', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='kitchen.menu')),
                ('on', models.DateField()),
                ('meal_kind', models.CharField(choices=[('breakfast', 'Breakfast'), ('lunch', 'Lunch'), ('dinner', 'Dinner'), ('snack', 'Snack')], max_length=10)),
                ('dish', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kitchen.dish')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('added_at', models.DateTimeField()),
                ('added_reason', models.CharField(blank=True, help_text='Needed once the menu is published.', max_length=120)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'indexes': [models.Index(fields=['school', 'on', 'meal_kind'], name='kitchen_men_school__af406f_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('menu', 'on', 'meal_kind', 'dish'), name='a_dish_once_per_meal_on_menu'), models.CheckConstraint(condition=models.Q(('meal_kind__in', ['breakfast', 'lunch', 'dinner', 'snack'])), name='menu_item_meal_known')],
            },
        ),
        migrations.CreateModel(
            name='RecipeLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('recipe', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='kitchen.recipe')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supply.article')),
                ('milli_per_head', models.PositiveIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('recipe', 'article'), name='an_article_once_per_recipe'), models.CheckConstraint(condition=models.Q(('milli_per_head__gt', 0)), name='recipe_line_is_positive')],
            },
        ),
        migrations.CreateModel(
            name='RetainedSample',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('code', models.CharField(max_length=24)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='samples', to='kitchen.dishbatch')),
                ('grams', models.PositiveIntegerField()),
                ('taken_at', models.DateTimeField()),
                ('received_at', models.DateTimeField()),
                ('taken_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('cabinet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.space')),
                ('position', models.PositiveSmallIntegerField(null=True)),
                ('cabinet_temperature_c', models.DecimalField(decimal_places=1, max_digits=4)),
                ('keep_until', models.DateTimeField()),
                ('locked_at', models.DateTimeField(help_text='An incident is open: not to be disposed of.', null=True)),
                ('locked_reason', models.CharField(blank=True, max_length=120)),
                ('disposed_at', models.DateTimeField(null=True)),
                ('disposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('disposal_method', models.CharField(blank=True, max_length=60)),
                ('corrects', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='kitchen.retainedsample')),
                ('correction_reason', models.CharField(blank=True, max_length=120)),
                ('superseded_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['school', 'taken_at'], name='kitchen_ret_school__98aa41_idx'), models.Index(condition=models.Q(('disposed_at', None)), fields=['school', 'keep_until'], name='sample_kept')],
                'constraints': [models.UniqueConstraint(fields=('school', 'code'), name='sample_code_in_school'), models.UniqueConstraint(condition=models.Q(('disposed_at', None), ('position__isnull', False), ('superseded_at', None)), fields=('cabinet', 'position'), name='one_sample_per_position'), models.CheckConstraint(condition=models.Q(('disposed_at', None), models.Q(('disposed_at__gte', models.F('keep_until')), ('locked_at', None)), _connector='OR'), name='sample_outlives_its_hold'), models.CheckConstraint(condition=models.Q(('keep_until__gt', models.F('taken_at'))), name='sample_is_kept_a_while')],
            },
        ),
        migrations.CreateModel(
            name='ServiceCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('meal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counts', to='kitchen.meal')),
                ('school_class', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.schoolclass')),
                ('group', models.CharField(blank=True, help_text='When no class: staff, guests.', max_length=40)),
                ('heads', models.PositiveIntegerField()),
                ('counted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('counted_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('group', ''), ('school_class__isnull', False)), models.Q(('school_class', None), models.Q(('group', ''), _negated=True)), _connector='OR'), name='count_names_a_group')],
            },
        ),
        migrations.CreateModel(
            name='Tasting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='kitchen.dishbatch')),
                ('happened_at', models.DateTimeField(help_text='When it was done, as the person says.')),
                ('received_at', models.DateTimeField(help_text='When it was entered here.')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('corrects', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='kitchen.tasting')),
                ('correction_reason', models.CharField(blank=True, max_length=120)),
                ('is_look_good', models.BooleanField()),
                ('is_smell_good', models.BooleanField()),
                ('is_taste_good', models.BooleanField()),
                ('remark', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'abstract': False,
            },
        ),
    ]

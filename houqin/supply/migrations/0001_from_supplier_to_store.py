"""Suppliers, orders, deliveries and their papers, lots, and every movement of the store."""

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("journal", "0002_authors"),
        ("tenancy", "0001_schools_and_places"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=60)),
                ('spec', models.CharField(blank=True, help_text='As on the pack: 5 L, 25 kg.', max_length=60)),
                ('goods_class', models.CharField(max_length=40)),
                ('base_unit', models.CharField(choices=[('g', 'g'), ('mL', 'mL'), ('piece', 'pcs')], max_length=6)),
                ('storage', models.CharField(choices=[('ambient', 'Ambient'), ('chilled', 'Chilled'), ('frozen', 'Frozen')], default='ambient', max_length=8)),
                ('shelf_life_days', models.PositiveSmallIntegerField(blank=True, help_text='When labels carry none.', null=True)),
                ('allergens', models.CharField(blank=True, max_length=120)),
                ('is_intermediate', models.BooleanField(default=False, help_text='Made in our kitchen from other lots.')),
                ('is_halal', models.BooleanField(default=False)),
                ('retired_on', models.DateField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['school', 'name'], name='supply_arti_school__cf7b25_idx')],
                'constraints': [models.UniqueConstraint(fields=('school', 'code'), name='article_code_in_school'), models.CheckConstraint(condition=models.Q(('base_unit__in', ['g', 'mL', 'piece'])), name='article_base_unit_known'), models.CheckConstraint(condition=models.Q(('storage__in', ['ambient', 'chilled', 'frozen'])), name='article_storage_known')],
            },
        ),
        migrations.CreateModel(
            name='ArticleUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='units', to='supply.article')),
                ('unit', models.CharField(help_text='As people write it: case, 袋, 桶.', max_length=12)),
                ('base_amount', models.PositiveIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('article', 'unit'), name='one_conversion_per_unit'), models.CheckConstraint(condition=models.Q(('base_amount__gt', 0)), name='conversion_is_positive')],
            },
        ),
        migrations.CreateModel(
            name='Supplier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=80)),
                ('address', models.CharField(blank=True, max_length=160)),
                ('contact', models.CharField(blank=True, max_length=40)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('licence_number', models.CharField(blank=True, max_length=40)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school', 'code'), name='supplier_code_in_school'), models.UniqueConstraint(fields=('school', 'name'), name='supplier_name_in_school')],
            },
        ),
        migrations.CreateModel(
            name='Order',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('code', models.CharField(max_length=20)),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='supply.supplier')),
                ('wanted_on', models.DateField()),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('sent', 'Sent'), ('delivered', 'Delivered'), ('cancelled', 'Cancelled')], default='draft', max_length=10)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('ordered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['school', 'wanted_on'], name='supply_orde_school__bc4617_idx')],
                'constraints': [models.UniqueConstraint(fields=('school', 'code'), name='order_code_in_school'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'sent', 'delivered', 'cancelled'])), name='order_state_known')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('code', models.CharField(max_length=20)),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='supply.supplier')),
                ('order', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='supply.order')),
                ('note_number', models.CharField(blank=True, help_text="Number of the supplier's delivery note.", max_length=40)),
                ('arrived_at', models.DateTimeField()),
                ('received_at', models.DateTimeField(help_text='When it was entered here.')),
                ('vehicle_temperature_c', models.DecimalField(decimal_places=1, max_digits=4, null=True)),
                ('is_vehicle_clean', models.BooleanField(null=True)),
                ('state', models.CharField(choices=[('arrived', 'To inspect'), ('inspected', 'Inspected'), ('called_off', 'Entered by mistake')], default='arrived', max_length=10)),
                ('buyer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('registered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('inspected_at', models.DateTimeField(null=True)),
                ('called_off_at', models.DateTimeField(null=True)),
                ('called_off_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('called_off_reason', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'indexes': [models.Index(fields=['school', 'arrived_at'], name='supply_deli_school__c9dbe9_idx')],
                'constraints': [models.UniqueConstraint(fields=('school', 'code'), name='delivery_code_in_school'), models.CheckConstraint(condition=models.Q(('state__in', ['arrived', 'inspected', 'called_off'])), name='delivery_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('called_off_at', None), models.Q(('state', 'called_off'), _negated=True)), models.Q(('called_off_at__isnull', False), ('called_off_by__isnull', False), ('state', 'called_off'), models.Q(('called_off_reason', ''), _negated=True)), _connector='OR'), name='called_off_delivery_says_who_and_why')],
            },
        ),
        migrations.CreateModel(
            name='DeliveryLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='supply.delivery')),
                ('number', models.PositiveSmallIntegerField(help_text='Place on the delivery note.')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supply.article')),
                ('amount', models.PositiveBigIntegerField(help_text='As stated on the note.')),
                ('supplier_lot', models.CharField(blank=True, help_text='Lot number on the label.', max_length=40)),
                ('production_date', models.DateField(null=True)),
                ('shelf_life_days', models.PositiveSmallIntegerField(null=True)),
                ('expiration_date', models.DateField(help_text='Last day of use; computed when the label has none.', null=True)),
                ('arrival_temperature_c', models.DecimalField(decimal_places=1, max_digits=4, null=True)),
                ('weighed_amount', models.PositiveBigIntegerField(null=True)),
                ('checklist', models.JSONField(default=dict, help_text='Item code → passed or not.')),
                ('accepted_amount', models.PositiveBigIntegerField(null=True)),
                ('returned_amount', models.PositiveBigIntegerField(default=0)),
                ('quarantined_amount', models.PositiveBigIntegerField(default=0)),
                ('reject_reason', models.CharField(blank=True, choices=[('mouldy', 'Mouldy'), ('spoiled', 'Spoiled or rancid'), ('fake', 'Fake or adulterated'), ('unlabelled', 'No label'), ('past_date', 'Past its date'), ('wrong_temperature', 'Wrong temperature'), ('no_papers', 'Papers missing'), ('damaged', 'Pack damaged'), ('short', 'Less than stated'), ('not_ordered', 'Not ordered'), ('other', 'Other')], max_length=20)),
                ('remark', models.CharField(blank=True, max_length=200)),
                ('photos', models.ManyToManyField(related_name='+', to='journal.attachment')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('delivery', 'number'), name='line_number_in_delivery'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='line_is_positive'), models.CheckConstraint(condition=models.Q(('accepted_amount', None), ('amount', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('accepted_amount'), '+', models.F('returned_amount')), '+', models.F('quarantined_amount'))), _connector='OR'), name='line_parts_make_the_whole')],
            },
        ),
        migrations.CreateModel(
            name='Issue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('code', models.CharField(max_length=20)),
                ('purpose', models.CharField(max_length=120)),
                ('is_for_pot', models.BooleanField(default=False, help_text='Went into a dish; comes back only through its pot.')),
                ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('issued_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['school', 'issued_at'], name='supply_issu_school__01763a_idx')],
                'constraints': [models.UniqueConstraint(fields=('school', 'code'), name='issue_code_in_school')],
            },
        ),
        migrations.CreateModel(
            name='Lot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('code', models.CharField(max_length=20)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lots', to='supply.article')),
                ('origin', models.CharField(choices=[('received', 'Received'), ('prepared', 'Made in our kitchen'), ('opening', 'Opening stock')], default='received', max_length=10)),
                ('line', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lots', to='supply.deliveryline')),
                ('supplier', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lots', to='supply.supplier')),
                ('supplier_lot', models.CharField(blank=True, max_length=40)),
                ('production_date', models.DateField(null=True)),
                ('expiration_date', models.DateField(help_text='Last day of use.')),
                ('near_expiry_on', models.DateField(help_text='First day of the warning, rule SL-01.')),
                ('received_at', models.DateTimeField()),
                ('space', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.space')),
                ('quarantined_at', models.DateTimeField(null=True)),
                ('held_at', models.DateTimeField(null=True)),
                ('held_reason', models.CharField(blank=True, max_length=200)),
                ('rejected_at', models.DateTimeField(null=True)),
                ('disposed_at', models.DateTimeField(null=True)),
                ('emptied_at', models.DateTimeField(help_text='When the sum reached zero; a return clears it.', null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('emptied_at', None)), fields=['school', 'expiration_date', 'received_at'], name='lot_in_stock'), models.Index(condition=models.Q(('emptied_at', None)), fields=['article', 'expiration_date'], name='lot_of_article')],
                'constraints': [models.UniqueConstraint(fields=('school', 'code'), name='lot_code_in_school'), models.CheckConstraint(condition=models.Q(('origin__in', ['received', 'prepared', 'opening'])), name='lot_origin_known'), models.CheckConstraint(condition=models.Q(('production_date', None), ('expiration_date__gte', models.F('production_date')), _connector='OR'), name='lot_expires_after_production')],
            },
        ),
        migrations.CreateModel(
            name='OrderLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='supply.order')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supply.article')),
                ('amount', models.PositiveBigIntegerField()),
                ('suggested_amount', models.PositiveBigIntegerField(help_text='Menu × heads − stock, when computed.', null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('order', 'article'), name='an_article_once_per_order'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='order_line_is_positive')],
            },
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='supply.deliveryline')),
                ('kind', models.CharField(help_text='A document kind of goods_classes.toml.', max_length=48)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('for_lot', models.CharField(blank=True, help_text='The lot the paper itself names.', max_length=40)),
                ('valid_until', models.DateField(null=True)),
                ('passed', models.BooleanField(help_text='For tests: the result.', null=True)),
                ('attachment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.attachment')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(help_text='Entered by mistake; the row stays.', null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Preparation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('code', models.CharField(max_length=20)),
                ('made', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='preparation', to='supply.lot')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('prepared_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school', 'code'), name='preparation_code_in_school')],
            },
        ),
        migrations.CreateModel(
            name='Movement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('lot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='supply.lot')),
                ('kind', models.CharField(choices=[('received', 'Received'), ('opening', 'Opening stock'), ('produced', 'Made'), ('returned', 'Returned to store'), ('issued', 'Issued'), ('consumed', 'Used in preparation'), ('sent_back', 'Sent back to supplier'), ('disposed', 'Disposed of'), ('counted', 'Count variance'), ('corrected', 'Correction')], max_length=10)),
                ('amount', models.BigIntegerField(help_text='Signed, in base units.')),
                ('issue', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='supply.issue')),
                ('preparation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='supply.preparation')),
                ('deviation_reason', models.CharField(blank=True, help_text='Why not the lot that expires first.', max_length=120)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('moved_at', models.DateTimeField()),
                ('moved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['lot', 'amount'], name='movement_balance'), models.Index(fields=['school', 'moved_at'], name='movement_by_time')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('amount__gt', 0), ('kind__in', ['received', 'opening', 'produced', 'returned'])), models.Q(('amount__lt', 0), ('kind__in', ['issued', 'consumed', 'sent_back', 'disposed'])), models.Q(('kind__in', ['counted', 'corrected']), models.Q(('amount', 0), _negated=True)), _connector='OR'), name='movement_sign_fits_kind')],
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='supply.delivery')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.CharField(max_length=40)),
                ('signed_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('delivery', 'user'), name='a_person_signs_once')],
            },
        ),
        migrations.CreateModel(
            name='StockCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('code', models.CharField(max_length=20)),
                ('counted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('witness', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('counted_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school', 'code'), name='count_code_in_school'), models.CheckConstraint(condition=models.Q(('counted_by', models.F('witness')), _negated=True), name='nobody_counts_alone')],
            },
        ),
        migrations.CreateModel(
            name='CountLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('count', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='supply.stockcount')),
                ('lot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supply.lot')),
                ('book_amount', models.BigIntegerField()),
                ('counted_amount', models.PositiveBigIntegerField()),
                ('reason', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('count', 'lot'), name='a_lot_once_per_count'), models.CheckConstraint(condition=models.Q(('book_amount', models.F('counted_amount')), models.Q(('reason', ''), _negated=True), _connector='OR'), name='variance_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='supply.supplier')),
                ('kind', models.CharField(help_text='A document kind of goods_classes.toml.', max_length=48)),
                ('number', models.CharField(max_length=60)),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField()),
                ('attachment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.attachment')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_until__gte', models.F('valid_from'))), name='certificate_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='supply.supplier')),
                ('goods_class', models.CharField(max_length=40)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('approved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('approved_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['supplier', 'goods_class', 'ends_on'], name='supply_appr_supplie_de175e_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='approval_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Suspension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.school')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suspensions', to='supply.supplier')),
                ('goods_class', models.CharField(max_length=40)),
                ('reason', models.CharField(max_length=200)),
                ('since', models.DateTimeField()),
                ('lifted_at', models.DateTimeField(null=True)),
                ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lifted_reason', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('supplier', 'goods_class'), name='one_open_suspension')],
            },
        ),
    ]

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from thidua.together import Together


class Migration(migrations.Migration):

    replaces = [('awards', '0001_initial'), ('awards', '0002_print_runs'), ('awards', '0003_certificate_blanks'), ('awards', '0004_told')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('documents', '0001_whole'),
        ('dossiers', '0001_whole'),
        ('files', '0001_whole'),
        ('movements', '0001_whole'),
        ('organizations', '0001_whole'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Decision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('form', models.CharField(max_length=40)),
                    ('state', models.CharField(choices=[('proposed', 'Đã trình'), ('withdrawn', 'Đã rút'), ('decided', 'Đã ký'), ('issued', 'Đã ban hành')], default='proposed', max_length=20)),
                    ('decided_on', models.DateField(null=True)),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                    ('nominations', models.ManyToManyField(related_name='decisions', to='dossiers.nomination')),
                    ('paper', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.paper')),
                    ('proposal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.paper')),
                    ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='movements.round')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ('proposed', 'withdrawn')), models.Q(('decided_on__isnull', False), ('paper__isnull', False)), _connector='OR'), name='decision_signed_has_paper')],
                },
            ),
            migrations.CreateModel(
                name='Award',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('tap_the', 'Tập thể'), ('ca_nhan', 'Cá nhân')], max_length=10)),
                    ('form', models.CharField(max_length=40)),
                    ('decided_on', models.DateField()),
                    ('recipient', models.CharField(help_text='the name as decided', max_length=200)),
                    ('recipient_detail', models.CharField(blank=True, help_text='post and unit as decided', max_length=300)),
                    ('recipient_folded', models.CharField(editable=False, max_length=500)),
                    ('register_number', models.PositiveIntegerField(help_text='one series a year for each authority and form, from 1')),
                    ('coefficient', models.DecimalField(decimal_places=2, max_digits=5)),
                    ('base_salary', models.PositiveIntegerField()),
                    ('amount', models.PositiveIntegerField(help_text='đồng')),
                    ('money_sources', models.JSONField()),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                    ('certificate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.paper')),
                    ('commendation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='award', to='organizations.commendation')),
                    ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='dossiers.nomination')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='organizations.person')),
                    ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='organizations.unit')),
                    ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='awards.decision')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('decision', 'nomination'), name='award_once'), models.UniqueConstraint(models.F('authority'), models.F('form'), django.db.models.functions.datetime.ExtractYear('decided_on'), models.F('register_number'), name='register_number_once')],
                },
            ),
            migrations.CreateModel(
                name='PrintRun',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('running', 'Đang in'), ('done', 'Đã in xong')], default='running', max_length=20)),
                    ('total', models.PositiveIntegerField()),
                    ('done', models.PositiveIntegerField(default=0)),
                    ('asked_at', models.DateTimeField()),
                    ('stepped_at', models.DateTimeField(help_text='when the last certificates were printed')),
                    ('blank_name', models.CharField(blank=True, max_length=100)),
                    ('layout', models.JSONField(null=True)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                    ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='print_runs', to='awards.decision')),
                    ('singles', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                    ('whole', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'running')), fields=('decision',), name='print_run_one_at_a_time'), models.CheckConstraint(condition=models.Q(('done__lte', models.F('total'))), name='print_run_counts'), models.CheckConstraint(condition=models.Q(('state', 'running'), models.Q(models.Q(('singles__isnull', False), ('layout__isnull', False), _connector='OR'), ('done', models.F('total')), ('whole__isnull', False)), _connector='OR'), name='print_run_done_has_files')],
                },
            ),
            migrations.CreateModel(
                name='Revocation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('revoked_on', models.DateField()),
                    ('reason', models.TextField()),
                    ('basis', models.CharField(max_length=200)),
                    ('award', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='revocation', to='awards.award')),
                ],
            ),
            migrations.CreateModel(
                name='Told',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('dossier', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='told', to='dossiers.dossier')),
                ],
            ),
            migrations.CreateModel(
                name='CertificateBlank',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=100)),
                    ('layout', models.JSONField(help_text='as documents.papers.blank keeps it')),
                    ('changed_at', models.DateTimeField()),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                    ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('authority', 'name'), name='certificate_blank_named_once')],
                },
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='award',
                trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='95b4e52de3fde69b41d2305a8d6809e04a4ffbeb', operation='DELETE', pgid='pgtrigger_never_deleted_24575', table='awards_award', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='award',
                trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."recipient" IS DISTINCT FROM (NEW."recipient") OR OLD."recipient_detail" IS DISTINCT FROM (NEW."recipient_detail") OR OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."coefficient" IS DISTINCT FROM (NEW."coefficient") OR OLD."base_salary" IS DISTINCT FROM (NEW."base_salary") OR OLD."decided_on" IS DISTINCT FROM (NEW."decided_on") OR OLD."form" IS DISTINCT FROM (NEW."form") OR OLD."register_number" IS DISTINCT FROM (NEW."register_number"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='478c853ba042c83f6e3a60603303a55b46f3249c', operation='UPDATE', pgid='pgtrigger_frozen_e45e3', table='awards_award', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='told',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6e4a04c491761c2d6f06826b37097a427a71bdc8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ba3ad', table='awards_told', when='BEFORE')),
            ),
        ]),
    ]

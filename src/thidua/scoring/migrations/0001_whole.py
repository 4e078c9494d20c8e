import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from thidua.together import Together


class Migration(migrations.Migration):

    replaces = [('scoring', '0001_initial'), ('scoring', '0002_ranking_compared_with'), ('scoring', '0003_rounds_and_frozen_results')]

    initial = True

    dependencies = [
        ('organizations', '0001_whole'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='CriteriaSet',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=60)),
                    ('name', models.CharField(max_length=200)),
                    ('year', models.PositiveSmallIntegerField()),
                    ('definition', models.JSONField()),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='criteria_sets', to='organizations.unit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('authority', 'code', 'year'), name='criteria_set_once')],
                },
            ),
            migrations.CreateModel(
                name='FieldAppraiser',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('field', models.CharField(help_text="the field's code in the set", max_length=60)),
                    ('criteria_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appraisers', to='scoring.criteriaset')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appraised_fields', to='organizations.unit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('criteria_set', 'field'), name='field_appraiser_once')],
                },
            ),
            migrations.CreateModel(
                name='IndexComponent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=20)),
                    ('name', models.CharField(max_length=300)),
                    ('maximum', models.DecimalField(decimal_places=3, max_digits=7)),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('authority', 'code'), name='component_once')],
                },
            ),
            migrations.CreateModel(
                name='ComponentScore',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('year', models.PositiveSmallIntegerField()),
                    ('points', models.DecimalField(decimal_places=3, max_digits=7)),
                    ('published_on', models.DateField()),
                    ('component', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='scoring.indexcomponent')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('component', 'year'), name='component_score_once')],
                },
            ),
            migrations.CreateModel(
                name='ComponentOwner',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('year', models.PositiveSmallIntegerField()),
                    ('decision', models.CharField(max_length=80)),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='owned_components', to='organizations.unit')),
                    ('component', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='owners', to='scoring.indexcomponent')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('component', 'unit', 'year'), name='owner_once')],
                },
            ),
            migrations.CreateModel(
                name='Publication',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('published_at', models.DateTimeField()),
                    ('bundle', models.JSONField(help_text='the input of `thidua score`, complete')),
                    ('sha256', models.CharField(max_length=64)),
                    ('criteria_set', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='publication', to='scoring.criteriaset')),
                ],
            ),
            migrations.CreateModel(
                name='Ranking',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('points', models.DecimalField(decimal_places=6, max_digits=15, null=True)),
                    ('maximum', models.DecimalField(decimal_places=6, max_digits=15)),
                    ('index', models.DecimalField(decimal_places=3, max_digits=7, null=True)),
                    ('rank', models.PositiveIntegerField(null=True)),
                    ('of_units', models.PositiveIntegerField(help_text='how many units have a rank')),
                    ('detail', models.JSONField(default=dict, help_text="the unit's part of the answer of `thidua score`")),
                    ('incomparable', models.CharField(blank=True, help_text='why it stands beside no year before', max_length=200)),
                    ('compared_with', models.CharField(blank=True, help_text="what last year's figures are made of", max_length=300)),
                    ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='scoring.publication')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rankings', to='organizations.unit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('publication', 'unit'), name='ranking_once')],
                },
            ),
            migrations.CreateModel(
                name='Sheet',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('open', 'Đang tự chấm'), ('self_scored', 'Đã tự chấm'), ('appraised', 'Đã thẩm định'), ('explained', 'Đã giải trình'), ('published', 'Đã công bố')], default='open', max_length=20)),
                    ('self_entries', models.JSONField(default=dict)),
                    ('appraised_entries', models.JSONField(default=dict)),
                    ('explanation', models.TextField(blank=True)),
                    ('is_locked', models.BooleanField(default=False, help_text='closed by hand; the reason is in the event')),
                    ('open_until', models.DateField(help_text='opened by hand past the timetable; the reason is in the event', null=True)),
                    ('criteria_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='scoring.criteriaset')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='organizations.unit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('criteria_set', 'unit'), name='sheet_once')],
                },
            ),
            migrations.CreateModel(
                name='FieldAppraisal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('field', models.CharField(max_length=60)),
                    ('at', models.DateTimeField()),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                    ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='field_appraisals', to='scoring.sheet')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('sheet', 'field'), name='field_appraisal_once')],
                },
            ),
            migrations.CreateModel(
                name='Timetable',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('block', models.CharField(blank=True, choices=[('tinh', 'Tỉnh'), ('thanh_pho_tw', 'Thành phố trực thuộc trung ương'), ('huyen', 'Huyện'), ('quan', 'Quận'), ('thi_xa', 'Thị xã'), ('thanh_pho', 'Thành phố thuộc tỉnh, thành phố'), ('xa', 'Xã'), ('thi_tran', 'Thị trấn'), ('phuong', 'Phường'), ('dac_khu', 'Đặc khu'), ('co_quan_chuyen_mon', 'Cơ quan chuyên môn'), ('don_vi_su_nghiep', 'Đơn vị sự nghiệp'), ('truong_hoc', 'Trường học')], help_text='the kind of unit', max_length=20)),
                    ('self_scoring_from', models.DateField()),
                    ('self_scoring_until', models.DateField()),
                    ('appraisal_until', models.DateField()),
                    ('explanation_until', models.DateField()),
                    ('reappraisal_until', models.DateField()),
                    ('criteria_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='timetables', to='scoring.criteriaset')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('criteria_set', 'block'), name='timetable_once'), models.CheckConstraint(condition=models.Q(('self_scoring_from__lte', models.F('self_scoring_until')), ('self_scoring_until__lt', models.F('appraisal_until')), ('appraisal_until__lt', models.F('explanation_until')), ('explanation_until__lt', models.F('reappraisal_until'))), name='timetable_in_order')],
                },
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='criteriaset',
                trigger=pgtrigger.compiler.Trigger(name='frozen_once_opened', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."definition" IS DISTINCT FROM (NEW."definition"))', func="\n                    IF EXISTS (SELECT 1 FROM scoring_sheet WHERE criteria_set_id = NEW.id)\n                    THEN RAISE EXCEPTION 'the set is frozen: sheets are opened under it'; END IF;\n                    RETURN NEW;\n                ", hash='24f1fd33716d588b78aa3b1ef078048c3791813c', operation='UPDATE', pgid='pgtrigger_frozen_once_opened_a047d', table='scoring_criteriaset', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='publication',
                trigger=pgtrigger.compiler.Trigger(name='publication_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='40a6dce949244a21c4ee5c6e86dbea430d4e2cde', operation='UPDATE OR DELETE', pgid='pgtrigger_publication_frozen_6d1d3', table='scoring_publication', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='ranking',
                trigger=pgtrigger.compiler.Trigger(name='ranking_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='33a6b741ae5adaeee92e9c3d42fb7d51d12f2085', operation='UPDATE OR DELETE', pgid='pgtrigger_ranking_frozen_71839', table='scoring_ranking', when='BEFORE')),
            ),
        ]),
    ]

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from thidua.together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('organizations', '0001_whole'),
        ('scoring', '0001_whole'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Survey',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('criterion', models.CharField(help_text='its code; its rule says which answers there are', max_length=60)),
                    ('question', models.CharField(max_length=300)),
                    ('closes_on', models.DateField(help_text='the last day on which it is answered')),
                    ('state', models.CharField(choices=[('open', 'Đang lấy ý kiến'), ('closed', 'Đã đóng')], default='open', max_length=20)),
                    ('criteria_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='surveys', to='scoring.criteriaset')),
                ],
            ),
            migrations.CreateModel(
                name='Invitation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('digest', models.CharField(max_length=64, unique=True)),
                    ('is_used', models.BooleanField(default=False)),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                    ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='scoring.survey')),
                ],
            ),
            migrations.CreateModel(
                name='SurveyCount',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('answer', models.CharField(max_length=200)),
                    ('count', models.PositiveIntegerField(default=0)),
                    ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counts', to='scoring.survey')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                ],
            ),
        ]),
        Together([
            migrations.AddConstraint(
                model_name='survey',
                constraint=models.UniqueConstraint(fields=('criteria_set', 'criterion'), name='survey_once'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='survey',
                trigger=pgtrigger.compiler.Trigger(name='survey_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='2abff90b4a5a88894ce49f749ad299e19f651e40', operation='DELETE', pgid='pgtrigger_survey_kept_78a9d', table='scoring_survey', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='survey',
                trigger=pgtrigger.compiler.Trigger(name='survey_stays_closed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" = \'closed\')', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='e1a2be8c4c13c0e9c894704c5e0f4ee11544981e', operation='UPDATE', pgid='pgtrigger_survey_stays_closed_f7b83', table='scoring_survey', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='invitation',
                trigger=pgtrigger.compiler.Trigger(name='invitation_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='7e5f7b274a582c7d760bfc0b0eda598dd8d7fda5', operation='DELETE', pgid='pgtrigger_invitation_kept_e18b0', table='scoring_invitation', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='invitation',
                trigger=pgtrigger.compiler.Trigger(name='invitation_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."is_used")', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='5fbc774fc25afacf539946ff1c0ad8daaccadb01', operation='UPDATE', pgid='pgtrigger_invitation_once_bd5a0', table='scoring_invitation', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='invitation',
                trigger=pgtrigger.compiler.Trigger(name='invited_while_open', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NOT EXISTS (SELECT 1 FROM scoring_survey WHERE id = NEW.survey_id AND state = 'open')\n            THEN RAISE EXCEPTION 'the survey is closed'; END IF;\n            RETURN NEW;\n        ", hash='98ca240e55af85a85eb720f909fea6a11816892a', operation='INSERT OR UPDATE', pgid='pgtrigger_invited_while_open_aa6a1', table='scoring_invitation', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='surveycount',
                constraint=models.UniqueConstraint(fields=('survey', 'unit', 'answer'), name='survey_count_once'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='surveycount',
                trigger=pgtrigger.compiler.Trigger(name='survey_count_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='89e5ecd47bd6c28bb4b5625b75cfbb6e9fb4fb6d', operation='DELETE', pgid='pgtrigger_survey_count_kept_58f1f', table='scoring_surveycount', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='surveycount',
                trigger=pgtrigger.compiler.Trigger(name='counted_while_open', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NOT EXISTS (SELECT 1 FROM scoring_survey WHERE id = NEW.survey_id AND state = 'open')\n            THEN RAISE EXCEPTION 'the survey is closed'; END IF;\n            RETURN NEW;\n        ", hash='422bccebc98f2c8c21cd37074ec920ef8d03aae9', operation='INSERT OR UPDATE', pgid='pgtrigger_counted_while_open_32ba6', table='scoring_surveycount', when='BEFORE')),
            ),
        ]),
    ]

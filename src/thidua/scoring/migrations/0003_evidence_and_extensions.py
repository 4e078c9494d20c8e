import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from thidua.together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('organizations', '0001_whole'),
        ('scoring', '0002_surveys'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='SheetItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('criterion', models.CharField(help_text='its code', max_length=60)),
                    ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='scoring.sheet')),
                ],
            ),
            migrations.CreateModel(
                name='AppraisalExtension',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('step', models.CharField(choices=[('appraisal', 'Thẩm định lần 1'), ('reappraisal', 'Thẩm định lần 2')], max_length=20)),
                    ('until', models.DateField(help_text='the last day')),
                    ('reason', models.TextField()),
                    ('criteria_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='scoring.criteriaset')),
                    ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='appraisal_extension_says_why')],
                },
            ),
        ]),
        Together([
            migrations.AddField(
                model_name='componentowner',
                name='decided_on',
                field=models.DateField(null=True),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='appraisalextension',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b5798f5cd19593a82788633e585d7de4f67c1a88', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f9aca', table='scoring_appraisalextension', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='sheetitem',
                constraint=models.UniqueConstraint(fields=('sheet', 'criterion'), name='sheet_item_once'),
            ),
        ]),
    ]

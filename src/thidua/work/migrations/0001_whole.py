import django.db.models.deletion
from django.db import migrations, models

from thidua.together import Together


class Migration(migrations.Migration):

    replaces = [('work', '0001_initial')]

    initial = True

    dependencies = [
        ('organizations', '0001_whole'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Task',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('nhiem_vu', 'Nhiệm vụ'), ('van_ban', 'Văn bản tham mưu')], default='nhiem_vu', max_length=20)),
                    ('year', models.PositiveSmallIntegerField()),
                    ('code', models.CharField(max_length=30)),
                    ('title', models.CharField(max_length=300)),
                    ('due_on', models.DateField()),
                    ('done_on', models.DateField(null=True)),
                    ('times_returned', models.PositiveSmallIntegerField(default=0)),
                    ('is_good', models.BooleanField(help_text='đạt chất lượng; null: not judged', null=True)),
                    ('state', models.CharField(choices=[('planned', 'Đang thực hiện'), ('done', 'Hoàn thành'), ('cancelled', 'Hủy')], default='planned', max_length=20)),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='organizations.person')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='organizations.unit')),
                ],
                options={
                    'indexes': [models.Index(fields=['unit', 'year'], name='task_of_unit'), models.Index(fields=['person', 'year'], name='task_of_person')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('done_on__isnull', False), ('state', 'done')), models.Q(('state', 'done'), _negated=True), _connector='OR'), name='task_done_has_date'), models.UniqueConstraint(fields=('unit', 'year', 'code'), name='task_code_once')],
                },
            ),
            migrations.CreateModel(
                name='UnitPlan',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('year', models.PositiveSmallIntegerField()),
                    ('number', models.CharField(blank=True, max_length=60)),
                    ('issued_on', models.DateField()),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='organizations.unit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('unit', 'year'), name='unit_plan_once_a_year')],
                },
            ),
        ]),
    ]

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('initiatives', '0001_initial')]

    initial = True

    dependencies = [
        ('organizations', '0001_whole'),
    ]

    operations = [
        migrations.CreateModel(
            name='Initiative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30)),
                ('year', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=300)),
                ('applied_from', models.DateField(help_text='first applied, or tried out, at the unit (NĐ 13/2012 Đ3)', null=True)),
                ('novelty', models.TextField(blank=True, help_text='tính mới')),
                ('effect', models.TextField(blank=True, help_text='hiệu quả, khả năng nhân rộng')),
                ('state', models.CharField(choices=[('draft', 'Dự thảo'), ('submitted', 'Đã nộp'), ('examined', 'Đã thẩm định'), ('recognised', 'Được công nhận'), ('refused', 'Không công nhận')], default='draft', max_length=20)),
                ('level', models.CharField(choices=[('co_so', 'cơ sở'), ('huyen', 'huyện'), ('tinh', 'tỉnh')], default='huyen', help_text='level of the council that recognises', max_length=10)),
                ('recognition_number', models.CharField(blank=True, max_length=60)),
                ('recognised_on', models.DateField(null=True)),
                ('withdrawn_on', models.DateField(null=True)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                ('authors', models.ManyToManyField(related_name='initiatives', to='organizations.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='initiatives', to='organizations.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'year'], name='initiative_of_unit')],
                'constraints': [models.UniqueConstraint(fields=('authority', 'code'), name='initiative_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'recognised'), _negated=True), models.Q(('recognised_on__isnull', False), models.Q(('recognition_number', ''), _negated=True)), _connector='OR'), name='initiative_recognised_has_number'), models.CheckConstraint(condition=models.Q(('withdrawn_on', None), models.Q(('state', 'recognised'), ('withdrawn_on__gte', models.F('recognised_on'))), _connector='OR'), name='initiative_withdrawn_was_recognised')],
            },
        ),
    ]

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from thidua.together import Together


class Migration(migrations.Migration):

    replaces = [('documents', '0001_initial'), ('documents', '0002_office_templates')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('files', '0001_whole'),
        ('organizations', '0001_whole'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='OfficeTemplate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('to_trinh', 'Tờ trình'), ('bao_cao_thanh_tich', 'Báo cáo thành tích'), ('bien_ban', 'Biên bản'), ('quyet_dinh', 'Quyết định'), ('giay_khen', 'Giấy khen'), ('phu_luc_xet', 'Phụ lục xét điều kiện')], max_length=30)),
                    ('adopted_at', models.DateTimeField()),
                    ('retired_at', models.DateTimeField(null=True)),
                    ('adopted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                    ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('issuer', 'kind'), name='office_template_one_in_use'), models.CheckConstraint(condition=models.Q(('retired_at', None), ('retired_at__gte', models.F('adopted_at')), _connector='OR'), name='office_template_period')],
                },
            ),
            migrations.CreateModel(
                name='Paper',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('to_trinh', 'Tờ trình'), ('bao_cao_thanh_tich', 'Báo cáo thành tích'), ('bien_ban', 'Biên bản'), ('quyet_dinh', 'Quyết định'), ('giay_khen', 'Giấy khen'), ('phu_luc_xet', 'Phụ lục xét điều kiện')], max_length=30)),
                    ('title', models.CharField(max_length=500)),
                    ('data', models.JSONField()),
                    ('state', models.CharField(choices=[('drafted', 'Dự thảo'), ('signed', 'Đã ký'), ('numbered', 'Đã cấp số'), ('issued', 'Đã ban hành')], default='drafted', max_length=20)),
                    ('symbol', models.CharField(blank=True, max_length=40)),
                    ('year', models.PositiveSmallIntegerField(null=True)),
                    ('number', models.PositiveIntegerField(null=True)),
                    ('dated', models.DateField(null=True)),
                    ('signed_at', models.DateTimeField(null=True)),
                    ('drafted_at', models.DateTimeField()),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                    ('docx', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                    ('drafted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='organizations.unit')),
                    ('pdf', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                    ('signer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.person')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('number__isnull', False)), fields=('issuer', 'kind', 'year', 'number'), name='paper_number_unique'), models.CheckConstraint(condition=models.Q(('number', None), models.Q(('dated__isnull', False), ('year__isnull', False)), _connector='OR'), name='paper_numbered_with_date'), models.CheckConstraint(condition=models.Q(('state', 'drafted'), models.Q(('signed_at__isnull', False), ('signer__isnull', False)), _connector='OR'), name='paper_signed_has_signer')],
                },
            ),
            migrations.CreateModel(
                name='Register',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('to_trinh', 'Tờ trình'), ('bao_cao_thanh_tich', 'Báo cáo thành tích'), ('bien_ban', 'Biên bản'), ('quyet_dinh', 'Quyết định'), ('giay_khen', 'Giấy khen'), ('phu_luc_xet', 'Phụ lục xét điều kiện')], max_length=30)),
                    ('year', models.PositiveSmallIntegerField()),
                    ('last_number', models.PositiveIntegerField(default=0)),
                    ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('issuer', 'kind', 'year'), name='register_once')],
                },
            ),
        ]),
    ]

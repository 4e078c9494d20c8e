import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from thidua.together import Together


class Migration(migrations.Migration):

    replaces = [('registers', '0001_initial')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('files', '0001_whole'),
        ('organizations', '0001_whole'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Upload',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('register', models.CharField(help_text='ca-nhan, vi-tri, …', max_length=40)),
                    ('name', models.CharField(max_length=255)),
                    ('sha256', models.CharField(max_length=64)),
                    ('content', models.BinaryField(null=True)),
                    ('counts', models.JSONField(help_text='{"new": 3, "changed": 1, "same": 40}')),
                    ('state', models.CharField(choices=[('previewed', 'Chờ ghi vào sổ'), ('written', 'Đã ghi vào sổ'), ('discarded', 'Đã bỏ')], default='previewed', max_length=20)),
                    ('uploaded_at', models.DateTimeField()),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                    ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['authority', '-uploaded_at'], name='upload_of_authority')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('content__isnull', False), ('state', 'previewed')), models.Q(models.Q(('state', 'previewed'), _negated=True), ('content', None)), _connector='OR'), name='upload_content_while_it_waits')],
                },
            ),
            migrations.CreateModel(
                name='UploadedScan',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=255)),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                    ('upload', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scans', to='registers.upload')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('upload', 'name'), name='scan_named_once')],
                },
            ),
            migrations.CreateModel(
                name='Backfilled',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('object_type', models.CharField(max_length=80)),
                    ('object_id', models.BigIntegerField()),
                    ('entered_at', models.DateTimeField()),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                    ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('scan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ],
                options={
                    'indexes': [models.Index(fields=['authority', '-entered_at'], name='backfilled_of_authority')],
                    'constraints': [models.UniqueConstraint(fields=('object_type', 'object_id'), name='backfilled_once')],
                },
            ),
        ]),
    ]

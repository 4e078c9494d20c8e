import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from thidua.together import Together


class Migration(migrations.Migration):

    replaces = [('files', '0001_initial'), ('files', '0002_uploads_and_citations'), ('files', '0003_signatures_of_an_upload')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('organizations', '0001_whole'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='StoredFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sha256', models.CharField(max_length=64, unique=True)),
                    ('name', models.CharField(max_length=255)),
                    ('media_type', models.CharField(max_length=100)),
                    ('size', models.PositiveBigIntegerField()),
                    ('stored_at', models.DateTimeField()),
                    ('stored_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='file_sha256_shape')],
                },
            ),
            migrations.CreateModel(
                name='Upload',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=255)),
                    ('name_folded', models.CharField(max_length=255)),
                    ('size', models.PositiveBigIntegerField()),
                    ('sha256', models.CharField(blank=True, max_length=64)),
                    ('state', models.CharField(choices=[('receiving', 'Đang tải lên'), ('scanning', 'Chờ quét vi-rút'), ('kept', 'Đã nhận'), ('refused', 'Không nhận'), ('withdrawn', 'Đã rút')], default='receiving', max_length=20)),
                    ('problems', models.JSONField(default=list)),
                    ('signatures', models.JSONField(default=list, help_text='what the check read of signatures inside a PDF')),
                    ('announced_at', models.DateTimeField()),
                    ('settled_at', models.DateTimeField(null=True)),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                    ('kept', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='uploads', to='files.storedfile')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uploads', to='organizations.unit')),
                    ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(models.F('unit'), models.OrderBy(models.F('announced_at'), descending=True), name='upload_of_unit')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'kept')), fields=('unit', 'sha256'), name='upload_once_in_a_unit'), models.CheckConstraint(condition=models.Q(('state__in', ['receiving', 'scanning', 'kept', 'refused', 'withdrawn'])), name='upload_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('kept', 'scanning')), _negated=True), models.Q(('kept__isnull', False), ('settled_at__isnull', False), ('sha256__regex', '^[0-9a-f]{64}$')), _connector='OR'), name='upload_kept_has_bytes'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), ('kept', None), _connector='OR'), name='upload_refused_keeps_nothing'), models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='upload_not_empty')],
                },
            ),
            migrations.CreateModel(
                name='Citation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('object_type', models.CharField(max_length=80)),
                    ('object_id', models.BigIntegerField()),
                    ('label', models.CharField(help_text='the object as it called itself when the file was cited', max_length=500)),
                    ('cited_at', models.DateTimeField()),
                    ('cited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('upload', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='files.upload')),
                ],
                options={
                    'indexes': [models.Index(fields=['object_type', 'object_id'], name='citation_of_object')],
                    'constraints': [models.UniqueConstraint(fields=('upload', 'object_type', 'object_id'), name='citation_once')],
                },
            ),
        ]),
    ]

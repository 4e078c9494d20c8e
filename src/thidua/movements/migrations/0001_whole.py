import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from thidua.together import Together


class Migration(migrations.Migration):

    replaces = [('movements', '0001_initial'), ('movements', '0002_duty_successions')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('organizations', '0001_whole'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Movement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('slug', models.SlugField(max_length=80, unique=True)),
                    ('title', models.CharField(max_length=300)),
                    ('version', models.CharField(max_length=64)),
                    ('state', models.CharField(choices=[('draft', 'Dự thảo'), ('launched', 'Đã phát động'), ('running', 'Đang thực hiện'), ('summed_up', 'Đã tổng kết'), ('closed', 'Kết thúc')], default='draft', max_length=20)),
                    ('starts_on', models.DateField(help_text='II.3: from the day of the plan; the paper gives the month only')),
                    ('ends_on', models.DateField()),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='organizations.unit')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='movement_period')],
                },
            ),
            migrations.CreateModel(
                name='GuidanceValue',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=80)),
                    ('value', models.JSONField(null=True)),
                    ('set_by', models.CharField(max_length=200)),
                    ('is_assumption', models.BooleanField(default=False)),
                    ('valid_from', models.DateField()),
                    ('entered_at', models.DateTimeField()),
                    ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('movement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guidance', to='movements.movement')),
                ],
                options={
                    'indexes': [models.Index(fields=['movement', 'key', '-valid_from'], name='guidance_latest')],
                },
            ),
            migrations.CreateModel(
                name='Round',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(help_text='hang-nam-2023, tong-ket', max_length=40)),
                    ('year', models.PositiveSmallIntegerField()),
                    ('deadline', models.DateTimeField(help_text='exclusive: the first moment that is too late')),
                    ('award_form', models.CharField(blank=True, max_length=40)),
                    ('last_receipt', models.PositiveIntegerField(default=0, help_text='number of the last receipt given, under a lock')),
                    ('open_question', models.TextField(blank=True, help_text='what law leaves open, and who must decide it')),
                    ('state', models.CharField(choices=[('planned', 'Chưa mở'), ('open', 'Đang nhận hồ sơ'), ('appraising', 'Đang xét'), ('decided', 'Đã quyết định'), ('published', 'Đã công khai')], default='planned', max_length=20)),
                    ('decider', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                    ('movement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='movements.movement')),
                    ('receiver', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('movement', 'code'), name='round_once')],
                },
            ),
            migrations.CreateModel(
                name='Registration',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('registered_on', models.DateField()),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='organizations.person')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='organizations.unit')),
                    ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='movements.round')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('round', 'unit', 'person'), name='registration_once', nulls_distinct=False)],
                },
            ),
            migrations.CreateModel(
                name='DutySuccession',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('duty', models.CharField(help_text="giay_khen, bang_khen, …: of the movement's folder", max_length=40)),
                    ('basis', models.CharField(max_length=300)),
                    ('is_assumption', models.BooleanField(default=False)),
                    ('entered_at', models.DateTimeField()),
                    ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                    ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='movements.round')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('round', 'duty', 'successor'), name='duty_succeeded_once'), models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='duty_succession_has_basis')],
                },
            ),
        ]),
    ]

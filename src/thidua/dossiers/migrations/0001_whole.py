import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from thidua.together import Together


class Migration(migrations.Migration):

    replaces = [('dossiers', '0001_initial'), ('dossiers', '0002_submissions_and_returns'), ('dossiers', '0003_keep_what_was_sent')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('documents', '0001_whole'),
        ('movements', '0001_whole'),
        ('organizations', '0001_whole'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Dossier',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('draft', 'Đang soạn'), ('confirmed', 'Thủ trưởng đã xác nhận'), ('submitted', 'Đã nộp'), ('returned', 'Trả lại để bổ sung'), ('accepted', 'Đã tiếp nhận'), ('appraised', 'Đã thẩm định'), ('decided', 'Đã có quyết định')], default='draft', max_length=20)),
                    ('receipt', models.CharField(max_length=30, null=True, unique=True)),
                    ('submitted_at', models.DateTimeField(null=True)),
                    ('seal', models.CharField(blank=True, help_text='SHA-256 of the content as submitted', max_length=64)),
                    ('late_reason', models.TextField(blank=True, help_text="submitted after the round's own deadline, and why")),
                    ('return_reason', models.TextField(blank=True)),
                    ('appraisal_due', models.DateField(null=True)),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                    ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.person')),
                    ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossiers', to='movements.round')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossiers', to='organizations.unit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('round', 'unit'), name='dossier_once'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('submitted', 'accepted', 'appraised', 'decided')), _negated=True), models.Q(('receipt__isnull', False), ('submitted_at__isnull', False), models.Q(('seal', ''), _negated=True)), _connector='OR'), name='dossier_received_has_receipt')],
                },
            ),
            migrations.CreateModel(
                name='Extension',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('until', models.DateTimeField(help_text='exclusive')),
                    ('reason', models.TextField()),
                    ('sent_on', models.DateField(help_text='the day the dossier was sent on paper', null=True)),
                    ('proof', models.TextField(blank=True, help_text='postmark, consignment number, register of incoming papers')),
                    ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='movements.round')),
                    ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('proof', ''), ('sent_on', None)), models.Q(('sent_on__isnull', False), ('unit__isnull', False), models.Q(('proof', ''), _negated=True)), _connector='OR'), name='sent_on_paper_has_proof')],
                },
            ),
            migrations.CreateModel(
                name='Judgement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(help_text="the fact's key: lanh_dao, pham_chat, …", max_length=40)),
                    ('conclusion', models.BooleanField()),
                    ('reason', models.TextField()),
                    ('by', models.CharField(max_length=200)),
                    ('at', models.DateTimeField()),
                    ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='organizations.person')),
                    ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='movements.round')),
                    ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='organizations.unit')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('person', None), ('unit__isnull', False)), models.Q(('person__isnull', False), ('unit', None)), _connector='OR'), name='judgement_of_one_subject'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='judgement_has_reason')],
                },
            ),
            migrations.CreateModel(
                name='Nomination',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('tap_the', 'Tập thể'), ('ca_nhan', 'Cá nhân')], max_length=10)),
                    ('achievement', models.TextField(blank=True)),
                    ('opinion', models.CharField(blank=True, choices=[('propose', 'Đề nghị khen'), ('decline', 'Không đề nghị')], max_length=20)),
                    ('opinion_reason', models.TextField(blank=True)),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='dossiers.dossier')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='organizations.person')),
                    ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='organizations.unit')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'tap_the'), ('person', None), ('unit__isnull', False)), models.Q(('kind', 'ca_nhan'), ('person__isnull', False), ('unit', None)), _connector='OR'), name='nomination_of_one_subject'), models.UniqueConstraint(fields=('dossier', 'unit', 'person'), name='nomination_once', nulls_distinct=False)],
                },
            ),
            migrations.CreateModel(
                name='DossierPaper',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('slot', models.CharField(choices=[('to_trinh', 'Tờ trình kèm danh sách'), ('bao_cao_thanh_tich', 'Báo cáo thành tích'), ('bien_ban', 'Biên bản họp Hội đồng')], max_length=20)),
                    ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='dossiers.dossier')),
                    ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.paper')),
                    ('nomination', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='dossiers.nomination')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dossier', 'slot', 'nomination'), name='slot_once', nulls_distinct=False)],
                },
            ),
            migrations.CreateModel(
                name='Submission',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveSmallIntegerField(help_text='1 for the first sending, 2 after a recall or a return')),
                    ('receipt', models.CharField(help_text="the dossier's own number, the same for every sending", max_length=30)),
                    ('at', models.DateTimeField()),
                    ('content', models.JSONField(help_text='what the seal covers')),
                    ('seal', models.CharField(help_text='SHA-256 of the canonical JSON of the content', max_length=64)),
                    ('late_reason', models.TextField(blank=True)),
                    ('sent_on', models.DateField(help_text='sent on paper that day, which counts for the deadline', null=True)),
                    ('proof', models.TextField(blank=True)),
                    ('leaf', models.CharField(blank=True, help_text='digest of the event that says it was sent', max_length=64)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='dossiers.dossier')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('dossier', 'version'), name='submission_version_once'), models.CheckConstraint(condition=models.Q(('seal__regex', '^[0-9a-f]{64}$')), name='submission_is_sealed')],
                },
            ),
            migrations.CreateModel(
                name='Return',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('reason', models.TextField(blank=True)),
                    ('places', models.JSONField(default=list, help_text='[{"slot", "nomination", "label", "reason"}]')),
                    ('until', models.DateTimeField(null=True)),
                    ('dossier', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='given_back', to='dossiers.dossier')),
                    ('submission', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.submission')),
                ],
            ),
            migrations.CreateModel(
                name='VerdictRecord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('stage', models.CharField(choices=[('submission', 'Khi nộp hồ sơ'), ('appraisal', 'Khi thẩm định'), ('decision', 'Khi quyết định')], max_length=20)),
                    ('at', models.DateTimeField()),
                    ('as_of', models.DateTimeField()),
                    ('rulebook', models.JSONField(help_text='{"movement": sha256, "law": sha256, "software": version}')),
                    ('guidance', models.JSONField()),
                    ('facts', models.JSONField()),
                    ('result', models.JSONField()),
                    ('verdict', models.CharField(max_length=20)),
                    ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='dossiers.nomination')),
                ],
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='extension',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cec5dbef71803ac42dae78294908080db718f557', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_68a52', table='dossiers_extension', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='judgement',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cc539ffc0a446bc5c3fe145d681de7634e58f858', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f1a20', table='dossiers_judgement', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='submission',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f6ddbc50f0caabec49e77c91e37336d78c058f5f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d478f', table='dossiers_submission', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='return',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='06a7bfcb96cd8f7c20ae97436f740ea6691f78db', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ed912', table='dossiers_return', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='verdictrecord',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='af2b8b0532eef64a0eaee91e5bb5468c6a7f8285', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bdd14', table='dossiers_verdictrecord', when='BEFORE')),
            ),
        ]),
    ]

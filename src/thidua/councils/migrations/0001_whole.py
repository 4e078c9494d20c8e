import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models

from thidua.together import Together


class Migration(migrations.Migration):

    replaces = [('councils', '0001_initial')]

    initial = True

    dependencies = [
        ('documents', '0001_whole'),
        ('organizations', '0001_whole'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Item',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('subject_type', models.CharField(max_length=80)),
                    ('subject_id', models.BigIntegerField()),
                    ('label', models.CharField(max_length=300)),
                    ('result', models.JSONField(help_text="the tally's answer, frozen at closing", null=True)),
                ],
            ),
            migrations.CreateModel(
                name='Council',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('hoi_dong_khcn', 'Hội đồng Khoa học và Công nghệ'), ('hoi_dong_tdkt', 'Hội đồng Thi đua – Khen thưởng')], max_length=20)),
                    ('name', models.CharField(max_length=200)),
                    ('decision', models.CharField(blank=True, max_length=100)),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='councils', to='organizations.unit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('unit', 'kind'), name='council_once')],
                },
            ),
            migrations.CreateModel(
                name='Member',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('capacity', models.CharField(choices=[('chu_tich', 'Chủ tịch Hội đồng'), ('thu_ky', 'Thư ký'), ('thanh_vien', 'Thành viên')], default='thanh_vien', max_length=20)),
                    ('valid_from', models.DateField()),
                    ('valid_until', models.DateField(null=True)),
                    ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='councils.council')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='council_seats', to='organizations.person')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('council', 'person', 'valid_from'), name='seat_once'), models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='membership_period')],
                },
            ),
            migrations.CreateModel(
                name='Recusal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason', models.CharField(max_length=200)),
                    ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='councils.item')),
                    ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.member')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('item', 'member'), name='recusal_once')],
                },
            ),
            migrations.CreateModel(
                name='Session',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=300)),
                    ('held_on', models.DateField()),
                    ('state', models.CharField(choices=[('called', 'Đã triệu tập'), ('open', 'Đang bỏ phiếu'), ('voted', 'Đã bỏ phiếu xong'), ('closed', 'Đã kết thúc')], default='called', max_length=20)),
                    ('quorum', models.CharField(default='2/3', max_length=10)),
                    ('threshold_percent', models.DecimalField(decimal_places=2, max_digits=5)),
                    ('threshold_of', models.CharField(choices=[('members', 'tổng số thành viên'), ('present', 'số thành viên có mặt'), ('cast', 'số phiếu đồng ý và không đồng ý')], max_length=10)),
                    ('threshold_source', models.CharField(max_length=200)),
                    ('opened_at', models.DateTimeField(null=True)),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='councils.council')),
                    ('minutes', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.paper')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('threshold_percent__gt', 0), ('threshold_percent__lte', 100)), name='session_threshold_is_a_share'), models.CheckConstraint(condition=models.Q(('state', 'called'), ('opened_at__isnull', False), _connector='OR'), name='session_open_has_begun')],
                },
            ),
            migrations.CreateModel(
                name='Seat',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('is_present', models.BooleanField(default=False)),
                    ('has_voted', models.BooleanField(default=False)),
                    ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.member')),
                    ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='councils.session')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('session', 'member'), name='session_seat_once'), models.CheckConstraint(condition=models.Q(('has_voted', False), ('is_present', True), _connector='OR'), name='seat_voter_was_present')],
                },
            ),
            migrations.CreateModel(
                name='Ballot',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('choices', models.JSONField(help_text='{"item id": "for" | "against" | "blank"}')),
                    ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='councils.session')),
                ],
            ),
            migrations.CreateModel(
                name='WrittenOpinion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('choices', models.JSONField(help_text='{"item id": "for" | "against" | "blank"}')),
                    ('seat', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='opinion', to='councils.seat')),
                ],
            ),
        ]),
        Together([
            migrations.AddField(
                model_name='item',
                name='session',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='councils.session'),
            ),
            migrations.AddIndex(
                model_name='item',
                index=models.Index(fields=['subject_type', 'subject_id'], name='item_of_subject'),
            ),
            migrations.AddConstraint(
                model_name='item',
                constraint=models.UniqueConstraint(fields=('session', 'subject_type', 'subject_id'), name='item_once'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='item',
                trigger=pgtrigger.compiler.Trigger(name='result_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."result" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2415c9ed9e67229fcaa4673ff9bce6c0b27f8ecc', operation='UPDATE OR DELETE', pgid='pgtrigger_result_frozen_a2a7f', table='councils_item', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='ballot',
                trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='0e40b5aabbf26cf38c97b7c81c9e122db203db44', operation='UPDATE', pgid='pgtrigger_never_changed_95008', table='councils_ballot', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='ballot',
                trigger=pgtrigger.compiler.Trigger(name='cast_while_voting', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF (SELECT state FROM councils_session WHERE id = NEW.session_id) NOT IN ('open', 'voted')\n                    THEN RAISE EXCEPTION 'no ballot outside the vote'; END IF;\n                    RETURN NEW;\n                ", hash='39a37c546b8fc38942a91df4e4dd4bbb9fcaf812', operation='INSERT', pgid='pgtrigger_cast_while_voting_83a69', table='councils_ballot', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='ballot',
                trigger=pgtrigger.compiler.Trigger(name='kept_after_voting', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF (SELECT state FROM councils_session WHERE id = OLD.session_id) <> 'voted'\n                    THEN RAISE EXCEPTION 'ballots are kept'; END IF;\n                    RETURN OLD;\n                ", hash='ebfade4da99b79ab327b2034d7f71b849003607f', operation='DELETE', pgid='pgtrigger_kept_after_voting_b3569', table='councils_ballot', when='BEFORE')),
            ),
        ]),
    ]

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
import thidua.organizations.words
from django.conf import settings
from django.db import migrations, models

from thidua.together import Together


class Migration(migrations.Migration):

    replaces = [('organizations', '0001_initial'), ('organizations', '0002_country_and_lineage'), ('organizations', '0003_search_words'), ('organizations', '0004_role_terms_and_delegation'), ('organizations', '0005_people_over_time'), ('organizations', '0006_blocks_and_comparison')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('audit', '0001_whole'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Block',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120)),
                    ('sort_order', models.PositiveIntegerField(default=0)),
                    ('valid_from', models.DateField()),
                    ('valid_until', models.DateField(null=True)),
                ],
            ),
            migrations.CreateModel(
                name='LineageAct',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('sap_nhap', 'Sáp nhập'), ('chia_tach', 'Chia tách'), ('doi_ten', 'Đổi tên'), ('giai_the', 'Giải thể'), ('chuyen_co_quan', 'Chuyển cơ quan quản lý'), ('sap_xep', 'Sắp xếp đơn vị hành chính')], max_length=20)),
                    ('effective_on', models.DateField()),
                    ('legal_basis', models.TextField()),
                    ('certainty', models.CharField(help_text='V, VS, M, I, C as in the sources of law', max_length=2)),
                ],
            ),
            migrations.CreateModel(
                name='Post',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=120)),
                    ('category', models.CharField(choices=[('can_bo', 'Cán bộ'), ('cong_chuc', 'Công chức'), ('vien_chuc', 'Viên chức'), ('nguoi_lao_dong', 'Người lao động')], max_length=20)),
                    ('is_head', models.BooleanField(default=False)),
                    ('valid_from', models.DateField()),
                    ('valid_until', models.DateField(null=True)),
                    ('end_reason', models.CharField(blank=True, choices=[('chuyen_cong_tac', 'Chuyển công tác'), ('nghi_huu', 'Nghỉ hưu'), ('thoi_viec', 'Thôi việc'), ('tu_tran', 'Từ trần'), ('sap_xep', 'Sắp xếp tổ chức'), ('khac', 'Lý do khác')], max_length=20)),
                ],
            ),
            migrations.CreateModel(
                name='Person',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('full_name', models.CharField(max_length=120)),
                    ('name_folded', models.CharField(editable=False, max_length=120)),
                    ('sort_key', models.CharField(db_collation='C', editable=False, max_length=400)),
                    ('birth_date', models.DateField(null=True)),
                    ('is_woman', models.BooleanField(null=True)),
                    ('identity_number', models.CharField(blank=True, help_text='never in a list, a log or an event', max_length=12)),
                    ('phone', models.CharField(blank=True, max_length=15)),
                    ('is_invented', models.BooleanField(default=False, help_text='a person of the demonstration')),
                    ('merged_into', models.ForeignKey(help_text='the same person, entered twice', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='organizations.person')),
                ],
                options={
                    'indexes': [models.Index(fields=['sort_key'], name='person_sort'), models.Index(fields=['name_folded', 'birth_date'], name='person_look_alikes')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('identity_number', ''), _negated=True), fields=('identity_number',), name='person_identity_once'), models.CheckConstraint(condition=models.Q(('identity_number__regex', '^(\\d{9}|\\d{12})?$')), name='person_identity_shape'), models.CheckConstraint(condition=models.Q(('merged_into', models.F('pk')), _negated=True), name='person_not_merged_into_itself')],
                },
            ),
            migrations.CreateModel(
                name='Leave',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('thai_san', 'Nghỉ thai sản'), ('om_dau', 'Nghỉ ốm đau'), ('di_hoc', 'Đi học, đào tạo'), ('khong_luong', 'Nghỉ không hưởng lương'), ('khac', 'Nghỉ khác')], max_length=20)),
                    ('began_on', models.DateField()),
                    ('ended_on', models.DateField(help_text='the last day of it', null=True)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leaves', to='organizations.person')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('began_on')), _connector='OR'), name='leave_period'), models.UniqueConstraint(fields=('person', 'kind', 'began_on'), name='leave_once')],
                },
            ),
            migrations.CreateModel(
                name='Account',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='account', to=settings.AUTH_USER_MODEL)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='organizations.person')),
                ],
            ),
            migrations.CreateModel(
                name='PostWords',
                fields=[
                    ('post', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='organizations.post')),
                    ('words', django.contrib.postgres.search.SearchVectorField()),
                ],
            ),
            migrations.CreateModel(
                name='Unit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('path', models.CharField(help_text='ids from the root to this unit: /1/7/30/', max_length=200)),
                    ('kind', models.CharField(choices=[('tinh', 'Tỉnh'), ('thanh_pho_tw', 'Thành phố trực thuộc trung ương'), ('huyen', 'Huyện'), ('quan', 'Quận'), ('thi_xa', 'Thị xã'), ('thanh_pho', 'Thành phố thuộc tỉnh, thành phố'), ('xa', 'Xã'), ('thi_tran', 'Thị trấn'), ('phuong', 'Phường'), ('dac_khu', 'Đặc khu'), ('co_quan_chuyen_mon', 'Cơ quan chuyên môn'), ('don_vi_su_nghiep', 'Đơn vị sự nghiệp'), ('truong_hoc', 'Trường học')], max_length=30)),
                    ('code', models.CharField(blank=True, help_text='of the administrative unit: 14026', max_length=35)),
                    ('agency_code', models.CharField(blank=True, help_text='mã định danh of the agency: H42.15', max_length=35)),
                    ('name', models.CharField(help_text='the body as it signs: UBND xã Trực Chính', max_length=200)),
                    ('place', models.CharField(blank=True, help_text='địa danh on papers: Trực Chính', max_length=100)),
                    ('symbol', models.CharField(blank=True, help_text='after the number of a paper: UBND, PNV', max_length=20)),
                    ('head_title', models.CharField(default='Thủ trưởng đơn vị', max_length=100)),
                    ('name_folded', models.CharField(editable=False, max_length=200)),
                    ('sort_order', models.PositiveIntegerField(default=0, help_text='official order inside the parent')),
                    ('valid_from', models.DateField()),
                    ('valid_until', models.DateField(null=True)),
                    ('start_is_known', models.BooleanField(default=True, help_text='false: the unit is older than valid_from')),
                    ('source', models.CharField(blank=True, help_text='the data set it was loaded from', max_length=120)),
                    ('is_assumed', models.BooleanField(default=False, help_text='entered for a demonstration, not sourced')),
                    ('authority', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                    ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='organizations.unit')),
                ],
                options={
                    'indexes': [models.Index(fields=['path'], name='unit_path', opclasses=['text_pattern_ops']), django.contrib.postgres.indexes.GinIndex(thidua.organizations.words.Words(django.db.models.functions.text.Concat('name_folded', models.Value(' '), django.db.models.functions.text.Lower('code'), models.Value(' '), django.db.models.functions.text.Lower('agency_code'))), name='unit_words')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('code', 'valid_from'), name='unit_code_and_start_unique'), models.UniqueConstraint(condition=models.Q(('agency_code', ''), _negated=True), fields=('agency_code', 'valid_from'), name='unit_agency_code_unique'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), ('code__regex', '^[0-9A-Z]+(\\.[0-9A-Z]+)*$'), _connector='OR'), models.Q(('agency_code', ''), ('agency_code__regex', '^[0-9A-Z]+(\\.[0-9A-Z]+)*$'), _connector='OR')), name='unit_code_shape'), models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='unit_period'), models.CheckConstraint(condition=models.Q(('kind__in', ['tinh', 'thanh_pho_tw', 'huyen', 'quan', 'thi_xa', 'thanh_pho', 'xa', 'thi_tran', 'phuong', 'dac_khu', 'co_quan_chuyen_mon', 'don_vi_su_nghiep', 'truong_hoc'])), name='unit_kind_known')],
                },
            ),
            migrations.CreateModel(
                name='RoleAssignment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.CharField(choices=[('can_bo', 'Cán bộ đơn vị'), ('thu_truong', 'Thủ trưởng đơn vị'), ('pho_thu_truong', 'Cấp phó của thủ trưởng'), ('thuong_truc', 'Thường trực thi đua (Nội vụ)'), ('van_thu', 'Văn thư'), ('thanh_vien', 'Thành viên Hội đồng'), ('thu_ky_hoi_dong', 'Thư ký Hội đồng'), ('chu_tich', 'Chủ tịch UBND'), ('van_hoa', 'Văn hóa, thông tin, truyền thanh'), ('ke_toan', 'Kế toán'), ('mat_tran', 'Mặt trận, đoàn thể'), ('thanh_tra', 'Thanh tra, giám sát'), ('quan_tri', 'Quản trị tài khoản')], max_length=20)),
                    ('basis', models.CharField(blank=True, max_length=200)),
                    ('capacity', models.CharField(blank=True, choices=[('KT', 'ký thay (KT.)'), ('TUQ', 'ký thừa ủy quyền (TUQ.)')], max_length=3)),
                    ('valid_from', models.DateField()),
                    ('valid_until', models.DateField(null=True)),
                    ('delegated_from', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='organizations.roleassignment')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roles', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='role_period'), models.UniqueConstraint(fields=('user', 'unit', 'role', 'valid_from'), name='role_once'), models.CheckConstraint(condition=models.Q(models.Q(('capacity', ''), ('delegated_from', None)), models.Q(('capacity__in', ['KT', 'TUQ']), ('delegated_from__isnull', False), ('valid_until__isnull', False)), _connector='OR'), name='role_delegated_for_a_time')],
                },
            ),
            migrations.CreateModel(
                name='Review',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=40)),
                    ('began_on', models.DateField()),
                    ('ended_on', models.DateField(null=True)),
                    ('struck_at', models.DateTimeField(help_text='entered by mistake: kept, and read by nothing', null=True)),
                    ('struck_reason', models.TextField(blank=True)),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='organizations.person')),
                    ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='organizations.unit')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('person', None), ('unit__isnull', False)), models.Q(('person__isnull', False), ('unit', None)), _connector='OR'), name='review_of_one_subject'), models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('began_on')), _connector='OR'), name='review_period'), models.CheckConstraint(condition=models.Q(('struck_at', None), models.Q(('struck_reason', ''), _negated=True), _connector='OR'), name='review_struck')],
                },
            ),
            migrations.CreateModel(
                name='LineageLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('sap_nhap', 'Sáp nhập'), ('chia_tach', 'Chia tách'), ('doi_ten', 'Đổi tên'), ('giai_the', 'Giải thể'), ('chuyen_co_quan', 'Chuyển cơ quan quản lý'), ('sap_xep', 'Sắp xếp đơn vị hành chính')], max_length=20)),
                    ('share', models.CharField(blank=True, choices=[('toan_bo', 'Toàn bộ'), ('mot_phan', 'Một phần'), ('phan_chinh', 'Phần chính')], max_length=20)),
                    ('weight', models.DecimalField(decimal_places=4, help_text='people, area: as the act gives', max_digits=12, null=True)),
                    ('is_main', models.BooleanField(default=False, help_text='the main predecessor, as the act names it')),
                    ('act', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='organizations.lineageact')),
                    ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successor_links', to='organizations.unit')),
                    ('successor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessor_links', to='organizations.unit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('act', 'predecessor', 'successor'), name='lineage_link_once', nulls_distinct=False), models.UniqueConstraint(condition=models.Q(('is_main', True)), fields=('successor',), name='lineage_one_main'), models.CheckConstraint(condition=models.Q(('weight', None), ('weight__gt', 0), _connector='OR'), name='lineage_weight'), models.CheckConstraint(condition=models.Q(('kind__in', ['sap_nhap', 'chia_tach', 'doi_ten', 'giai_the', 'chuyen_co_quan', 'sap_xep'])), name='lineage_kind_known'), models.CheckConstraint(condition=models.Q(('successor', None), models.Q(('successor', models.F('predecessor')), _negated=True), _connector='OR'), name='lineage_not_itself')],
                },
            ),
            migrations.CreateModel(
                name='Discipline',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('category', models.CharField(choices=[('can_bo', 'Cán bộ'), ('cong_chuc', 'Công chức'), ('vien_chuc', 'Viên chức'), ('nguoi_lao_dong', 'Người lao động')], max_length=20)),
                    ('acted_on', models.DateField()),
                    ('form', models.CharField(max_length=40)),
                    ('breaks_order', models.BooleanField(help_text='kỷ luật, kỷ cương hành chính')),
                    ('decision_number', models.CharField(blank=True, max_length=60)),
                    ('in_force_until', models.DateField(help_text='the last day the form of discipline holds', null=True)),
                    ('entered_at', models.DateTimeField()),
                    ('struck_at', models.DateTimeField(help_text='entered by mistake: kept, and read by nothing', null=True)),
                    ('struck_reason', models.TextField(blank=True)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disciplines', to='organizations.person')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disciplines', to='organizations.unit')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('in_force_until', None), ('in_force_until__gte', models.F('acted_on')), _connector='OR'), name='discipline_period'), models.CheckConstraint(condition=models.Q(('struck_at', None), models.Q(('struck_reason', ''), _negated=True), _connector='OR'), name='discipline_struck')],
                },
            ),
            migrations.CreateModel(
                name='ComparisonRule',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('effective_on', models.DateField(help_text='the day of the acts it is about')),
                    ('rule', models.CharField(choices=[('khong_so_sanh', 'Không so sánh'), ('binh_quan', 'Bình quân các đơn vị tiền thân, có trọng số nếu đã ghi'), ('don_vi_chinh', 'Đơn vị tiền thân chính')], max_length=20)),
                    ('basis', models.CharField(max_length=300)),
                    ('entered_at', models.DateTimeField()),
                    ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                    ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                ],
                options={
                    'indexes': [models.Index(fields=['authority', 'effective_on'], name='comparison_of_authority')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='comparison_has_basis')],
                },
            ),
            migrations.CreateModel(
                name='Commendation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('form', models.CharField(help_text='giay_khen_huyen, …', max_length=40)),
                    ('level', models.CharField(choices=[('xa', 'xã'), ('huyen', 'huyện'), ('tinh', 'tỉnh')], max_length=10)),
                    ('decision_code', models.CharField(max_length=60)),
                    ('decided_on', models.DateField()),
                    ('movement_slug', models.CharField(blank=True, max_length=80)),
                    ('withdrawn_on', models.DateField(null=True)),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='commendations', to='organizations.person')),
                    ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='commendations', to='organizations.unit')),
                ],
                options={
                    'indexes': [models.Index(fields=['person', 'decided_on'], name='commendation_of_person'), models.Index(fields=['unit', 'decided_on'], name='commendation_of_unit')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('person', None), ('unit__isnull', False)), models.Q(('person__isnull', False), ('unit', None)), _connector='OR'), name='commendation_of_one_subject')],
                },
            ),
            migrations.CreateModel(
                name='BlockMember',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('valid_from', models.DateField()),
                    ('valid_until', models.DateField(null=True)),
                    ('block', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='organizations.block')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('valid_until', None)), fields=('unit',), name='block_one_at_a_time'), models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='block_member_period')],
                },
            ),
            migrations.CreateModel(
                name='BlockHead',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('year', models.PositiveSmallIntegerField()),
                    ('block', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='heads', to='organizations.block')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('block', 'year'), name='block_one_head_a_year')],
                },
            ),
        ]),
        Together([
            migrations.AddField(
                model_name='post',
                name='person',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='organizations.person'),
            ),
            migrations.AddField(
                model_name='post',
                name='unit',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='organizations.unit'),
            ),
            migrations.AddField(
                model_name='block',
                name='authority',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='person',
                trigger=pgtrigger.compiler.Trigger(name='words_of_person', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nINSERT INTO organizations_postwords (post_id, person_id, words)\nSELECT post.id, post.person_id, array_to_tsvector(string_to_array(btrim(regexp_replace(translate(person.name_folded, E'\\'’ʼ‘`´', ''), '[^a-z0-9]+', ' ', 'g')), ' ')) || array_to_tsvector(\n    ARRAY['x' || unit.id] || CASE WHEN unit.authority_id IS NULL THEN '{}' ELSE ARRAY['a' || unit.authority_id] END\n    || ARRAY(SELECT 'u' || part FROM unnest(string_to_array(btrim(unit.path, '/'), '/')) AS part WHERE part <> ''))\nFROM organizations_post AS post\nJOIN organizations_person AS person ON person.id = post.person_id\nJOIN organizations_unit AS unit ON unit.id = post.unit_id\nJOIN new_rows ON new_rows.id = person.id JOIN old_rows ON old_rows.id = person.id AND old_rows.name_folded <> new_rows.name_folded\nON CONFLICT (post_id) DO UPDATE SET person_id = EXCLUDED.person_id, words = EXCLUDED.words\nWHERE organizations_postwords.words <> EXCLUDED.words OR organizations_postwords.person_id <> EXCLUDED.person_id;\n RETURN NULL;", hash='01bd4e11df8596db19362f59395062bbb181ccd2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_words_of_person_ef993', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='organizations_person', when='AFTER')),
            ),
            migrations.AddField(
                model_name='postwords',
                name='person',
                field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organizations.person'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='unit',
                trigger=pgtrigger.compiler.Trigger(name='words_of_place', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nINSERT INTO organizations_postwords (post_id, person_id, words)\nSELECT post.id, post.person_id, array_to_tsvector(string_to_array(btrim(regexp_replace(translate(person.name_folded, E'\\'’ʼ‘`´', ''), '[^a-z0-9]+', ' ', 'g')), ' ')) || array_to_tsvector(\n    ARRAY['x' || unit.id] || CASE WHEN unit.authority_id IS NULL THEN '{}' ELSE ARRAY['a' || unit.authority_id] END\n    || ARRAY(SELECT 'u' || part FROM unnest(string_to_array(btrim(unit.path, '/'), '/')) AS part WHERE part <> ''))\nFROM organizations_post AS post\nJOIN organizations_person AS person ON person.id = post.person_id\nJOIN organizations_unit AS unit ON unit.id = post.unit_id\nJOIN new_rows ON new_rows.id = unit.id JOIN old_rows ON old_rows.id = unit.id AND (old_rows.path, old_rows.authority_id) IS DISTINCT FROM (new_rows.path, new_rows.authority_id)\nON CONFLICT (post_id) DO UPDATE SET person_id = EXCLUDED.person_id, words = EXCLUDED.words\nWHERE organizations_postwords.words <> EXCLUDED.words OR organizations_postwords.person_id <> EXCLUDED.person_id;\n RETURN NULL;", hash='9902597f83561389a29de960efc5edd747975e0e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_words_of_place_4c6e4', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='organizations_unit', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='roleassignment',
                trigger=pgtrigger.compiler.Trigger(name='delegated_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."delegated_from_id" IS NOT NULL)', func="\n                    IF NOT EXISTS (SELECT 1 FROM organizations_roleassignment AS own\n                        WHERE own.id = NEW.delegated_from_id AND own.delegated_from_id IS NULL\n                        AND own.role = NEW.role AND own.unit_id = NEW.unit_id AND own.user_id <> NEW.user_id) THEN\n                        RAISE EXCEPTION 'what was delegated is not delegated further, nor changed';\n                    END IF;\n                    RETURN NEW;\n                ", hash='8d98bdff7b0e63e0f1946565e3fb090d301f88f9', operation='INSERT OR UPDATE', pgid='pgtrigger_delegated_once_eef87', table='organizations_roleassignment', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='post',
                index=models.Index(fields=['person', 'valid_from'], name='post_of_person'),
            ),
            migrations.AddConstraint(
                model_name='post',
                constraint=models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='post_period'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='post',
                trigger=pgtrigger.compiler.Trigger(name='words_of_new_post', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nINSERT INTO organizations_postwords (post_id, person_id, words)\nSELECT post.id, post.person_id, array_to_tsvector(string_to_array(btrim(regexp_replace(translate(person.name_folded, E'\\'’ʼ‘`´', ''), '[^a-z0-9]+', ' ', 'g')), ' ')) || array_to_tsvector(\n    ARRAY['x' || unit.id] || CASE WHEN unit.authority_id IS NULL THEN '{}' ELSE ARRAY['a' || unit.authority_id] END\n    || ARRAY(SELECT 'u' || part FROM unnest(string_to_array(btrim(unit.path, '/'), '/')) AS part WHERE part <> ''))\nFROM organizations_post AS post\nJOIN organizations_person AS person ON person.id = post.person_id\nJOIN organizations_unit AS unit ON unit.id = post.unit_id\nJOIN new_rows ON new_rows.id = post.id\nON CONFLICT (post_id) DO UPDATE SET person_id = EXCLUDED.person_id, words = EXCLUDED.words\nWHERE organizations_postwords.words <> EXCLUDED.words OR organizations_postwords.person_id <> EXCLUDED.person_id;\n RETURN NULL;", hash='ecd7191f7ca451916f868cec90a3e03f2c319695', level='STATEMENT', operation='INSERT', pgid='pgtrigger_words_of_new_post_cd2d2', referencing='REFERENCING NEW TABLE AS new_rows ', table='organizations_post', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='post',
                trigger=pgtrigger.compiler.Trigger(name='words_of_post', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nINSERT INTO organizations_postwords (post_id, person_id, words)\nSELECT post.id, post.person_id, array_to_tsvector(string_to_array(btrim(regexp_replace(translate(person.name_folded, E'\\'’ʼ‘`´', ''), '[^a-z0-9]+', ' ', 'g')), ' ')) || array_to_tsvector(\n    ARRAY['x' || unit.id] || CASE WHEN unit.authority_id IS NULL THEN '{}' ELSE ARRAY['a' || unit.authority_id] END\n    || ARRAY(SELECT 'u' || part FROM unnest(string_to_array(btrim(unit.path, '/'), '/')) AS part WHERE part <> ''))\nFROM organizations_post AS post\nJOIN organizations_person AS person ON person.id = post.person_id\nJOIN organizations_unit AS unit ON unit.id = post.unit_id\nJOIN new_rows ON new_rows.id = post.id\nON CONFLICT (post_id) DO UPDATE SET person_id = EXCLUDED.person_id, words = EXCLUDED.words\nWHERE organizations_postwords.words <> EXCLUDED.words OR organizations_postwords.person_id <> EXCLUDED.person_id;\n RETURN NULL;", hash='8a6830c6fcd97123e63d3ce824d34fc3d7cb2639', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_words_of_post_74235', referencing='REFERENCING NEW TABLE AS new_rows ', table='organizations_post', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='block',
                constraint=models.UniqueConstraint(fields=('authority', 'name', 'valid_from'), name='block_once'),
            ),
            migrations.AddConstraint(
                model_name='block',
                constraint=models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='block_period'),
            ),
            migrations.AddIndex(
                model_name='postwords',
                index=django.contrib.postgres.indexes.GinIndex(fields=['words'], name='post_words'),
            ),
        ]),
    ]

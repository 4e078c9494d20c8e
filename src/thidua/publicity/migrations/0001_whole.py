import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('publicity', '0001_initial')]

    initial = True

    dependencies = [
        ('organizations', '0001_whole'),
    ]

    operations = [
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField()),
                ('form', models.CharField(choices=[('hoi_nghi', 'Hội nghị, tập huấn'), ('truyen_thanh', 'Truyền thanh cơ sở'), ('trang_tin', 'Trang thông tin điện tử'), ('mang_xa_hoi', 'Mạng xã hội'), ('pano', 'Pa nô, khẩu hiệu, tờ rơi'), ('hoi_thi', 'Hội thi, cuộc thi tìm hiểu'), ('doi_thoai', 'Đối thoại với người dân, doanh nghiệp')], max_length=20)),
                ('title', models.CharField(max_length=300)),
                ('state', models.CharField(choices=[('draft', 'Dự thảo'), ('approved', 'Đã duyệt'), ('published', 'Đã đăng')], default='draft', max_length=20)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='organizations.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'held_on'], name='activity_of_unit')],
            },
        ),
    ]

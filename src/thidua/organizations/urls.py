from django.urls import path

from thidua.organizations import views
from thidua.organizations.views import groups, standing_in, unit_acts

app_name = "organizations"
urlpatterns = [
    path("don-vi/", views.units, name="units"),
    path("don-vi/them/", unit_acts.add_unit, name="add_unit"),
    path("don-vi/<int:pk>/", views.unit, name="unit"),
    path("don-vi/<int:pk>/sua/", unit_acts.describe, name="describe_unit"),
    path("don-vi/<int:pk>/doi-ten/", unit_acts.rename, name="rename_unit"),
    path("don-vi/<int:pk>/chuyen-co-quan/", unit_acts.move, name="move_unit"),
    path("don-vi/<int:pk>/sap-nhap/", unit_acts.merge, name="merge_units"),
    path("don-vi/<int:pk>/chia-tach/", unit_acts.split, name="split_unit"),
    path("don-vi/<int:pk>/giai-the/", unit_acts.dissolve, name="dissolve_unit"),
    path("don-vi/<int:pk>/so-sanh/", groups.declare_comparison, name="declare_comparison"),
    path("don-vi/<int:pk>/nhap-thay/", standing_in.stand_in, name="stand_in"),
    path("don-vi/nhap-thay/<int:pk>/thoi/", standing_in.end_stand_in, name="end_stand_in"),
    path("khoi-thi-dua/", groups.blocks, name="blocks"),
    path("khoi-thi-dua/lap/", groups.create_block, name="create_block"),
    path("khoi-thi-dua/<int:pk>/", groups.block, name="block"),
    path("khoi-thi-dua/<int:pk>/them-don-vi/", groups.join_block, name="join_block"),
    path("khoi-thi-dua/<int:pk>/truong-khoi/", groups.name_block_head, name="name_block_head"),
    path("khoi-thi-dua/don-vi/<int:pk>/thoi/", groups.leave_block, name="leave_block"),
    path("ca-nhan/", views.people, name="people"),
    path("ca-nhan/<int:pk>/", views.person, name="person"),
]

from django.urls import path

from thidua.organizations import views
from thidua.organizations.views import groups

app_name = "organizations"
urlpatterns = [
    path("don-vi/", views.units, name="units"),
    path("don-vi/<int:pk>/", views.unit, name="unit"),
    path("don-vi/<int:pk>/so-sanh/", groups.declare_comparison, name="declare_comparison"),
    path("khoi-thi-dua/", groups.blocks, name="blocks"),
    path("khoi-thi-dua/lap/", groups.create_block, name="create_block"),
    path("khoi-thi-dua/<int:pk>/", groups.block, name="block"),
    path("khoi-thi-dua/<int:pk>/them-don-vi/", groups.join_block, name="join_block"),
    path("khoi-thi-dua/<int:pk>/truong-khoi/", groups.name_block_head, name="name_block_head"),
    path("khoi-thi-dua/don-vi/<int:pk>/thoi/", groups.leave_block, name="leave_block"),
    path("ca-nhan/", views.people, name="people"),
    path("ca-nhan/<int:pk>/", views.person, name="person"),
]

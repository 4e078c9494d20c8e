from django.urls import path

from thidua.portal.views import account, administration, health, home, public, roles, search, sign_in

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("tim-kiem/", search.search, name="search"),
    path("cong-khai/", public.public, name="public"),
    path("cong-khai/<int:pk>/", public.public_award, name="public_award"),
    path("tai-khoan/", account.own, name="account"),
    path("tai-khoan/da-doc/", account.acknowledge, name="acknowledge"),
    path("quan-tri/tai-khoan/", administration.sign_ins, name="sign_ins"),
    path("quan-tri/tai-khoan/lap/", administration.open_one, name="open_sign_in"),
    path("quan-tri/tai-khoan/lap-theo-bang/", administration.open_many, name="open_sign_ins"),
    path("quan-tri/tai-khoan/lap-theo-bang/mau.xlsx", administration.workbook_template, name="sign_in_workbook"),
    path("quan-tri/tai-khoan/<int:pk>/", administration.sign_in, name="sign_in"),
    path("quan-tri/tai-khoan/<int:pk>/mat-khau/", administration.give_password, name="give_password"),
    path("quan-tri/tai-khoan/<int:pk>/hai-lop/", administration.remove_factor, name="remove_factor"),
    path("quan-tri/tai-khoan/<int:pk>/ngung/", administration.stop, name="stop_sign_in"),
    path("quan-tri/tai-khoan/<int:pk>/mo-lai/", administration.resume, name="resume_sign_in"),
    path("quan-tri/tai-khoan/<int:pk>/vai-tro/", roles.assign, name="assign_role"),
    path("vai-tro/<int:pk>/ket-thuc/", roles.end, name="end_role"),
    path("vai-tro/<int:pk>/giao-ky/", roles.delegate, name="delegate_role"),
    path("vao/<str:token>/", sign_in.demo_sign_in, name="demo_sign_in"),
    path("vai/", sign_in.demo_roles, name="demo_roles"),
    path("suc-khoe/", health.health, name="health"),
]

from django.urls import path

from thidua.portal.views import account, health, home, public, search, sign_in

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("tim-kiem/", search.search, name="search"),
    path("cong-khai/", public.public, name="public"),
    path("cong-khai/<int:pk>/", public.public_award, name="public_award"),
    path("tai-khoan/", account.own, name="account"),
    path("tai-khoan/da-doc/", account.acknowledge, name="acknowledge"),
    path("vao/<str:token>/", sign_in.demo_sign_in, name="demo_sign_in"),
    path("vai/", sign_in.demo_roles, name="demo_roles"),
    path("suc-khoe/", health.health, name="health"),
]

from django.urls import path

from thidua.portal.views import health, sign_in

app_name = "portal"
urlpatterns = [
    path("dang-nhap/", sign_in.sign_in, name="sign_in"),
    path("dang-xuat/", sign_in.sign_out, name="sign_out"),
    path("vao/<str:token>/", sign_in.demo_sign_in, name="demo_sign_in"),
    path("vai/", sign_in.demo_roles, name="demo_roles"),
    path("suc-khoe/", health.health, name="health"),
]

from django.urls import path

from thidua.ui import views

app_name = "ui"
urlpatterns = [path("thanh-phan/", views.components, name="components")]

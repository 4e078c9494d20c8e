from django.urls import path

from thidua.organizations import views

app_name = "organizations"
urlpatterns = [
    path("don-vi/", views.units, name="units"),
    path("don-vi/<int:pk>/", views.unit, name="unit"),
    path("ca-nhan/", views.people, name="people"),
    path("ca-nhan/<int:pk>/", views.person, name="person"),
]

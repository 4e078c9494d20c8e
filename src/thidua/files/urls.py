from django.urls import path

from thidua.files import views

app_name = "files"
urlpatterns = [
    path("", views.uploads, name="uploads"),
    path("tai-len/", views.upload, name="upload"),
    path("bao-truoc/", views.announce, name="announce"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/phan/", views.part, name="part"),
    path("<int:pk>/xong/", views.finish_parts, name="finish"),
    path("<int:pk>/tai-ve/", views.download, name="download"),
    path("<int:pk>/rut/", views.withdraw, name="withdraw"),
]

from django.urls import path

from thidua.documents import views

app_name = "documents"
urlpatterns = [path("<int:pk>/<str:extension>/", views.download, name="download")]

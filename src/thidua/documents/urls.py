from django.urls import path

from thidua.documents import views

app_name = "documents"
urlpatterns = [
    path("mau/", views.office_templates, name="templates"),
    path("mau/<int:unit>/<str:kind>/", views.adopt, name="adopt_template"),
    path("mau/<int:unit>/<str:kind>/bo/", views.retire, name="retire_template"),
    path("mau/<int:unit>/<str:kind>/tep/", views.template_file, name="template_file"),
    path("<int:pk>/<str:extension>/", views.download, name="download"),
]

from django.urls import path

from thidua.publicity import views

app_name = "publicity"
urlpatterns = [
    path("", views.activities, name="activities"),
    path("ghi/", views.draft_activity, name="draft_activity"),
    path("<int:pk>/", views.activity, name="activity"),
    path("<int:pk>/minh-chung/", views.prove_activity, name="prove_activity"),
    path("<int:pk>/duyet/", views.approve_activity, name="approve_activity"),
    path("<int:pk>/dang/", views.publish_activity, name="publish_activity"),
]

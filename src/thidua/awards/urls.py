from django.urls import path

from thidua.awards import views

app_name = "awards"
urlpatterns = [
    path("", views.decisions, name="list"),
    path("trinh/<slug:slug>/<slug:code>/", views.propose, name="propose_awards"),
    path("quyet-dinh/<int:pk>/", views.decision, name="decision"),
    path("quyet-dinh/<int:pk>/ky/", views.sign, name="sign_decision"),
    path("quyet-dinh/<int:pk>/ban-hanh/", views.issue, name="issue_decision"),
    path("quyet-dinh/<int:pk>/cong-khai/", views.publish, name="publish_round"),
    path("giay-khen/<int:pk>/thu-hoi/", views.revoke, name="revoke_award"),
]

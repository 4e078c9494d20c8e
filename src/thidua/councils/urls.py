from django.urls import path

from thidua.councils import views

app_name = "councils"
urlpatterns = [
    path("", views.sessions, name="sessions"),
    path("trieu-tap/", views.call_session, name="call_session"),
    path("<int:pk>/", views.session, name="session"),
    path("<int:pk>/mo-phien/", views.open_session, name="open_session"),
    path("<int:pk>/co-mat/", views.mark_present, name="mark_present"),
    path("<int:pk>/khong-bieu-quyet/", views.recuse_member, name="recuse_member"),
    path("<int:pk>/bo-phieu/", views.cast_ballot, name="cast_ballot"),
    path("<int:pk>/ket-thuc-bo-phieu/", views.finish_voting, name="finish_voting"),
    path("<int:pk>/y-kien/<int:seat_pk>/", views.record_opinion, name="record_opinion"),
    path("<int:pk>/ket-thuc/", views.close_session, name="close_session"),
]

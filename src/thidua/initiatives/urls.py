from django.urls import path

from thidua.initiatives import views

app_name = "initiatives"
urlpatterns = [
    path("", views.initiatives, name="list"),
    path("lap/", views.draft_initiative, name="draft_initiative"),
    path("trinh-hoi-dong/", views.put_to_council, name="put_to_council"),
    path("ket-qua/<int:session_pk>/", views.apply_results, name="apply_results"),
    path("<int:pk>/", views.initiative, name="detail"),
    path("<int:pk>/sua/", views.revise_initiative, name="revise_initiative"),
    path("<int:pk>/nop/", views.submit_initiative, name="submit_initiative"),
    path("<int:pk>/minh-chung/<int:number>/", views.proof, name="proof"),
    path("<int:pk>/minh-chung/", views.prove_initiative, name="prove_initiative"),
    path("<int:pk>/tham-dinh/", views.examine_initiative, name="examine_initiative"),
    path("<int:pk>/thu-hoi/", views.withdraw_recognition, name="withdraw_recognition"),
]

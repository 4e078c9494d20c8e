from django.urls import path

from thidua.work import views

app_name = "work"
urlpatterns = [
    path("", views.tasks, name="tasks"),
    path("giao/", views.assign_task, name="assign_task"),
    path("ke-hoach-don-vi/", views.unit_plans, name="unit_plans"),
    path("ke-hoach-don-vi/dang-ky/", views.issue_unit_plan, name="issue_unit_plan"),
    path("<int:pk>/", views.task, name="task"),
    path("<int:pk>/minh-chung/", views.prove_task, name="prove_task"),
    path("<int:pk>/hoan-thanh/", views.complete_task, name="complete_task"),
    path("<int:pk>/tra-lai/", views.return_task, name="return_task"),
    path("<int:pk>/danh-gia/", views.judge_task, name="judge_task"),
    path("<int:pk>/huy/", views.cancel_task, name="cancel_task"),
]

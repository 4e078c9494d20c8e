from django.urls import path

from thidua.movements.views import guidance, plans, rounds, successions

app_name = "movements"
urlpatterns = [
    path("", plans.movements, name="list"),
    path("phat-dong/", plans.launch_movement, name="launch_movement"),
    path("<slug:slug>/", plans.plan, name="plan"),
    path("<slug:slug>/huong-dan/", guidance.guidance, name="guidance"),
    path("<slug:slug>/huong-dan/<str:key>/", guidance.set_guidance, name="set_guidance"),
    path("<slug:slug>/ke-tuc/", successions.successions, name="successions"),
    path("<slug:slug>/dot-xet/<slug:code>/ke-tuc/<slug:duty>/", successions.settle_duty, name="settle_duty"),
    path("<slug:slug>/dot-xet/<slug:code>/chuyen-tiep/", successions.hand_over, name="hand_over_round"),
    path("<slug:slug>/dot-xet/", rounds.rounds, name="rounds"),
    path("<slug:slug>/dot-xet/<slug:code>/mo/", rounds.open_round, name="open_round"),
    path("<slug:slug>/dot-xet/<slug:code>/khoa/", rounds.close_round, name="close_round"),
    path("<slug:slug>/dot-xet/<slug:code>/cong-khai/", rounds.publish_round, name="publish_round"),
    path("<slug:slug>/dot-xet/<slug:code>/dang-ky/", rounds.registrations, name="registrations"),
    path(
        "<slug:slug>/dot-xet/<slug:code>/dang-ky/<int:pk>/bo/",
        rounds.withdraw_registration,
        name="withdraw_registration",
    ),
    path("<slug:slug>/dot-xet/<slug:code>/dang-ky/them/", rounds.register, name="register"),
]

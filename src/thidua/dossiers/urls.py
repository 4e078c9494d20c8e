from django.urls import path

from thidua.dossiers.views import appraisal, detail, dossiers, extensions, kept, letter, minutes, standing, way

app_name = "dossiers"
urlpatterns = [
    path("", dossiers.dossiers, name="list"),
    path("lap/", dossiers.start, name="start"),
    path("gia-han/<slug:code>/", extensions.extend, name="extend"),
    path("dieu-kien/", standing.standing, name="standing"),
    path("dieu-kien/xuat/", standing.export_standing, name="export_standing"),
    path("dieu-kien/<slug:code>/<slug:kind>/<int:pk>/", letter.standing_detail, name="standing_detail"),
    path("dieu-kien/<slug:code>/<slug:kind>/<int:pk>/phu-luc/", letter.standing_annex, name="standing_annex"),
    path(
        "dieu-kien/<slug:code>/<slug:kind>/<int:pk>/danh-gia/<slug:key>/",
        letter.record_judgement_of,
        name="record_judgement",
    ),
    path("ket-qua/<int:pk>/", kept.kept_verdict, name="kept_verdict"),
    path("ket-qua/<int:pk>/du-kien/", kept.kept_facts, name="kept_facts"),
    path("ket-qua/<int:pk>/phu-luc/", kept.kept_annex, name="kept_annex"),
    path("de-cu/<int:pk>/sua/", detail.describe_nominee, name="describe_nominee"),
    path("de-cu/<int:pk>/rut/", detail.withdraw_nominee, name="withdraw_nominee"),
    path("de-cu/<int:pk>/y-kien/", appraisal.give_opinion_on, name="give_opinion"),
    path("<int:pk>/", detail.dossier, name="detail"),
    path("<int:pk>/them/", detail.add_nominee, name="nominate"),
    path("<int:pk>/soan-giay-to/", detail.draft_papers_of, name="draft_papers"),
    path("<int:pk>/bien-ban/", minutes.minutes, name="record_minutes"),
    path("<int:pk>/xac-nhan/", way.confirm, name="confirm"),
    path("<int:pk>/bo-xac-nhan/", way.unconfirm, name="unconfirm"),
    path("<int:pk>/nop/", way.submit, name="submit"),
    path("<int:pk>/bien-nhan/", way.receipt, name="receipt"),
    path("<int:pk>/thu-hoi/", way.recall, name="recall"),
    path("<int:pk>/tiep-nhan/", way.accept, name="accept"),
    path("<int:pk>/tra-lai/", way.return_for_completion, name="return_for_completion"),
    path("<int:pk>/tham-dinh/", appraisal.appraise, name="appraise"),
    path("<int:pk>/ket-thuc-tham-dinh/", appraisal.finish, name="finish_appraisal"),
]

from django.urls import path

from thidua.awards.views import acts, blanks, decisions, notices, papers, printing

app_name = "awards"
urlpatterns = [
    path("", decisions.decisions, name="list"),
    path("so-khen-thuong.xlsx", papers.export_register, name="export_register"),
    path("trinh/<slug:slug>/<slug:code>/", acts.propose, name="propose_awards"),
    path("quyet-dinh/<int:pk>/", decisions.decision, name="decision"),
    path("quyet-dinh/<int:pk>/ky/", acts.sign, name="sign_decision"),
    path("quyet-dinh/<int:pk>/ban-hanh/", acts.issue, name="issue_decision"),
    path("quyet-dinh/<int:pk>/cong-khai/", acts.publish, name="publish_round"),
    path("quyet-dinh/<int:pk>/danh-sach/<int:nomination>/", acts.strike, name="strike_nomination"),
    path("quyet-dinh/<int:pk>/giay-khen.pdf", papers.certificates, name="certificates"),
    path("quyet-dinh/<int:pk>/in-giay-khen/", printing.print_certificates, name="print_certificates"),
    path("quyet-dinh/<int:pk>/in-giay-khen/<int:run>/<str:what>/", printing.print_file, name="print_file"),
    path("quyet-dinh/<int:pk>/danh-sach.xlsx", papers.export_decision, name="export_decision"),
    path("phoi/co-quan/<int:pk>/", blanks.blanks, name="blanks"),
    path("phoi/<int:pk>/", blanks.blank, name="blank"),
    path("phoi/<int:pk>/in-thu.pdf", blanks.test_sheet, name="test_sheet"),
    path("thong-bao/<int:pk>/", notices.notice, name="notice"),
    path("thong-bao/<int:pk>/da-thong-bao/", notices.tell, name="tell"),
    path("giay-khen/<int:pk>/thu-hoi/", acts.revoke, name="revoke_award"),
]

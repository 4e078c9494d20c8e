from django.urls import path

from thidua.registers.views import backfilled, conduct, people, workbooks

app_name = "registers"
urlpatterns = [
    path("so/", workbooks.workbooks, name="workbooks"),
    path("so/bo-sung/", backfilled.backfilled, name="backfilled"),
    path("so/bo-sung/<int:pk>/ban-quet/", backfilled.scan, name="scan"),
    path("so/<slug:register>/", workbooks.workbook, name="workbook"),
    path("so/<slug:register>/tai-ve.xlsx", workbooks.download, name="download_workbook"),
    path("so/tep/<int:pk>/", workbooks.upload, name="upload"),
    path("so/tep/<int:pk>/ghi/", workbooks.write, name="write_workbook"),
    path("so/tep/<int:pk>/bo/", workbooks.discard, name="discard_workbook"),
    path("ky-luat/", conduct.conduct, name="conduct"),
    path("ky-luat/<int:pk>/", conduct.discipline, name="discipline"),
    path("ky-luat/<int:pk>/huy/", conduct.strike_discipline, name="strike_discipline"),
    path("ca-nhan/<int:pk>/ky-luat/", conduct.add_discipline, name="add_discipline"),
    path("ca-nhan/<int:pk>/vu-viec/", conduct.add_review_of_person, name="add_review_of_person"),
    path("don-vi/<int:pk>/vu-viec/", conduct.add_review_of_unit, name="add_review_of_unit"),
    path("ky-luat/vu-viec/<int:pk>/", conduct.review, name="review"),
    path("ky-luat/vu-viec/<int:pk>/ket-thuc/", conduct.end_review, name="end_review"),
    path("ky-luat/vu-viec/<int:pk>/huy/", conduct.strike_review, name="strike_review"),
    path("ca-nhan/them/", people.add_person, name="add_person"),
    path("ca-nhan/trung/", people.twins, name="twins"),
    path("ca-nhan/<int:kept>/gop/<int:duplicate>/", people.merge, name="merge_people"),
    path("ca-nhan/<int:kept>/khac/<int:duplicate>/", people.part, name="keep_apart"),
    path("ca-nhan/<int:pk>/sua/", people.correct, name="correct_person"),
    path("ca-nhan/<int:pk>/dieu-dong/", people.transfer, name="transfer_person"),
    path("ca-nhan/<int:pk>/thoi-giu/", people.end, name="end_service"),
    path("ca-nhan/<int:pk>/nghi/", people.leave, name="record_leave"),
    path("nghi/<int:pk>/ket-thuc/", people.back_from_leave, name="end_leave"),
]

from django.urls import path

from thidua.scoring.views import components, pictures, ranking, rounds, sets, setup, sheets, what_if, workbooks

app_name = "scoring"
urlpatterns = [
    path("", sets.sets, name="sets"),
    path("chi-so-thanh-phan/", components.components, name="components"),
    path("lap/", setup.create_set, name="create_set"),
    path("chi-so-thanh-phan/them/", setup.add_component, name="define_component"),
    path("chi-so-thanh-phan/giao/", setup.charge_unit, name="give_component"),
    path("chi-so-thanh-phan/diem/", setup.enter_points, name="enter_component_score"),
    path("<int:pk>/phieu/", sets.sheets, name="sheets"),
    path("<int:pk>/dot-cham/", rounds.round_of_scoring, name="round"),
    path("<int:pk>/dot-cham/lich/", rounds.timetable, name="set_timetable"),
    path("<int:pk>/dot-cham/giao-linh-vuc/", rounds.office, name="charge_office"),
    path("<int:pk>/cong-bo/", sets.publish, name="publish_results"),
    path("<int:pk>/xep-hang/", ranking.ranking, name="ranking"),
    path("<int:pk>/xep-hang.xlsx", ranking.export, name="export_ranking"),
    path("<int:pk>/neu-nhu/", what_if.what_if, name="what_if"),
    path("<int:pk>/bieu-do/", pictures.pictures, name="pictures"),
    path("<int:pk>/bieu-do/<slug:key>/<slug:form>/", pictures.picture, name="picture"),
    path("<int:pk>/du-lieu.json", ranking.bundle, name="bundle"),
    path("phieu/<int:pk>/", sheets.sheet, name="sheet"),
    path("phieu/<int:pk>/tu-cham/", sheets.self_score_sheet, name="self_score_sheet"),
    path("phieu/<int:pk>/luu-tam/", sheets.save_sheet, name="save_sheet"),
    path("phieu/<int:pk>/tham-dinh/", sheets.appraise, name="appraise_sheet"),
    path("phieu/<int:pk>/phieu.xlsx", workbooks.export, name="export_sheet"),
    path("phieu/<int:pk>/nap-excel/", workbooks.upload, name="import_workbook"),
    path("phieu/<int:pk>/nap-excel/ghi/", workbooks.apply, name="apply_workbook"),
    path("phieu/<int:pk>/tham-dinh-linh-vuc/", sheets.appraise_fields, name="appraise_fields"),
    path("phieu/<int:pk>/khoa/", rounds.shut, name="lock_sheet"),
    path("phieu/<int:pk>/mo-khoa/", rounds.reopen, name="unlock_sheet"),
    path("phieu/<int:pk>/giai-trinh/", sheets.explain, name="explain_sheet"),
]

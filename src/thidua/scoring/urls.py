from django.urls import path

from thidua.scoring.views import components, ranking, sets, sheets

app_name = "scoring"
urlpatterns = [
    path("", sets.sets, name="sets"),
    path("chi-so-thanh-phan/", components.components, name="components"),
    path("<int:pk>/phieu/", sets.sheets, name="sheets"),
    path("<int:pk>/cong-bo/", sets.publish, name="publish_results"),
    path("<int:pk>/xep-hang/", ranking.ranking, name="ranking"),
    path("<int:pk>/xep-hang.xlsx", ranking.export, name="export_ranking"),
    path("<int:pk>/du-lieu.json", ranking.bundle, name="bundle"),
    path("phieu/<int:pk>/", sheets.sheet, name="sheet"),
    path("phieu/<int:pk>/tu-cham/", sheets.self_score_sheet, name="self_score_sheet"),
    path("phieu/<int:pk>/luu-tam/", sheets.save_sheet, name="save_sheet"),
    path("phieu/<int:pk>/tham-dinh/", sheets.appraise, name="appraise_sheet"),
    path("phieu/<int:pk>/giai-trinh/", sheets.explain, name="explain_sheet"),
]

"""Every address of the site: Vietnamese, kebab-case; each app brings its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("thidua.portal.urls")),
    path("", include("thidua.portal.sign_in_urls")),
    path("ke-hoach/", include("thidua.movements.urls")),
    path("nhiem-vu/", include("thidua.work.urls")),
    path("tuyen-truyen/", include("thidua.publicity.urls")),
    path("cham-diem/", include("thidua.scoring.urls")),
    path("khao-sat/", include("thidua.scoring.survey_urls")),
    path("hoi-dong/", include("thidua.councils.urls")),
    path("sang-kien/", include("thidua.initiatives.urls")),
    path("ho-so/", include("thidua.dossiers.urls")),
    path("khen-thuong/", include("thidua.awards.urls")),
    path("minh-chung/", include("thidua.files.urls")),
    path("van-ban/", include("thidua.documents.urls")),
    path("danh-muc/", include("thidua.organizations.urls")),
    path("danh-muc/", include("thidua.registers.urls")),
    path("ngon-ngu/", include("django.conf.urls.i18n")),
    path("", include("thidua.ui.urls")),
]

handler400 = "thidua.portal.views.errors.bad_request"
handler429 = "thidua.portal.views.errors.too_many"
handler403 = "thidua.portal.views.errors.forbidden"
handler404 = "thidua.portal.views.errors.not_found"
handler500 = "thidua.portal.views.errors.server_error"

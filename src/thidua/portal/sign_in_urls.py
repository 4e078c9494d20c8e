"""Signing in: the views of django-allauth at Vietnamese addresses, under the names it knows them by.

Whatever changes a sign-in is one transaction with its events. Nobody signs up by himself, and
nothing is reset by mail: the administrator of the authority gives sign-ins and takes back what was lost.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.usersessions import views as sessions
from django.db.transaction import atomic
from django.urls import path

from thidua.portal.sign_in import with_events

urlpatterns = [
    path("dang-nhap/", account.login, name="account_login"),
    path("dang-nhap/hai-lop/", mfa.authenticate, name="mfa_authenticate"),
    path("dang-nhap/khoa/", keys.login_webauthn, name="mfa_login_webauthn"),
    path("dang-nhap/qua/<slug:provider_id>/", oidc.login, name="openid_connect_login"),
    path("dang-nhap/qua/<slug:provider_id>/ve/", oidc.callback, name="openid_connect_callback"),
    path("dang-nhap/qua-huy/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("dang-nhap/qua-loi/", social.login_error, name="socialaccount_login_error"),
    path("dang-nhap/ngung-dung/", account.account_inactive, name="account_inactive"),
    path("dang-xuat/", account.LogoutView.as_view(http_method_names=["post"]), name="account_logout"),
    path("tai-khoan/mat-khau/", atomic(account.password_change), name="account_change_password"),
    path("tai-khoan/mat-khau/dat/", atomic(account.password_set), name="account_set_password"),
    path("tai-khoan/phien/", atomic(sessions.list_usersessions), name="usersessions_list"),
    path("tai-khoan/lien-ket/", atomic(social.connections), name="socialaccount_connections"),
    path("tai-khoan/xac-nhan/", account.reauthenticate, name="account_reauthenticate"),
    path("tai-khoan/xac-nhan/ma/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("tai-khoan/xac-nhan/khoa/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("tai-khoan/hai-lop/", mfa.index, name="mfa_index"),
    path("tai-khoan/hai-lop/ung-dung/", with_events(totp.activate_totp), name="mfa_activate_totp"),
    path("tai-khoan/hai-lop/ung-dung/bo/", with_events(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("tai-khoan/hai-lop/ma-du-phong/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("tai-khoan/hai-lop/ma-du-phong/tai/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path(
        "tai-khoan/hai-lop/ma-du-phong/moi/",
        with_events(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("tai-khoan/hai-lop/khoa/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("tai-khoan/hai-lop/khoa/them/", with_events(keys.add_webauthn), name="mfa_add_webauthn"),
    path("tai-khoan/hai-lop/khoa/<int:pk>/", with_events(keys.edit_webauthn), name="mfa_edit_webauthn"),
    path("tai-khoan/hai-lop/khoa/<int:pk>/bo/", with_events(keys.remove_webauthn), name="mfa_remove_webauthn"),
]

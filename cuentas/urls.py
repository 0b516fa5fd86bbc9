"""People, areas, collegiate bodies and roles; and, without a namespace, allauth's own pages.

Only the pages we use: no sign-up, no second address, no passkeys.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

from cuentas.views import catalogos, personas, propias, roles

app_name = "cuentas"

urlpatterns = [
    *personas.UsuarioCrud.urls(),
    path("personas/<int:pk>/invitar/", personas.invitar, name="usuario_invitar"),
    path("personas/<int:pk>/desactivar/", personas.desactivar, name="usuario_desactivar"),
    path("personas/<int:pk>/reactivar/", personas.reactivar, name="usuario_reactivar"),
    *catalogos.AccesoCrud.urls(),
    *catalogos.AreaCrud.urls(),
    *catalogos.OrganoColegiadoCrud.urls(),
    path("roles/", roles.roles, name="roles"),
    path("perfil/", propias.perfil, name="perfil"),
    path("perfil/cerrar-sesiones/", propias.cerrar_sesiones, name="cerrar_sesiones"),
    path("invitacion/<str:token>/", propias.invitacion, name="invitacion"),
]

acceso = [
    path("entrar/", account.login, name="account_login"),
    path("salir/", propias.salir, name="account_logout"),
    path("inactiva/", account.account_inactive, name="account_inactive"),
    path("confirmar/", account.reauthenticate, name="account_reauthenticate"),
    path("contrasena/", account.password_change, name="account_change_password"),
    path("restablecer/", account.password_reset, name="account_reset_password"),
    path("restablecer/enviado/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "restablecer/listo/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^restablecer/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("segundo-paso/", mfa.index, name="mfa_index"),
    path("segundo-paso/codigo/", mfa.authenticate, name="mfa_authenticate"),
    path("segundo-paso/confirmar/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("segundo-paso/activar/", totp.activate_totp, name="mfa_activate_totp"),
    path("segundo-paso/desactivar/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("segundo-paso/respaldo/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "segundo-paso/respaldo/generar/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "segundo-paso/respaldo/descargar/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]

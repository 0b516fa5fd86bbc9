"""One include per app."""

from django.urls import include, path

from cuentas.urls import acceso

urlpatterns = [
    path("cuenta/", include(acceso)),
    path("cuentas/", include("cuentas.urls")),
    path("calendario/", include("calendario.urls")),
    path("programa/", include("programa.urls")),
    path("avisos/", include("avisos.urls")),
    path("crm/", include("crm.urls")),
    path("convenios/", include("convenios.urls")),
    path("observacion/", include("observacion.urls")),
    path("visitantes/", include("acompanamiento.urls")),
    path("publico/", include("acompanamiento.urls.publico")),
    path("verificar/", include("observacion.urls.verificar")),
    path("indicadores/", include("indicadores.urls")),
    path("importaciones/", include("core.importing.urls")),
    path("", include("core.urls")),
    path("", include("tablero.urls")),
]
handler403 = "core.errors.forbidden"
handler404 = "config.errores.not_found"
handler500 = "config.errores.server_error"

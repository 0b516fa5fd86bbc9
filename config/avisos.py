"""Whose dates are told: each app writes its own sources, and they are named here."""

FUENTES = [
    "avisos.queries.propias.DetenidosFuente",
    "crm.queries.avisos.CompromisosFuente",
    "crm.queries.avisos.GestionesFuente",
    "crm.queries.avisos.TurnosFuente",
    "crm.queries.avisos.ReunionesFuente",
    "crm.queries.avisos.InvitacionesFuente",
    "crm.queries.avisos.MinutasFuente",
    "convenios.queries.avisos.VencimientosFuente",
    "convenios.queries.avisos.AvisosNoRenovacionFuente",
    "convenios.queries.avisos.EtapasFuente",
    "convenios.queries.avisos.TurnosFuente",
    "observacion.queries.avisos.CierresFuente",
    "observacion.queries.avisos.PrevencionesFuente",
    "observacion.queries.avisos.InformesFuente",
    "acompanamiento.queries.avisos.PrevencionesFuente",
    "acompanamiento.queries.avisos.IncompletasFuente",
    "acompanamiento.queries.avisos.PasaportesFuente",
]

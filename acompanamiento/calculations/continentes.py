"""Which continent a country is of: the standard of country codes does not say.

The five of the United Nations. America is one, as the published statistics count it.
"""

from __future__ import annotations

from enum import StrEnum


class Continente(StrEnum):
    """The continents, as their filters and figures call them."""

    AMERICA = "america"
    EUROPA = "europa"
    ASIA = "asia"
    AFRICA = "africa"
    OCEANIA = "oceania"


NOMBRES = {
    Continente.AMERICA: "América",
    Continente.EUROPA: "Europa",
    Continente.ASIA: "Asia",
    Continente.AFRICA: "África",
    Continente.OCEANIA: "Oceanía",
}
SIN_CONTINENTE = "Sin continente"

PAISES = {
    Continente.AMERICA: (
        "AG AI AR AW BB BL BM BO BQ BR BS BV BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GS GT GY "
        "HN HT JM KN KY LC MF MQ MS MX NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI"
    ),
    Continente.EUROPA: (
        "AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT "
        "LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK"
    ),
    Continente.ASIA: (
        "AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN "
        "MO MV MY NP OM PH PK PS QA SA SG SY TH TJ TL TM TR TW UZ VN YE"
    ),
    Continente.AFRICA: (
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA "
        "MG ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW"
    ),
    Continente.OCEANIA: (
        "AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS"
    ),
}
CONTINENTE_DE = {pais: c for c, paises in PAISES.items() for pais in paises.split()}


def continente_de(pais: str) -> Continente | None:
    """The continent of a country code; none for what is not a country (or is Antarctica)."""
    return CONTINENTE_DE.get(pais)


def paises_de(continente: str) -> list[str]:
    """The codes of its countries. Raises ValueError for a continent that is not in the list."""
    return PAISES[Continente(continente)].split()

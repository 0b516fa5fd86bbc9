"""Countries as people write them."""

import functools

from django_countries import countries

from core.search import normalizar

_ALIAS_PAIS = {
    "estados unidos de america": "US",
    "estados unidos": "US",
    "eua": "US",
    "eeuu": "US",
    "ee uu": "US",
    "usa": "US",
    "mexico": "MX",
    "reino unido": "GB",
    "gran bretana": "GB",
    "inglaterra": "GB",
    "corea del sur": "KR",
    "republica de corea": "KR",
    "corea": "KR",
    "rusia": "RU",
    "federacion rusa": "RU",
    "bolivia": "BO",
    "venezuela": "VE",
    "republica checa": "CZ",
    "chequia": "CZ",
    "paises bajos": "NL",
    "holanda": "NL",
    "taiwan": "TW",
    "palestina": "PS",
    "vaticano": "VA",
    "santa sede": "VA",
    "moldavia": "MD",
    "macedonia": "MK",
    "siria": "SY",
    "iran": "IR",
    "tanzania": "TZ",
    "vietnam": "VN",
    "costa de marfil": "CI",
    "cabo verde": "CV",
    "republica dominicana": "DO",
    "sudafrica": "ZA",
    "surafrica": "ZA",
    "turquia": "TR",
    "filipinas": "PH",
    "congo": "CG",
    "timor oriental": "TL",
    "belice": "BZ",
    "brunei": "BN",
    "kenia": "KE",
    "kenya": "KE",
    "zimbabue": "ZW",
    "botsuana": "BW",
    "arabia saudita": "SA",
    "emiratos arabes unidos": "AE",
    "nueva zelanda": "NZ",
    "nueva zelandia": "NZ",
    "rumania": "RO",
    "bielorrusia": "BY",
    "puerto rico": "PR",
    "trinidad y tobago": "TT",
}


@functools.lru_cache(maxsize=1)
def paises() -> tuple[dict[str, str], dict[str, str]]:
    """Spanish name by code, and code by every accepted spelling."""
    nombres = {codigo: str(nombre) for codigo, nombre in countries}
    indice = {clave: codigo for clave, codigo in _ALIAS_PAIS.items() if codigo in nombres}
    indice |= {normalizar(countries.alpha3(codigo)): codigo for codigo in nombres}
    indice |= {codigo.lower(): codigo for codigo in nombres}
    return nombres, indice | {normalizar(nombre): codigo for codigo, nombre in nombres.items()}

"""Who may enter the views of third parties, which cannot say it themselves."""

from core.permisos import AUTENTICADO, PUBLICO

EXTERNOS = {
    "account_login": PUBLICO,
    "account_logout": PUBLICO,
    "account_inactive": PUBLICO,
    "account_reset_password": PUBLICO,
    "account_reset_password_done": PUBLICO,
    "account_reset_password_from_key": PUBLICO,
    "account_reset_password_from_key_done": PUBLICO,
    "mfa_authenticate": PUBLICO,
    "account_reauthenticate": AUTENTICADO,
    "account_change_password": AUTENTICADO,
    "mfa_index": AUTENTICADO,
    "mfa_reauthenticate": AUTENTICADO,
    "mfa_activate_totp": AUTENTICADO,
    "mfa_deactivate_totp": AUTENTICADO,
    "mfa_view_recovery_codes": AUTENTICADO,
    "mfa_generate_recovery_codes": AUTENTICADO,
    "mfa_download_recovery_codes": AUTENTICADO,
}

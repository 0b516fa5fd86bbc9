"""The public pages: no account, three languages."""

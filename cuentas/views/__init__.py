"""Doors of accounts: people, catalogues, roles, and what each person does with their own."""

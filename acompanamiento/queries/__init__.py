"""Reads of the visitors that span models."""

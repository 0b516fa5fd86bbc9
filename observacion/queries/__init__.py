"""Reads of the observation that span models."""

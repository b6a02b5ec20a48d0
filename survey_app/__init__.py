"""Peilstok: surveys that are repeated, and compared only when they can be."""

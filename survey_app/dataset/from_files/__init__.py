"""Waves that were held elsewhere, brought in from CSV files; may know what dataset may, and how it counts."""

"""Weights to the population, and what they may be used for (STATISTICS 11)."""

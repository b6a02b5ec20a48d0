"""Statistics on counts, from the literature; they know nothing of waves, verdicts or what may be shown."""

"""What may be shown, decided once and before any table exists (STATISTICS 15)."""

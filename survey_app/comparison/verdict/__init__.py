"""May two waves be compared, and what may be concluded (STATISTICS 6, 8 and 9)."""

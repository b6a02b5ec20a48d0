"""One function per address: find, check, do, keep, show."""

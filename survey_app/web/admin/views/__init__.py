"""One function per address: find, check, do, keep, show; and what no other page asks or shows."""

"""A comparison as data frames, for notebooks: every figure unrounded, as far as it may be shown."""

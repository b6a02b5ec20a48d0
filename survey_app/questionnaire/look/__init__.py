"""What a municipality looks like: a theme and a logo beside the file of its study."""

"""What an installation promises to respondents, and how it is tried: knows fieldwork, and neither SQL nor Flask."""

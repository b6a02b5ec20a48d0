"""Flask: respondent pages and admin pages; may know everything, and nothing knows it."""

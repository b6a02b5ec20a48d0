"""The respondent's pages, from code to thanks."""

"""A questionnaire as respondents will see it, on their own pages, before there is a wave; it knows no store."""

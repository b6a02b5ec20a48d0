"""What each type of item is, a module each: read, checked, counted and named; knows no questionnaire around it."""

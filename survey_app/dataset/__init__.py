"""Responses of chosen waves as counts, whatever their origin; may know fieldwork and questionnaire."""

"""Waves, invitations, sealed answers and their closing; may know the questionnaire."""

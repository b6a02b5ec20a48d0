"""Microdata: the responses of one closed wave as rows of codes, for researchers; knows what dataset knows."""

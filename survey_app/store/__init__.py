"""The database behind fieldwork's ports; the only room that knows SQL."""

"""The administrators' pages at /beheer; may know everything, is known by the application only."""

"""The instrument as immutable data; knows nothing else of ours and no framework."""

"""What the studies of the tests call their segments, as the real study does."""

VILLAGE_WORDS = {"nl": {"one": "kern", "many": "kernen"}, "en": {"one": "village", "many": "villages"}}

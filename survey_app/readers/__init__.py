"""Tables that people hand in, CSV or xlsx: rows of texts, numbered as a spreadsheet does. Knows questionnaires."""

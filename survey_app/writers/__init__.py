"""Files: tables to xlsx, mailing files for the letters; may know tables."""

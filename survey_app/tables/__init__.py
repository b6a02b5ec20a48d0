"""Layout without format: sheets, tables, cells and notes, rounded once; may know comparison and codebook."""

"""Pure statistics on counts: estimates, change, verdict, disclosure control; may know the dataset."""

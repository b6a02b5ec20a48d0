"""Every figure described once: what it is called, in what, what it means, by whom, and how it is read from results."""

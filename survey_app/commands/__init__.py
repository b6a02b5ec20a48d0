"""The subcommands of `peilstok`; may know everything but the web pages."""

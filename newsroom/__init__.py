"""Wiring only: settings, addresses, the server's entry point. No rule lives here."""

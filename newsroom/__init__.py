"""Wiring only: settings, addresses, the server's entry point. No rule of the newsroom lives here."""

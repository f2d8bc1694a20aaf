"""The newsroom. Doors call verbs, verbs write nouns, nouns know only pure text and accounts.

pure    markup, language/, content, seal                  no database
nouns   models/                                           fields, constraints, what a row says of itself
verbs   tags, jobs, addresses, shelves, preflight,        the only writers; each imports only
        workflow, editing, publishing, photos, readership  what stands left of it
doors   public/ (readers) · admin/ (staff) · management/commands/ (shell)

`lint-imports` holds it; the contracts are in pyproject.toml.
"""

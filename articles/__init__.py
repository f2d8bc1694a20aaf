"""The newsroom. Doors call verbs, verbs write nouns, nouns know only pure text and accounts.

pure    markup, language/, content, seal                   no database
nouns   models/                                            what a row holds and says of itself
verbs   tags, jobs, addresses, shelves, preflight,         the only writers; each imports only
        workflow, editing, publishing, photos, readership  what stands left of it
beside  integrity (verifies), resealing, importing, demo/, what commands do, through the verbs
        inventing/ (stories to measure with)
doors   public/ (readers) · admin/ (staff) · management/commands/ (shell)

`lint-imports` holds it; the contracts are in pyproject.toml.
"""

"""The newsroom. Doors call verbs, verbs write nouns, nouns know only pure text and accounts.

pure    markup, language/, content, seal                   no database
nouns   models/                                            what a row holds and says of itself
verbs   tags jobs · notifying · addresses shelves photos   the only writers; each imports only
        readership · printed · editions · preflight        what stands left of it
        · workflow · editing excusing remarks
        · publishing · notices emergencies
beside  integrity/ (verifies), resealing, checks,          what commands do, through the verbs
        importing/, demo/, inventing/ (to measure with)
doors   public/ (readers) · admin/ (staff) · management/commands/ (shell)

`lint-imports` holds it; the contracts are in pyproject.toml.
"""

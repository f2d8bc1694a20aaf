"""People, what each may do, and the trail of what was done. Knows nothing of stories."""

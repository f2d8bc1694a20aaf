"""What a page costs: `./run bench`. Needs nothing but this checkout; leaves nothing behind."""

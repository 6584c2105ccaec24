"""Many documents: units of work, a store of finished ones, processes or a cluster.

A *unit* is an article, or a shard of consecutive lines of a .jsonl table. Its result is stored under a key made of its
content and of everything that made it (version, encoder, rules, settings). Resuming and caching are therefore one
thing: what lies in the store is not done again, and what was killed half-way does not lie there.
"""

"""The machines behind Nova: each a system container with a network namespace of its own (docs/decisions/0007)."""

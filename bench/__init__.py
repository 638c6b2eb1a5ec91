"""What printkit costs beside its peers. Not shipped; `README.md` says how to run it."""

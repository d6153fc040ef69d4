#!/bin/sh
# What is kept when two change it together.
exec "${srcdir:-.}/tests/sql/demo-db.sh" kept_together

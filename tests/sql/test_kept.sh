#!/bin/sh
# What is kept is what would be computed.
exec "${srcdir:-.}/tests/sql/demo-db.sh" kept

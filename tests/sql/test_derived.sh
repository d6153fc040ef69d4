#!/bin/sh
# Derived counts of derived counts.
exec "${srcdir:-.}/tests/sql/demo-db.sh" derived

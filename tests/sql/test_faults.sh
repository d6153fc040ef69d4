#!/bin/sh
# Figures that cannot be true, and facts that cannot both hold.
exec "${srcdir:-.}/tests/sql/demo-db.sh" faults

#!/bin/sh
# Exceptions, and properties that every figure has.
exec "${srcdir:-.}/tests/sql/demo-db.sh" exceptions

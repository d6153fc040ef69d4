#!/bin/sh
# Gives test_statements a database.
exec "${srcdir:-.}/tests/with-db.sh" --schema tests/db/test_statements

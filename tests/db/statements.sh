#!/bin/sh
# Gives test_statements a database.
exec "${srcdir:-.}/tests/with-db.sh" tests/db/test_statements

#!/bin/sh
# Who sees and adds which rows: the table of roles against row-level security.
exec "${srcdir:-.}/tests/sql/demo-db.sh" rights

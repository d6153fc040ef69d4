#!/bin/sh
# The performance reports: their cells against the publication and figures made up for the purpose.
exec "${srcdir:-.}/tests/sql/demo-db.sh" reports

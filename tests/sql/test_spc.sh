#!/bin/sh
# Statistical process control, beside the results of the public R package.
exec "${srcdir:-.}/tests/sql/demo-db.sh" spc

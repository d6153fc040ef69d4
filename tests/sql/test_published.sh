#!/bin/sh
# Every published figure against the computed one.
exec "${srcdir:-.}/tests/sql/demo-db.sh" published

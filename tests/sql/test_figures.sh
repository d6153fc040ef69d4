#!/bin/sh
# What is computed: the examples and rules of docs/figures.md.
exec "${srcdir:-.}/tests/sql/demo-db.sh" figures

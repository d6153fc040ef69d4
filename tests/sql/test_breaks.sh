#!/bin/sh
# What is not computed across a change of definition.
exec "${srcdir:-.}/tests/sql/demo-db.sh" breaks

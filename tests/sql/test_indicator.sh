#!/bin/sh
# What an indicator's page and card have beside its figures.
exec "${srcdir:-.}/tests/sql/demo-db.sh" indicator

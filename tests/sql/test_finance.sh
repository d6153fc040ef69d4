#!/bin/sh
# Statements, balances, reserves and risks.
exec "${srcdir:-.}/tests/sql/demo-db.sh" finance

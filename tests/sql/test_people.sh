#!/bin/sh
# Accounts, as sql/objects/access/people*.sql and invitation.sql look after them.
exec "${srcdir:-.}/tests/sql/demo-db.sh" people

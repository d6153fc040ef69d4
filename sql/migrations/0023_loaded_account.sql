-- Under which system account the command line imported, also with a user's rights: it is not released by the same,
-- where the council wants another to release. Null: on the site, or before this was kept.
ALTER TABLE import ADD loaded_account text DEFAULT nullif(current_setting('moothall.account', true), '');

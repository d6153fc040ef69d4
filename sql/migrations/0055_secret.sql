-- The secret that is mixed into what counts attempts to sign in by: 244 random bits instead of 122. What was counted
-- under the one before is forgotten with it.
ALTER TABLE sign_in_secret ALTER secret DROP DEFAULT,
  ALTER secret TYPE text USING gen_random_uuid()::text || gen_random_uuid()::text;
DELETE FROM sign_in_count;

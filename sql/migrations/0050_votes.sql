-- On what a seat may vote, and when: an item says whether it is an education matter, a motion when the vote was taken.
ALTER TABLE agenda_item ADD education boolean NOT NULL DEFAULT false;
ALTER TABLE motion ADD voted_at time;   -- null: not recorded

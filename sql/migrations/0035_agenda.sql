-- What a clerk says of an item of an agenda besides its title: what is printed under it, what is recommended, when its
-- paper comes, and why it is exempt.

ALTER TABLE agenda_item
  ADD words text CHECK (words <> ''),                       -- Markdown, printed under the item
  ADD recommendations text CHECK (recommendations <> ''),   -- Markdown
  ADD follows_on date,                                      -- the day on which its paper is expected
  ADD exempt_reason text CHECK (exempt_reason <> ''),       -- what in it is exempt
  ADD public_interest text CHECK (public_interest <> ''),   -- why that outweighs the public's interest in it
  ADD approved_by text CHECK (approved_by <> ''),           -- whoever approved the exemption: a name and a post
  ADD review_on date;                                       -- when it is asked again whether it is still exempt

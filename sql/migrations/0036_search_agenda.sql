-- What is printed under an item of an agenda, and what it recommends, can be found by words.
UPDATE search_source SET body = 'a.words, a.recommendations' WHERE tbl = 'agenda_item';
DELETE FROM search_text WHERE kind = 'item';
DO $$
BEGIN
  EXECUTE search_add('agenda_item', 'agenda_item');
END
$$;

-- What the frame around a report needs.

-- name: page_areas
SELECT a.area, d.name, d.kind
FROM area a JOIN LATERAL (
  SELECT v.name, v.kind FROM area_definition v WHERE v.area_id = a.area_id
  ORDER BY v.file_id DESC LIMIT 1) d ON true
ORDER BY a.area_id;

-- name: page_names
-- What the council and an area are called, for faces that are read by themselves.
SELECT (SELECT n.name FROM area_now n WHERE n.area = council()) AS council,
       (SELECT n.name FROM area_now n WHERE n.area = $1) AS area_name

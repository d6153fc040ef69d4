<?php
// The peer: the same statements, prepared on a connection that is kept, and a table of the longest answer.
$statements = json_decode(file_get_contents(getenv('BENCH_STATEMENTS')), true);
$db = pg_pconnect(getenv('BENCH_DATABASE'));
$known = array_column(pg_fetch_all(pg_query($db, 'SELECT name FROM pg_prepared_statements')) ?: [], 'name');
$longest = null;
foreach ($statements as $statement) {
	if ($statement['name'] === 'unnamed') {
		pg_query($db, $statement['sql']);
		continue;
	}
	if (!in_array($statement['name'], $known, true)) {
		pg_prepare($db, $statement['name'], $statement['sql']);
	}
	$rows = pg_execute($db, $statement['name'], $statement['params']);
	if ($longest === null || pg_num_rows($rows) > pg_num_rows($longest)) {
		$longest = $rows;
	}
}
header('Content-Type: text/html; charset=utf-8');
echo '<!doctype html><html lang="en"><meta charset="utf-8"><title>Dashboard</title><table><tr>';
for ($i = 0; $i < pg_num_fields($longest); $i++) {
	echo '<th>', htmlspecialchars(pg_field_name($longest, $i));
}
while ($row = pg_fetch_row($longest)) {
	echo '<tr>';
	foreach ($row as $value) {
		echo '<td>', htmlspecialchars($value ?? '');
	}
}
echo '</table></html>';

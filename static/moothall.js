/*
 * What a chart's figures are, at the pointer or by the arrow keys, and as a table on request. Nothing depends on it:
 * the figures stand in tables on the page as well. A figure's data-values: a line with what the lines or bars are, then
 * one a label; a drawing's data-at: whose figures, whether upright, from, to, then the edges between the labels.
 */
(function () {
	'use strict';

	var count = 0;

	function make(name, attributes, parent) {
		var node = document.createElement(name);
		Object.keys(attributes || {}).forEach(function (key) {
			if (key === 'text') node.textContent = attributes[key];
			else node.setAttribute(key, attributes[key]);
		});
		if (parent) parent.appendChild(node);
		return node;
	}

	function read(text) {
		var rows = text.split('\n').map(function (line) { return line.split('\t'); });
		return { names: rows[0].slice(1), rows: rows.slice(1) };
	}

	/* Of the drawing that is shown: where each label's figures stand. */
	function spots(svg) {
		var all = [];
		svg.querySelectorAll('.spots').forEach(function (node) {
			var n = node.getAttribute('data-at').split(' ').map(Number), edges = n.slice(4);
			for (var i = 0; i + 1 < edges.length; i++) {
				var low = Math.min(edges[i], edges[i + 1]), high = Math.max(edges[i], edges[i + 1]);
				all.push({
					series: n[0], label: i,
					x: n[1] ? low : n[2], y: n[1] ? n[2] : low,
					w: n[1] ? high - low : n[3] - n[2], h: n[1] ? n[3] - n[2] : high - low
				});
			}
		});
		return all;
	}

	function words(values, spot) {
		var row = values.rows[spot.label] || [], said = [];
		values.names.forEach(function (name, i) {
			if (row[i + 1] && (spot.series === 0 || spot.series === i + 1)) said.push(name + ' ' + row[i + 1]);
		});
		return { head: row[0] || '', lines: said.length ? said : ['no figure'] };
	}

	function table(values, title, parent) {
		var scroll = make('div', { 'class': 'scroll', tabindex: '0', role: 'region', 'aria-label': title }, parent);
		var held = values.names.map(function (name, i) { return i; }).filter(function (i) {
			return values.rows.some(function (row) { return row[i + 1]; });
		});
		var node = make('table', {}, scroll), head = make('tr', {}, make('thead', {}, node)), body = make('tbody', {}, node);
		make('caption', { 'class': 'hidden-text', text: title }, node);
		make('td', {}, head);
		held.forEach(function (i) { make('th', { scope: 'col', 'class': 'figure', text: values.names[i] }, head); });
		values.rows.forEach(function (row) {
			var line = make('tr', {}, body);
			make('th', { scope: 'row', text: row[0] }, line);
			held.forEach(function (i) { make('td', { 'class': 'figure', text: row[i + 1] || '' }, line); });
		});
		return scroll;
	}

	function begin(figure) {
		var values = read(figure.getAttribute('data-values')), title = figure.querySelector('figcaption').textContent;
		var drawings = figure.querySelectorAll('svg'), stage = make('div', { 'class': 'chart-stage' });
		var pointer, frame, tip, at = -1;

		figure.insertBefore(stage, drawings[0]);
		drawings.forEach(function (svg) { stage.appendChild(svg); });
		button();
		if (!figure.querySelector('.spots')) return;
		pointer = make('div', {
			'class': 'chart-pointer', tabindex: '0', role: 'slider', 'aria-label': 'Figures of: ' + title,
			'aria-valuemin': '1', 'aria-valuenow': '1', 'aria-valuetext': 'Arrow keys go through the figures'
		}, stage);
		frame = make('div', { 'class': 'chart-spot', 'aria-hidden': 'true', hidden: '' }, stage);
		tip = make('div', { 'class': 'chart-tip', 'aria-hidden': 'true', hidden: '' }, stage);

		function shown() {
			return Array.prototype.find.call(drawings, function (svg) { return svg.getBoundingClientRect().width > 0; });
		}
		function show(index, all, svg) {
			var spot = all[index], said = words(values, spot), scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
			var left, width = stage.clientWidth;
			at = index;
			frame.hidden = tip.hidden = false;
			frame.style.left = spot.x * scale + 'px';
			frame.style.top = spot.y * scale + 'px';
			frame.style.width = spot.w * scale + 'px';
			frame.style.height = spot.h * scale + 'px';
			tip.textContent = '';
			make('strong', { text: said.head }, tip);
			said.lines.forEach(function (line) { make('span', { text: line }, tip); });
			left = (spot.x + spot.w) * scale + 6;
			if (left + tip.offsetWidth > width) left = spot.x * scale - tip.offsetWidth - 6;
			tip.style.left = Math.max(0, Math.min(left, width - tip.offsetWidth)) + 'px';
			tip.style.top = Math.max(0, spot.y * scale) + 'px';
			pointer.setAttribute('aria-valuemax', all.length);
			pointer.setAttribute('aria-valuenow', index + 1);
			pointer.setAttribute('aria-valuetext', said.head + ': ' + said.lines.join(', '));
		}
		function hide() { frame.hidden = tip.hidden = true; }

		pointer.addEventListener('pointermove', function (event) {
			var svg = shown(), box = svg.getBoundingClientRect(), scale = box.width / svg.viewBox.baseVal.width;
			var x = (event.clientX - box.left) / scale, y = (event.clientY - box.top) / scale, all = spots(svg);
			var found = all.findIndex(function (s) { return x >= s.x && x < s.x + s.w && y >= s.y && y < s.y + s.h; });
			if (found < 0) hide(); else show(found, all, svg);
		});
		pointer.addEventListener('pointerleave', hide);
		pointer.addEventListener('blur', hide);
		pointer.addEventListener('keydown', function (event) {
			var svg = shown(), all = spots(svg), to;
			if (event.key === 'ArrowRight' || event.key === 'ArrowDown') to = at + 1;
			else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') to = at < 0 ? all.length - 1 : at - 1;
			else if (event.key === 'Home') to = 0;
			else if (event.key === 'End') to = all.length - 1;
			else if (event.key === 'Escape') { hide(); return; }
			else return;
			event.preventDefault();
			show(Math.max(0, Math.min(to, all.length - 1)), all, svg);
		});

		function button() {
			var id = 'chart-data-' + ++count, node;
			var toggle = make('button', { type: 'button', 'class': 'plain', 'aria-expanded': 'false', 'aria-controls': id, text: 'Show its figures as a table' });
			var place = make('div', { id: id, hidden: '' });
			stage.insertAdjacentElement('afterend', place);
			stage.insertAdjacentElement('afterend', make('p', { 'class': 'chart-table' })).appendChild(toggle);
			toggle.addEventListener('click', function () {
				if (!node) node = table(values, title, place);
				place.hidden = !place.hidden;
				toggle.setAttribute('aria-expanded', String(!place.hidden));
				toggle.textContent = place.hidden ? 'Show its figures as a table' : 'Hide the table';
			});
		}
	}

	document.querySelectorAll('figure[data-values]').forEach(begin);

	/*
	 * A browser keeps whole pages for the way back, also beyond signing out: the page that is left by that is hidden,
	 * and one that comes back is asked for anew, unless something may have been typed in it.
	 */
	document.querySelectorAll('form[action="/sign-out"]').forEach(function (form) {
		form.addEventListener('submit', function () { document.documentElement.hidden = true; });
	});
	window.addEventListener('pageshow', function (event) {
		if (event.persisted && !document.querySelector('textarea')) window.location.reload();
	});
}());

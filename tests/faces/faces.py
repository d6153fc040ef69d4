"""faces.py FOLDER NAME...: every face of a document says the same of each figure, and its workbook
keeps the conventions for accessible spreadsheets. FOLDER has NAME.json, NAME.html, NAME.xlsx and
NAME.KEY.csv with its metadata NAME.KEY.csv-metadata.json. Prints TAP. Python's own library only."""
import csv
import json
import re
import sys
import xml.etree.ElementTree as xml
import zipfile
from decimal import Decimal
from html.parser import HTMLParser

RAG = {None: '', 'red': 'Red', 'amber': 'Amber', 'green': 'Green', 'white': 'to come',
       'grey': 'not expected'}
DOT = {None: ('', ''), 'up': ('↑', 'better'), 'down': ('↓', 'worse'), 'level': ('↔', 'the same'),
       'none': ('-', 'nothing to compare with')}
SPACE = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
LINK = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}'
count = failures = 0


def check(words, problems):
    global count, failures
    count += 1
    failures += bool(problems)
    print('%s %d - %s' % ('not ok' if problems else 'ok', count, words))
    for problem in problems[:12]:
        print('# ' + str(problem).replace('\n', ' '))


def plain(text):
    return re.sub(r'\s+', ' ', text or '').strip()


def guarded(text):
    """What the contract asks of a text of a CSV that a spreadsheet would run."""
    return "'" + text if text[:1] in tuple('=+-@\t\r\n＝＋－＠﹦﹢﹣﹫') and text else text


def arrow(cell):
    """Its sign and word; why there is none stands beside it."""
    sign, word = DOT[cell.get('dot')]
    return sign, cell.get('dot_why') or word


def bare_dash(column, cell):
    return cell['text'] == '-' and (column['kind'] == 'figure' or cell.get('dot') == 'none')


# --- the page ---

class Page(HTMLParser):
    """The tables of a page: of each cell its text, the word of its rating, of its arrow, its marks."""

    def __init__(self):
        super().__init__()
        self.tables, self.row, self.cell, self.spans = [], None, None, []

    def handle_starttag(self, tag, attributes):
        kind = dict(attributes).get('class', '').split(' ')[0]
        if tag == 'table':
            self.tables.append([])
        elif tag == 'tr':
            self.row = []
            self.tables[-1].append(self.row)
        elif tag in ('td', 'th') and self.row is not None:
            self.cell = {'text': '', 'rag': '', 'dot': '', 'marks': '', 'scope': dict(attributes).get('scope')}
            self.row.append(self.cell)
        elif tag == 'span' and self.cell is not None:
            hidden = dict(attributes).get('aria-hidden') == 'true'
            self.spans.append('hidden' if hidden else {'rag-word': 'rag', 'hidden-text': 'dot',
                              'marks': 'marks'}.get(kind, self.spans[-1] if self.spans else 'text'))

    def handle_endtag(self, tag):
        if tag in ('td', 'th'):
            self.cell = None
        elif tag == 'tr':
            self.row = None
        elif tag == 'span' and self.spans:
            self.spans.pop()

    def handle_data(self, data):
        where = self.spans[-1] if self.spans else 'text'
        if self.cell is not None and where in self.cell:
            self.cell[where] += data


def page_expected(cell):
    """What a page says of a cell: a rating or an arrow that is all of it is not said twice."""
    text, rag, (sign, word) = cell['text'], RAG[cell.get('rag')], arrow(cell)
    said = plain(text) and text not in (rag, sign)
    if said:
        return [text, rag, word, cell.get('marks')]
    if rag:
        return [rag, '', word, cell.get('marks')]
    return ['' if word else text, '', word, cell.get('marks')]


def check_page(name, tables, page, visible):
    problems = []
    tables = [t for t in tables if t['rows'] and visible[t['key']]]
    if len(tables) != len(page.tables):
        problems.append('%d tables, not %d' % (len(page.tables), len(tables)))
    for table, seen in zip(tables, page.tables):
        columns = [c for c in table['columns'] if c['key'] in visible[table['key']]]
        body = seen[2 if any('group' in c for c in columns) else 1:]
        if len(body) != len(table['rows']):
            problems.append('%s: %d rows, not %d' % (table['key'], len(body), len(table['rows'])))
        for row, cells in zip(table['rows'], body):
            if row.get('row') == 'group':
                columns_here = columns[:1] if columns[0]['key'] in row else []
            else:
                columns_here = columns
            for column, cell in zip(columns_here, cells):
                wanted = [plain(part) for part in page_expected(row[column['key']])]
                got = [plain(cell[part]) for part in ('text', 'rag', 'dot', 'marks')]
                if wanted != got:
                    problems.append('%s %s: %s, not %s' % (table['key'], column['key'], got, wanted))
            if row.get('row') != 'group' and len(cells) != len(columns):
                problems.append('%s: a row of %d cells' % (table['key'], len(cells)))
    check('%s: the page shows what JSON says' % name, problems)


# --- CSV and its metadata ---

def check_csv(folder, name, table):
    with open('%s/%s.%s.csv' % (folder, name, table['key']), encoding='utf-8', newline='') as file:
        rows = list(csv.reader(file))
    keys = [c['key'] for c in table['columns']]
    problems = [] if rows[0] == [guarded(k) for k in keys] else ['headings %s' % rows[0]]
    if len(rows) - 1 != len(table['rows']):
        problems.append('%d rows, not %d' % (len(rows) - 1, len(table['rows'])))
    for row, fields in zip(table['rows'], rows[1:]):
        for column, field in zip(table['columns'], fields):
            cell = row.get(column['key'], {'text': ''})
            wanted = cell['text'] if bare_dash(column, cell) else guarded(cell['text'])
            if column['kind'] == 'figure' and cell.get('value') is not None:
                wanted = cell['value']
            if field != wanted:
                problems.append('%s: "%s", not "%s"' % (column['key'], field, wanted))
    check('%s %s: CSV has what JSON says' % (name, table['key']), problems)
    check_metadata(folder, name, table, rows)


def check_metadata(folder, name, table, rows):
    file = '%s.%s.csv' % (name, table['key'])
    problems = []
    with open('%s/%s-metadata.json' % (folder, file), encoding='utf-8') as stream:
        about = json.load(stream)
    columns = about['tableSchema']['columns']
    names = [c['name'] for c in columns]
    if about['url'] != file:
        problems.append('it is about %s' % about['url'])
    if about['@context'][0] != 'http://www.w3.org/ns/csvw':
        problems.append('no context')
    if len(columns) != len(rows[0]) or len(set(names)) != len(names):
        problems.append('its columns are %s' % names)
    if [n['body'] for n in about['notes']] != table['notes']:
        problems.append('the notes differ')
    for i, column in enumerate(columns):
        if not re.fullmatch(r'[A-Za-z0-9][A-Za-z0-9_]*', column['name']):
            problems.append('no name for a column: %s' % column['name'])
        if rows[0][i] not in column['titles']:
            problems.append('%s is not titled %s' % (column['name'], rows[0][i]))
        if column['datatype'] != ('decimal' if table['columns'][i]['kind'] == 'figure' else 'string'):
            problems.append('%s is of type %s' % (column['name'], column['datatype']))
        for row in rows[1:]:
            if column['datatype'] == 'decimal' and row[i] not in column['null'] and \
                    not re.fullmatch(r'-?\d+(\.\d+)?', row[i]):
                problems.append('%s is no decimal in %s' % (row[i], column['name']))
    check('%s %s: the metadata describe the CSV' % (name, table['key']), problems)


# --- the workbook ---

def sections(pattern):
    return re.findall(r'(?:"[^"]*"|[^";])+', pattern)


def shown(value, pattern):
    """A number as a spreadsheet prints it with one of our formats."""
    parts = sections(pattern)
    number = Decimal(repr(float(value)))
    part = parts[0] if number > 0 or len(parts) == 1 or (number == 0 and len(parts) < 3) else \
        parts[1] if number < 0 else parts[2]
    before, core, after = re.fullmatch(r'((?:"[^"]*")*)(#,##0(?:\.0+)?|0(?:\.0+)?)((?:"[^"]*")*)', part).groups()
    decimals = len(core.partition('.')[2])
    digits = format(abs(number), (',' if core.startswith('#') else '') + '.%df' % decimals)
    return before.replace('"', '') + digits + after.replace('"', '')


class Workbook:
    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        self.texts = [''.join(t.text or '' for t in s.iter(SPACE + 't'))
                      for s in self.part('xl/sharedStrings.xml')]
        styles = self.part('xl/styles.xml')
        formats = {f.get('numFmtId'): f.get('formatCode') for f in styles.iter(SPACE + 'numFmt')}
        formats.update({'0': 'General', '1': '0', '2': '0.00', '3': '#,##0', '4': '#,##0.00'})
        self.formats = [formats.get(x.get('numFmtId')) for x in styles.find(SPACE + 'cellXfs')]
        self.names = [s.get('name') for s in self.part('xl/workbook.xml').iter(SPACE + 'sheet')]

    def part(self, name):
        return xml.fromstring(self.zip.read(name))

    def sheet(self, index):
        """The rows of a worksheet; of a cell its text, or its value and number format."""
        sheet = self.part('xl/worksheets/sheet%d.xml' % (index + 1))
        rows = []
        for row in sheet.iter(SPACE + 'row'):
            cells = []
            for cell in row:
                place = 0
                for letter in re.match('[A-Z]+', cell.get('r')).group():
                    place = place * 26 + ord(letter) - 64
                if place != len(cells) + 1:
                    cells.append('')    # a hole: found as a blank cell
                    continue
                value = cell.find(SPACE + 'v')
                if cell.get('t') == 's':
                    text = self.texts[int(value.text)]
                    cells.append(re.sub('_x([0-9A-F]{4})_', lambda m: chr(int(m.group(1), 16)), text))
                elif value is None:
                    cells.append('')
                else:
                    cells.append((value.text, self.formats[int(cell.get('s', 0))]))
            rows.append(cells)
        return sheet, rows

    def tables(self, index):
        try:
            links = self.part('xl/worksheets/_rels/sheet%d.xml.rels' % (index + 1))
        except KeyError:
            return []
        return [self.part('xl/' + link.get('Target').replace('../', '')) for link in links
                if link.get('Type').endswith('/table')]


def column_name(index):
    name = ''
    while index > 0:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def check_conventions(name, book):
    problems = []
    if book.names[:3] != ['Cover', 'Contents', 'Notes']:
        problems.append('it begins with %s' % book.names[:3])
    if len({n.lower() for n in book.names}) != len(book.names):
        problems.append('two worksheets of one name')
    for index, title in enumerate(book.names):
        sheet, rows = book.sheet(index)
        tables = book.tables(index)
        if not re.fullmatch(r"[^\[\]:*?/\\']{1,31}", title):
            problems.append('not a name: %s' % title)
        if sheet.find(SPACE + 'mergeCells') is not None:
            problems.append('%s: merged cells' % title)
        if any(cell in ('', None) or cell != cell.strip(' ') for row in rows for cell in row
               if isinstance(cell, str)):
            problems.append('%s: a blank cell' % title)
        numbers = [int(r.get('r')) for r in sheet.iter(SPACE + 'row')]
        if numbers != list(range(1, len(numbers) + 1)):
            problems.append('%s: an empty row' % title)
        if sheet.find('.//' + SPACE + 'f') is not None:
            problems.append('%s: a formula' % title)
        if title == 'Cover' or len(rows) <= 3:
            if tables:
                problems.append('%s: a table without rows' % title)
            continue
        if len(tables) != 1:
            problems.append('%s: %d marked tables' % (title, len(tables)))
            continue
        pane = sheet.find('.//' + SPACE + 'pane')
        if title not in ('Contents', 'Notes') and (pane is None or pane.get('state') != 'frozen' or
                                                   pane.get('ySplit') != '4' or pane.get('xSplit') is None):
            problems.append('%s: its headings do not stay in view' % title)
        problems += table_problems(title, tables[0], rows)
    check('%s: the workbook keeps the conventions' % name, problems)


def table_problems(title, table, rows):
    names = [c.get('name') for c in table.iter(SPACE + 'tableColumn')]
    first = int(re.match(r'[A-Z]+(\d+)', table.get('ref')).group(1))
    reference = 'A%d:%s%d' % (first, column_name(len(names)), len(rows))
    problems = []
    if table.get('ref') != reference:
        problems.append('%s: the table is marked %s, not %s' % (title, table.get('ref'), reference))
    if len({n.lower() for n in names}) != len(names) or rows[first - 1] != names:
        problems.append('%s: its headings' % title)
    if any(len(row) != len(names) for row in rows[first - 1:]):
        problems.append('%s: rows of different lengths' % title)
    return problems


def heading(column):
    label = plain(column['label']) or column['key']
    unit = ' (%s)' % column['unit'] if plain(column.get('unit')) else ''
    return (column['group'] + ': ' if 'group' in column else '') + label + unit


def said(cell, side):
    return {'rating': RAG[cell.get('rag')], 'direction of travel': arrow(cell)[1],
            'marks': cell.get('marks', ''), 'reason': cell.get('why', '')}[side]


def sheet_problems(table, rows):
    """Compares the worksheet with the table, and says which of its columns are there."""
    columns, problems, visible = table['columns'], [], set()
    if len(rows) <= 3:
        return ([] if not table['rows'] else ['it is empty']), {c['key'] for c in columns}
    head, body = [plain(h) for h in rows[3]], rows[4:]
    wanted = [row for row in table['rows'] if row.get('row') != 'group']
    groups, group = [], ''
    for row in table['rows']:
        if row.get('row') == 'group':
            group = next(cell['text'] for key, cell in row.items() if key != 'row')
        else:
            groups.append('' if row.get('row') == 'total' else group)
    if len(body) != len(wanted):
        problems.append('%d rows, not %d' % (len(body), len(wanted)))
    place = sum(h in ('Group', 'Kind of row') for h in head[:2])
    if 'Group' in head[:1]:
        for row, group in zip(body, groups):
            if row[0] not in (group, '[z]'):
                problems.append('group %s, not %s' % (row[0], group))
    for column in columns:
        name = plain(heading(column))
        if place < len(head) and re.fullmatch(re.escape(name) + r'( \d+)?', head[place]):
            visible.add(column['key'])
            for row, cells in zip(wanted, body):
                problems += cell_problems(column, row, cells[place])
            place += 1
        elif any(plain(row[column['key']]['text']) for row in wanted):
            problems.append('there is no column %s' % name)
    for side in ('rating', 'direction of travel', 'marks', 'reason'):
        for column in [c for c in columns if c['key'] in visible]:
            words = [said(row[column['key']], side) for row in wanted]
            there = place < len(head) and \
                re.fullmatch(re.escape('%s: %s' % (plain(heading(column)), side)) + r'( \d+)?', head[place])
            if not there:
                if any(w not in ('', row[column['key']]['text']) for w, row in zip(words, wanted)):
                    problems.append('no %s of %s' % (side, heading(column)))
                continue
            for word, cells in zip(words, body):
                if cells[place] != (word if plain(word) else '[z]'):
                    problems.append('%s %s: %s, not %s' % (heading(column), side, cells[place], word))
            place += 1
    if place != len(head):
        problems.append('columns that nobody asked for: %s' % head[place:])
    return problems, visible


def cell_problems(column, row, seen):
    cell = row[column['key']]
    text, value = cell['text'], cell.get('value')
    blank = '[x]' if column['kind'] == 'figure' and 'row' not in row else '[z]'
    if isinstance(seen, tuple):
        if column['kind'] != 'figure' or value is None or float(seen[0]) != float(value):
            return ['%s is %s, not %s' % (column['key'], seen[0], value)]
        return [] if shown(*seen) == text else \
            ['%s prints as %s, not %s' % (column['key'], shown(*seen), text)]
    if column['kind'] == 'figure' and value is not None:
        return ['%s is the text %s, not a number' % (column['key'], seen)]
    wanted = text if plain(text) else blank
    return [] if seen == wanted else ['%s: %s, not %s' % (column['key'], seen, wanted)]


def main(folder, names):
    for name in names:
        with open('%s/%s.json' % (folder, name), encoding='utf-8') as file:
            document = json.load(file, parse_float=str, parse_int=str)
        page = Page()
        with open('%s/%s.html' % (folder, name), encoding='utf-8') as file:
            page.feed(file.read())
        book = Workbook('%s/%s.xlsx' % (folder, name))
        tables, visible = document['tables'], {}
        check('%s: no heading of ours begins as a formula does' % name,
              [c['label'] for t in tables for c in t['columns'] if c['label'] != guarded(c['label'])
               and not name.startswith('sample')])
        check('%s: a worksheet a table' % name,
              [] if len(book.names) == len(tables) + 3 else ['%s' % book.names])
        for index, table in enumerate(tables):
            check_csv(folder, name, table)
            problems, visible[table['key']] = sheet_problems(table, book.sheet(index + 3)[1])
            check('%s %s: the workbook has what JSON says' % (name, table['key']), problems)
        check_page(name, tables, page, visible)
        check_conventions(name, book)
    print('1..%d' % count)
    return failures > 0


sys.exit(main(sys.argv[1], sys.argv[2:]))

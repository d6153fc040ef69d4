"""twin.py NAME STRUCTURE PAGE: every table of the PDF, as "pdfinfo -struct-text" reads its structure
tree, is a table of the HTML twin, cell by cell, and the other way round. Prints TAP."""
import re
import sys
from html.parser import HTMLParser


class Page(HTMLParser):
    """The tables of a page as rows of cells: (th or td, what is seen)."""

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
            self.cell = [tag, {'shape': '', 'text': ''}]
            self.row.append(self.cell)
        elif tag == 'span' and self.cell is not None:
            self.spans.append({'rag-shape': 'shape', 'hidden-text': 'heard'}.get(kind, 'text'))

    def handle_endtag(self, tag):
        if tag in ('td', 'th'):
            self.cell = None
        elif tag == 'tr':
            self.row = None
        elif tag == 'span' and self.spans:
            self.spans.pop()

    def handle_data(self, data):
        where = self.spans[-1] if self.spans else 'text'
        if self.cell is not None and where in self.cell[1]:
            self.cell[1][where] += data


def squeezed(text):
    return re.sub(r'\s+', '', text)


def page_tables(path):
    page = Page()
    with open(path, encoding='utf-8') as file:
        page.feed(file.read())
    return [[[(tag, squeezed(parts['shape'] + parts['text'])) for tag, parts in row] for row in table]
            for table in page.tables]


def structure_tables(path):
    """Tables with a column heading; the others are lists of facts, which are no tables on a page."""
    tables, indent, cell, columns = [], None, None, []
    with open(path, encoding='utf-8') as file:
        for line in file:
            depth, line = len(line) - len(line.lstrip()), line.strip()
            if re.match(r'Table\b', line) and not line.startswith('"'):
                tables.append([])
                columns.append(False)
                indent = depth
            elif indent is None or depth <= indent:
                indent, cell = None, None
            elif line.startswith('"') and cell is not None:
                cell[1] += line[1:-1] if line.endswith('"') else line[1:]
            elif re.match(r'TR\b', line):
                tables[-1].append([])
            elif re.match(r'T[HD]\b', line):
                cell = [line[:2].lower(), '']
                tables[-1][-1].append(cell)
            elif '/Scope /Column' in line:
                columns[-1] = True
    return [[[(tag, squeezed(text)) for tag, text in row] for row in table]
            for table, is_table in zip(tables, columns) if is_table]


def main(name, structure, page):
    paper, screen = structure_tables(structure), page_tables(page)
    problems = []
    if len(paper) != len(screen):
        problems.append('%d tables on paper, %d on the page' % (len(paper), len(screen)))
    for number, (one, other) in enumerate(zip(paper, screen)):
        if len(one) != len(other):
            problems.append('table %d: %d rows on paper, %d on the page' % (number + 1, len(one), len(other)))
        problems += ['table %d: %s on paper, %s on the page' % (number + 1, a, b)
                     for a, b in zip(one, other) if a != b]
    cells = sum(len(row) for table in paper for row in table)
    print('%s 1 - %s: %d tables of the PDF, %d cells, are those of the page' %
          ('not ok' if problems or cells == 0 else 'ok', name, len(paper), cells))
    for problem in problems[:12]:
        print('# ' + problem)
    print('1..1')
    return bool(problems)


sys.exit(main(*sys.argv[1:]))

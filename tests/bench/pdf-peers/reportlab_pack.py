#!/usr/bin/python3
"""Render data.json with ReportLab's Platypus. usage: reportlab_pack.py DATA_DIR OUT.pdf"""
import json
import pathlib
import sys

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

FONTS = "/usr/share/fonts/truetype/liberation/LiberationSans-"


def main():
    data = json.loads(pathlib.Path(sys.argv[1], "data.json").read_text(encoding="utf-8"))
    pdfmetrics.registerFont(TTFont("Body", FONTS + "Regular.ttf"))
    pdfmetrics.registerFont(TTFont("Bold", FONTS + "Bold.ttf"))
    heading = ParagraphStyle("h", fontName="Bold", fontSize=16, leading=19, spaceAfter=6)
    para = ParagraphStyle("p", fontName="Body", fontSize=10, leading=12, spaceAfter=8)
    base = [("FONT", (0, 0), (-1, -1), "Body", 7), ("FONT", (0, 0), (-1, 0), "Bold", 7),
            ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#dde4ee")),
            ("GRID", (0, 0), (-1, -1), 0.5, colors.HexColor("#888888")),
            ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ("LEFTPADDING", (0, 0), (-1, -1), 2), ("RIGHTPADDING", (0, 0), (-1, -1), 2), ("LEADING", (0, 0), (-1, -1), 9)]
    width = A4[0] - 24 * mm
    columns = [width * 0.8 / 11] * 12
    columns[1] = width * 0.2
    story = []
    for page in data["pages"]:
        rag = [("BACKGROUND", (11, i), (11, i), colors.HexColor(data["rag"][row[11]]))
               for i, row in enumerate(page["rows"], 1)]
        story += [Paragraph(page["heading"], heading), Paragraph(page["para"], para),
                  Table([data["header"]] + page["rows"], colWidths=columns, style=TableStyle(base + rag), repeatRows=1),
                  PageBreak()]
    SimpleDocTemplate(sys.argv[2], pagesize=A4, leftMargin=12 * mm, rightMargin=12 * mm, topMargin=15 * mm,
                      bottomMargin=15 * mm, title=data["title"], lang="en-GB", invariant=1).build(story)


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""font_program.py FONT: gives a font without hints a program of its own (its `prep` table).

It asks for drop-out control at all sizes, which is what fonts without hints say, and draws nothing
otherwise. The table must not be missing: libharu 2.3.0 then writes an empty one behind all others, and
cannot seek to it where these end at a multiple of 4,096 bytes.
"""
import sys

from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables.ttProgram import Program

# PUSHW 511, SCANCTRL, PUSHW 4, SCANTYPE
DROPOUT = bytes.fromhex("B801FF85 B800048D")

font = TTFont(sys.argv[1], recalcTimestamp=False)
font["prep"] = newTable("prep")
font["prep"].program = Program()
font["prep"].program.fromBytecode(DROPOUT)
font["maxp"].maxStackElements = max(font["maxp"].maxStackElements, 1)
font.save(sys.argv[1])

#!/usr/bin/python3
"""colours.py PDF: on what colour the rating words of its tables stand: a line a pair, "word colour count".

The page is painted by pdftoppm at a point a pixel; the colour is the one that most of the word's box has, called by its
hue. Words outside cells stand on paper (white); a reader should see Red on red and nothing else."""
import collections
import re
import subprocess
import sys
import tempfile


def hue(red, green, blue):
    if max(red, green, blue) - min(red, green, blue) < 12:
        return "plain"
    if green == max(red, green, blue):
        return "green"
    return "amber" if green - blue > 20 else "red"


def page_pixels(pdf, number, folder):
    subprocess.run(["pdftoppm", "-r", "72", "-f", str(number), "-l", str(number), "-singlefile", pdf, folder + "/page"], check=True)
    with open(folder + "/page.ppm", "rb") as file:
        kind, size, most = file.readline(), file.readline(), file.readline()
        assert kind == b"P6\n" and most == b"255\n"
        return int(size.split()[0]), file.read()


def main():
    pdf = sys.argv[1]
    boxes = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, text=True).stdout
    seen = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(boxes.split("<page ")[1:], 1):
            words = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(Red|Amber|Green)</word>', page)
            if not words:
                continue
            width, pixels = page_pixels(pdf, number, folder)
            for left, top, right, bottom, word in words:
                colours = collections.Counter(
                    pixels[3 * (y * width + x):3 * (y * width + x) + 3]
                    for y in range(int(float(top)), int(float(bottom)) + 1) for x in range(int(float(left)) - 2, int(float(right)) + 3))
                seen[word, hue(*colours.most_common(1)[0][0])] += 1
    for (word, colour), count in sorted(seen.items()):
        print(word, colour, count)


main()

#!/usr/bin/env python3
"""Compares pictures as far as a reader would: picture.py FOUND EXPECTED, both .svg or both .png.

SVG: the same elements in the same order with the same styles; paths within the same boxes, to half a point. PNG: cells
of 5 x 5 pixels of the same mean colours, to a tolerance. Exits 1 where they differ, and says how."""
import re
import struct
import sys
import zlib

BOX_POINTS = 0.5
CELL = 5
CELL_MOST, MEAN_MOST = 56, 1.5  # of 255


def svg_elements(path):
    text = open(path, encoding="utf-8").read()
    for tag, attributes in re.findall(r"<(\w+)([^>]*)>", text):
        fields = dict(re.findall(r'([\w:-]+)="([^"]*)"', attributes))
        data = fields.pop("d", "")
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", data)]
        box = [f(part) for part in (numbers[0::2], numbers[1::2]) if part for f in (min, max)]
        places = [float(fields.pop(name)) for name in ("x", "y") if name in fields]
        yield tag, fields, box + places


def compare_svg(found, expected):
    a, b = list(svg_elements(found)), list(svg_elements(expected))
    if len(a) != len(b):
        sys.exit(f"{len(a)} elements, not {len(b)}")
    for i, (one, other) in enumerate(zip(a, b)):
        off = [abs(p - q) for p, q in zip(one[2], other[2])]
        if one[:2] != other[:2] or len(one[2]) != len(other[2]) or max(off, default=0) > BOX_POINTS:
            sys.exit(f"element {i}: {one} is not {other}")


def png_rows(path):
    data, at, packed = open(path, "rb").read(), 8, b""
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", data[at + 8 : at + 18])
        if kind == b"IDAT":
            packed += data[at + 8 : at + 8 + size]
        at += 12 + size
    assert depth == 8 and colour == 2, "RGB of 8 bits is expected"
    raw, stride, before = zlib.decompress(packed), 3 * width, bytearray(3 * width)
    for y in range(height):
        kind, row = raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1 : (y + 1) * (stride + 1)])
        for x in range(stride):
            left, up, corner = row[x - 3] if x > 2 else 0, before[x], before[x - 3] if x > 2 else 0
            guess = left + up - corner
            nearest = min((left, up, corner), key=lambda value: abs(guess - value))
            row[x] = (row[x] + (0, left, up, (left + up) // 2, nearest)[kind]) & 255
        before = row
        yield row


def png_cells(path):
    rows = list(png_rows(path))
    width, cells = len(rows[0]) // 3, []
    for y in range(0, len(rows) - CELL + 1, CELL):
        for x in range(0, width - CELL + 1, CELL):
            for c in range(3):
                cells.append(sum(sum(row[3 * x + c : 3 * (x + CELL) : 3]) for row in rows[y : y + CELL]) / CELL**2)
    return (width, len(rows)), cells


def compare_png(found, expected):
    (size, a), (other, b) = png_cells(found), png_cells(expected)
    if size != other:
        sys.exit(f"{size} pixels, not {other}")
    off = [abs(p - q) for p, q in zip(a, b)]
    mean = sum(off) / len(off)
    if max(off) > CELL_MOST or mean > MEAN_MOST:
        sys.exit(f"cells differ by up to {max(off):.0f} of 255, by {mean:.2f} on average")


if __name__ == "__main__":
    (compare_svg if sys.argv[2].endswith(".svg") else compare_png)(*sys.argv[1:3])

"""check.py: checks of zones and figures that take more than a line of jq.

check.py zones FILE...              RFC 7946, the order of zones, and their areas, measured in another way
check.py figures JSON CSV MD TXT    that all four say the same
check.py schema SCHEMA FILE...      that the schema accepts the files
check.py refused SCHEMA FILE...     that it accepts none of the files
check.py same FILE FILE...          that the others have the first one's features, areas and lengths
check.py tampered SCHEMA FILE       that it accepts the file, but none that was tampered with in one place
"""

import copy
import csv
import json
import math
import re
import sys
from decimal import Decimal


def demand(condition, message):
    if not condition:
        sys.exit(f"check.py: {message}")


# WGS 84. Source: NGA.STND.0036, table 3.1.
AXIS_M = 6378137.0
FLATTENING = 1 / 298.257223563
E2 = FLATTENING * (2 - FLATTENING)


def authalic(lat_deg):
    """q of the authalic latitude. Source: Snyder 1987, equation 3-12."""
    s, e = math.sin(math.radians(lat_deg)), math.sqrt(E2)
    return (1 - E2) * (s / (1 - E2 * s * s) - math.log((1 - e * s) / (1 + e * s)) / (2 * e))


def ring_area_km2(ring):
    """Counter-clockwise area; edges straight in longitude/latitude (Simpson's rule), in an equal-area cylinder."""
    total = 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:]):
        total += math.radians(x1 - x0) * (authalic(y0) + 4 * authalic((y0 + y1) / 2) + authalic(y1)) / 6
    return -AXIS_M * AXIS_M / 2 * total / 1e6


def geodesic_ring_area_km2(ring):
    """The same with geodesics for edges, up to some 30 km each: how far they bow from the straight edge is what the
    geodesic's differential equation says at its middle. Source: Snyder's radii M and N; do Carmo, section 4.4."""
    total = ring_area_km2(ring)
    for (x0, y0), (x1, y1) in zip(ring, ring[1:]):
        dx, dy, y = math.radians(x1 - x0), math.radians(y1 - y0), math.radians((y0 + y1) / 2)
        w = 1 - E2 * math.sin(y) ** 2
        n = AXIS_M / math.sqrt(w)
        m = n * (1 - E2) / w
        bow_y = (n / m * math.sin(y) * math.cos(y) * dx * dx + 3 * E2 * math.sin(y) * math.cos(y) / w * dy * dy) / 8
        bow_x = -m / n * math.tan(y) * dx * dy / 4
        total -= (dx * bow_y - dy * bow_x) * 2 / 3 * m * n * math.cos(y) / 1e6
    return total


def ring_length_km(ring):
    """To a percent: on a sphere, plane for each edge."""
    return sum(
        math.hypot((y1 - y0), (x1 - x0) * math.cos(math.radians((y0 + y1) / 2))) * 111.3
        for (x0, y0), (x1, y1) in zip(ring, ring[1:])
    )


def polygons_of(geometry):
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]


def check_ring(name, ring, is_shell, decimals):
    demand(len(ring) >= 4, f"{name}: a ring of {len(ring)} positions")
    demand(ring[0] == ring[-1], f"{name}: a ring is not closed")
    for position in ring:
        demand(len(position) == 2, f"{name}: a position of {len(position)} elements")
        lon, lat = position
        demand(abs(lon) <= 180 and abs(lat) <= 90, f"{name}: {lon},{lat} is out of range")
        for number in position:
            found = -number.as_tuple().exponent if isinstance(number, Decimal) else 0
            demand(found <= decimals, f"{name}: {number} has {found} decimals")
    demand(all(a != b for a, b in zip(ring, ring[1:])), f"{name}: a position is repeated")
    demand(all(abs(a[0] - b[0]) <= 180 for a, b in zip(ring, ring[1:])), f"{name}: an edge goes round the Earth")
    plain = [(float(lon), float(lat)) for lon, lat in ring]
    area = ring_area_km2(plain)
    demand(area > 0 if is_shell else area < 0, f"{name}: a ring winds the wrong way")
    return area, ring_length_km(plain)


def check_bounds(collection):
    positions = [p for f in collection["features"] for polygon in polygons_of(f["geometry"]) for p in polygon[0]]
    west, south, east, north = collection["bbox"]
    lons, lats = [p[0] for p in positions], [p[1] for p in positions]
    demand((south, north) == (min(lats), max(lats)), "bbox: wrong from south to north")
    if west <= east:
        demand((west, east) == (min(lons), max(lons)), "bbox: wrong from west to east")
        return
    demand(-180 in lons and 180 in lons, "bbox: goes over the antimeridian, zones do not")
    demand(west == min(x for x in lons if x >= 0), "bbox: wrong west of the antimeridian")
    demand(east == max(x for x in lons if x <= 0), "bbox: wrong east of the antimeridian")


PROPERTIES = "zone layer title side party from_m to_m area_km2 limit_km forbids".split()
MASKED = ["area_before_km2", "masked_km2"]
FRINGE = "zone layer side party from_m to_m area_km2 certain".split()


def reach_of(layer, side):
    """Of merged sides that differ there is none."""
    if side == "both":
        return layer["left_m"] if layer["left_m"] == layer["right_m"] else None
    return layer[side + "_m"]


def check_area(feature, tolerance_m, decimals):
    properties = feature["properties"]
    name = properties["zone"]
    area = length = 0.0
    for polygon in polygons_of(feature["geometry"]):
        for i, ring in enumerate(polygon):
            more_area, more_length = check_ring(name, ring, i == 0, decimals)
            area += more_area
            length += more_length
    off = abs(area - float(properties["area_km2"]))
    most = length * tolerance_m / 1e3  # were every edge a tolerance off
    demand(off <= most, f"{name}: {properties['area_km2']} km2, but {area:.6f} if edges are straight")


def check_fringe(feature, parameters):
    properties = feature["properties"]
    name = properties["zone"]
    demand(list(properties) == FRINGE, f"{name}: properties {list(properties)}")
    demand(properties["certain"] is False, f"{name}: certain is {properties['certain']}")
    parts = ["doubt", properties["layer"], None if parameters["merge"] else properties["side"]]
    demand(name == "-".join(x for x in parts if x), f"{name}: not the name of its layer and side")
    ends = [properties["from_m"], properties["to_m"]]
    most = 2 * float(parameters["uncertainty_m"]) + max(0.4 * float(parameters["tolerance_m"]), 0.04)  # what is near is one
    demand(None in ends or 0 < ends[1] - ends[0] <= most, f"{name}: from and to {ends}")
    check_area(feature, float(parameters["tolerance_m"]), 8 if parameters["tolerance_m"] < 1 else 7)


def check_zones(path):
    with open(path, encoding="utf-8") as file:
        collection = json.load(file, parse_float=Decimal)
    parameters = collection["dmzcalc"]["parameters"]
    tolerance_m = float(parameters["tolerance_m"])
    sides = ["both"] if parameters["merge"] else ["left", "right"]
    layers = parameters["layers"]
    wanted = {}
    for i, layer in enumerate(layers):
        for side in sides:
            inner = layers[i - 1] if i else {"left_m": 0, "right_m": 0}
            ends = [reach_of(inner, side), reach_of(layer, side)]
            if ends[0] is None or ends[0] != ends[1]:
                wanted[layer["layer"], side] = ends
    zones = [f for f in collection["features"] if "certain" not in f["properties"]]
    fringes = collection["features"][len(zones) :]
    found = [(f["properties"]["layer"], f["properties"]["side"]) for f in zones]
    doubted, masked = "uncertainty_m" in parameters, "masks" in parameters
    if masked:  # a zone of which nothing is left has no feature
        wanted = {key: ends for key, ends in wanted.items() if key in found}
    demand(found == list(wanted), f"zones are {found}, not {list(wanted)}")
    names = PROPERTIES[:8] + MASKED * masked + ["area_range_km2"] * doubted + PROPERTIES[8:]
    for feature in zones:
        properties = feature["properties"]
        name = properties["zone"]
        demand(list(properties) == names, f"{name}: properties {list(properties)}")
        if masked:
            off = properties["area_before_km2"] - properties["area_km2"] - properties["masked_km2"]
            demand(abs(off) < 2e-6, f"{name}: area, and what was masked, are not the area before")
        if doubted:
            low, high = properties["area_range_km2"]
            demand(0 <= low <= properties["area_km2"] <= high, f"{name}: area is out of its range")
        suffix = "" if parameters["merge"] else "-" + properties["side"]
        demand(name == properties["layer"] + suffix, f"{name}: not the name of its layer and side")
        ends = [properties["from_m"], properties["to_m"]]
        demand(ends == wanted[properties["layer"], properties["side"]], f"{name}: from and to {ends}")
        check_area(feature, tolerance_m, 8 if tolerance_m < 0.1 else 7)
    demand(doubted == bool(fringes), "fringes without uncertainty, or the other way round")
    order = [None] + [layer["layer"] for layer in layers]
    found = [(order.index(f["properties"]["layer"]), sides.index(f["properties"]["side"])) for f in fringes]
    demand(found == sorted(set(found)), f"fringes are {found}")
    for feature in fringes:
        check_fringe(feature, parameters)
    check_bounds(collection)


def shown(number, decimals=2):
    return f"{number:,.{decimals}f}"


def check_figures(json_path, csv_path, markdown_path, text_path):
    with open(json_path, encoding="utf-8") as file:
        stats = json.load(file)
    with open(csv_path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    demand(len(rows) == len(stats["zones"]), f"csv: {len(rows)} rows for {len(stats['zones'])} zones")
    for row, zone in zip(rows, stats["zones"]):
        for key, value in row.items():
            ends = {"area_low_km2": 0, "area_high_km2": 1}
            expected = zone["area_range_km2"][ends[key]] if key in ends else zone[key]
            same = float(value) == expected if isinstance(expected, (int, float)) else value == (expected or "")
            demand(same, f"csv: {zone['zone']}: {key} is {value}, not {expected}")

    def shown_range(item):
        return ["–".join(shown(x) for x in item["area_range_km2"])] if "area_range_km2" in item else []

    totals, zones = stats["totals"], stats["zones"]
    demand(("area_low_km2" in rows[0]) == ("area_range_km2" in zones[0]), "csv: ranges")
    expected = [
        [z["zone"], z["party"] or "both", shown(z["area_km2"]), shown(z["limit_km"])] + shown_range(z) for z in zones
    ]
    expected += [[x["layer"], shown(x["area_km2"])] + shown_range(x) for x in totals["layers"]]
    expected += [[x["side"], x["party"], shown(x["area_km2"])] + shown_range(x) for x in totals["sides"]]
    expected += [["all", shown(totals["area_km2"])] + shown_range(totals)]
    for path, split, first in ((markdown_path, r"[|*]+", "zone"), (text_path, r" {2,}", "zone")):
        with open(path, encoding="utf-8") as file:
            found = [[c.strip() for c in re.split(split, x) if c.strip()] for x in file.read().splitlines()]
        start = next(i for i, cells in enumerate(found) if cells[:2] == [first, "party"]) + 1
        table = [x for x in found[start:] if x and set(x[0]) - set("-: ")][: len(expected)]
        reaches = re.compile(r"[\d.]+ k?m(\+[\d.]+ k?m)?")
        table = [[c for c in cells if not reaches.fullmatch(c)] for cells in table]
        demand(table == expected, f"{path}: {table}\nis not\n{expected}")

    def sums(part, whole, what):
        demand(abs(sum(x["area_km2"] for x in part) - whole) < 1e-5, f"totals: {what} do not add up to {whole}")

    sums(zones, totals["area_km2"], "zones")
    sums(totals["layers"], totals["area_km2"], "layers")
    for layer in totals["layers"]:
        sums([z for z in zones if z["layer"] == layer["layer"]], layer["area_km2"], f"zones of {layer['layer']}")
    for side in totals["sides"]:
        sums([z for z in zones if z["side"] == side["side"]], side["area_km2"], f"zones on the {side['side']}")


def validator_of(path):
    from jsonschema import Draft202012Validator

    with open(path, encoding="utf-8") as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def complaints(validator, value):
    return [f"{'/'.join(map(str, x.absolute_path))}: {x.message[:200]}" for x in validator.iter_errors(value)]


def check_schema(schema_path, *paths):
    validator = validator_of(schema_path)
    demand(paths, "no file to hold against the schema")
    for path in paths:
        with open(path, encoding="utf-8") as file:
            found = complaints(validator, json.load(file))
        demand(not found, f"{path}: " + "; ".join(found[:3]))


def check_refused(schema_path, *paths):
    validator = validator_of(schema_path)
    for path in paths:
        with open(path, encoding="utf-8") as file:
            demand(not validator.is_valid(json.load(file)), f"{path}: accepted")


def places(value, path=()):
    """The path of everything in a value, but for what is inside of coordinates."""
    yield path
    if path and path[-1] == "coordinates":
        return
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield from places(value[key], path + (key,))


def tamperings(value):
    """What a value must not become."""
    if isinstance(value, dict):
        for key in value:
            yield f"without {key}", {k: v for k, v in value.items() if k != key}
        yield "with one more", {**value, "more": 1}
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        yield "very low", -1e12
    yield "of another type", {"another": "type"}


def check_tampered(schema_path, path):
    with open(path, encoding="utf-8") as file:
        good = json.load(file)
    validator = validator_of(schema_path)
    demand(not complaints(validator, good), f"{path} is refused as it is")
    for feature in good.get("features", []):  # a triangle does, and is faster
        if "Polygon" in feature["geometry"]["type"]:
            feature["geometry"] = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [0, 1], [0, 0]]]}
        elif feature["geometry"]["type"] != "Point":
            feature["geometry"] = {"type": "LineString", "coordinates": [[0, 0], [1, 0]]}
    for place in places(good):
        original = good
        for key in place:
            original = original[key]
        for what, tampered in tamperings(original):
            bad = copy.deepcopy(good)
            if not place:
                bad = tampered
            else:
                owner = bad
                for key in place[:-1]:
                    owner = owner[key]
                owner[place[-1]] = tampered
            demand(not validator.is_valid(bad), f"{path}: accepted: /{'/'.join(map(str, place))} {what}")


def parts_of(geometry):
    return [geometry["coordinates"]] if geometry["type"] == "LineString" else geometry["coordinates"]


def length_km(path):
    """Along short edges, on the ellipsoid, by the mean radii of curvature at each edge's middle: to 1e-6."""
    total = 0.0
    for (x0, y0), (x1, y1) in zip(path, path[1:]):
        s = math.sin(math.radians((y0 + y1) / 2))
        prime = AXIS_M / math.sqrt(1 - E2 * s * s)
        meridian = prime * (1 - E2) / (1 - E2 * s * s)
        east = math.radians(x1 - x0) * prime * math.cos(math.radians((y0 + y1) / 2))
        total += math.hypot(east, math.radians(y1 - y0) * meridian)
    return total / 1e3


def flat(properties):
    """Properties as tables have them: ranges in two, lists as text, false as a word."""
    found = {k: "; ".join(v) if isinstance(v, list) and k == "forbids" else v for k, v in properties.items()}
    if "area_range_km2" in found:
        found["low_km2"], found["high_km2"] = found.pop("area_range_km2")
    if "certain" in found:
        found["certain"] = "false" if found["certain"] is False else found["certain"]
    return found


def check_same(original_path, *paths):
    """Features of the same names, in the same order, with the same areas and lengths, to 1e-6, measured in their own
    way; each file is GeoJSON that another program made of the format in question."""
    with open(original_path, encoding="utf-8") as file:
        originals = json.load(file)["features"]
    for path in paths:
        with open(path, encoding="utf-8") as file:
            found = json.load(file)["features"]
        names = [(f["properties"].get("zone"), f["properties"].get("limit")) for f in found]
        expected = [(f["properties"].get("zone"), f["properties"].get("limit")) for f in originals]
        demand(names == expected, f"{path}: features {names}, not {expected}")
        for feature, original in zip(found, originals):
            name = f"{path}: {feature['properties'].get('zone') or feature['properties'].get('limit')}"
            figures = original["properties"]
            if "zone" in figures:
                rings = [r for polygon in polygons_of(feature["geometry"]) for r in polygon]
                size = sum((1 if i == 0 else -1) * abs(geodesic_ring_area_km2(r))
                           for polygon in polygons_of(feature["geometry"]) for i, r in enumerate(polygon))
                stated, slack = figures["area_km2"], 1e-6 * figures["area_km2"] + 1e-6
                demand(all(r[0] == r[-1] for r in rings), f"{name}: a ring is not closed")
            else:
                size = sum(length_km(p) for p in parts_of(feature["geometry"]))
                stated, slack = figures["length_km"], 1e-6 * figures["length_km"] + 1e-6
            demand(abs(size - stated) <= slack, f"{name}: {size}, not {stated}")
            table = flat(feature["properties"])
            demand((table.get("certain") or None) == ("false" if "certain" in figures else None), f"{name}: certain")
            for key, value in flat(figures).items():
                same = table.get(key)
                if isinstance(value, (int, float)):
                    same = float(same)
                demand((same or None) == (value or None), f"{name}: {key} is {same}, not {value}")


COMMANDS = {"same": check_same, "figures": check_figures, "schema": check_schema, "refused": check_refused, "tampered": check_tampered}

if __name__ == "__main__":
    if sys.argv[1:2] == ["zones"]:
        for argument in sys.argv[2:]:
            check_zones(argument)
    else:
        COMMANDS[sys.argv[1]](*sys.argv[2:])

"""spoil.py FAULT IN OUT: a copy of a zones file of dmzcalc (strip and band, left and right) with one fault."""

import copy
import json
import math
import sys

METRES = 111320.0  # of a degree of latitude, about


def shell(feature):
    geometry = feature["geometry"]
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return max((p[0] for p in polygons), key=len)


def polygon(feature):
    geometry = feature["geometry"]
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return max(polygons, key=lambda p: len(p[0]))


def middle(feature):
    ring = shell(feature)
    return ring[len(ring) // 3]


def square(at, metres):
    x, y = metres / METRES / math.cos(math.radians(at[1])) / 2, metres / METRES / 2
    return [[at[0] + i * x, at[1] + j * y] for i, j in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))]


def within(feature, margin):
    """A place in the feature, found by even-odd along parallels, at least `margin` degrees of longitude from its edges."""
    rings = polygon(feature)
    lats = [p[1] for p in rings[0]]
    best = (0, None)
    for k in range(1, 20):
        lat = min(lats) + (max(lats) - min(lats)) * (k + 0.123) / 20
        cuts = sorted(a[0] + (lat - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
                      for ring in rings for a, b in zip(ring, ring[1:]) if (a[1] <= lat) != (b[1] <= lat))
        best = max([best] + [(b - a, (a + b) / 2, lat) for a, b in zip(cuts[::2], cuts[1::2])])
    assert best[0] > 2 * margin, "no room"
    return best[1:]


def vertex(zones):
    """A vertex of the outermost limit goes 5 m north."""
    band = zones["features"][2]
    ring = shell(band)
    ring[len(ring) // 3] = [ring[len(ring) // 3][0], ring[len(ring) // 3][1] + 5 / METRES]


def false_hole(zones):
    band = zones["features"][2]
    polygon(band).append(square(within(band, 0.01), 800)[::-1])


def swapped(zones):
    for feature in zones["features"]:
        feature["properties"]["side"] = {"left": "right", "right": "left"}[feature["properties"]["side"]]


def missing_zone(zones):
    del zones["features"][3]


def missing_layer(zones):
    del zones["features"][2:]


def overlap(zones):
    """A piece of the band is also in the strip's zone."""
    at = within(zones["features"][2], 0.01)
    strip = zones["features"][0]["geometry"]
    if strip["type"] == "Polygon":
        strip["type"], strip["coordinates"] = "MultiPolygon", [strip["coordinates"]]
    strip["coordinates"].append([square(at, 900)])


def doubled(zones):
    zones["features"].append(copy.deepcopy(zones["features"][0]))


def short(zones):
    """The zones say that they reach 1 % farther than they do."""
    for feature in zones["features"]:
        feature["properties"]["to_m"] *= 1.01
        feature["properties"]["from_m"] *= 1.01


def crossing_ring(zones):
    ring = shell(zones["features"][2])
    k = len(ring) // 3
    ring[k], ring[k + 1] = ring[k + 1], ring[k]


def extra(zones):
    """A polygon of the band beyond its limit."""
    band = zones["features"][2]
    ring = shell(band)
    north = max(ring, key=lambda p: p[1])
    geometry = band["geometry"]
    if geometry["type"] == "Polygon":
        geometry["type"], geometry["coordinates"] = "MultiPolygon", [geometry["coordinates"]]
    geometry["coordinates"].append([square([north[0], north[1] + 0.05], 700)])


def filled_hole(zones):
    """The first hole of any zone is closed."""
    for feature in zones["features"]:
        if len(polygon(feature)) > 1:
            del polygon(feature)[1:]
            return
    raise SystemExit("there is no hole")


def bare(zones):
    """One geometry that is all zones, with nothing said of it."""
    rings = []
    for feature in zones["features"]:
        geometry = feature["geometry"]
        rings += geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    zones.clear()
    zones.update({"type": "MultiPolygon", "coordinates": rings})


def reversed_rings(zones):
    for feature in zones["features"]:
        for ring in polygon(feature):
            ring.reverse()


def single_features(zones):
    """A feature for each polygon, without the member of dmzcalc."""
    features = []
    for feature in zones["features"]:
        geometry = feature["geometry"]
        for rings in geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]:
            features.append({"type": "Feature", "properties": feature["properties"],
                             "geometry": {"type": "Polygon", "coordinates": rings}})
    zones["features"] = features
    del zones["dmzcalc"]


def next_turn(zones):
    """Longitudes are a turn on."""
    for feature in zones["features"]:
        for ring in polygon(feature):
            ring[:] = [[p[0] + 360, p[1]] for p in ring]


def main():
    fault, source, target = sys.argv[1:]
    with open(source, encoding="utf-8") as file:
        zones = json.load(file)
    globals()[fault](zones)
    with open(target, "w", encoding="utf-8") as file:
        json.dump(zones, file)


main()

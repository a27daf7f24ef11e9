# first-result.jq: the README's picture, out of the zones that its first command makes:
#
#     dmzcalc -q --width 30km --emit zones,line data/lines/korea-mdl.geojson | jq -rf docs/figures/first-result.jq
#
# A plate carrée true along the middle parallel: to look at, not to measure on.
def px: . * 10 | round / 10;
def rings: if .type == "Polygon" then .coordinates elif .type == "MultiPolygon" then [.coordinates[][]]
           elif .type == "LineString" then [.coordinates] else .coordinates end;
.bbox as [$west, $south, $east, $north]
| 760 as $width | 24 as $margin
| ((($south + $north) / 2) * 3.14159265358979 / 180 | cos) as $narrow
| (($width - 2 * $margin) / (($east - $west) * $narrow)) as $scale
| (($north - $south) * $scale + 2 * $margin) as $map
| ($map + 96) as $height
| def path: [.geometry | rings[] | map([($margin + (.[0] - $west) * $narrow * $scale | px),
                                        ($margin + ($north - .[1]) * $scale | px)])
             | [foreach .[] as $p (null; [.[1], $p]; if .[0] == .[1] then empty else .[1] end)]
             | "M" + (map("\(.[0]),\(.[1])") | join("L"))] | join("");
  def fill: {"strip-left": "#0072b2", "strip-right": "#d55e00", "band-left": "#9ecbe6", "band-right": "#f4bf93"}[.];
  def amount: round | tostring | capture("^(?<a>[0-9]+?)(?<b>[0-9]{3})?$") | .a + (if .b then "," + .b else "" end);
  [.features[] | select(.properties.zone)] as $zones
| [.features[] | select(.properties.zone | not)] as $line
| (50 / 111.195 * $scale | px) as $bar
| "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \($width) \($height | px)\" font-family=\"sans-serif\" font-size=\"14\">",
  "<title>Zones 30 km across around a bundled line: strip and band on either side</title>",
  "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>",
  ($zones[] | "<path d=\"\(path)Z\" fill=\"\(.properties.zone | fill)\" fill-rule=\"evenodd\"/>"),
  ($line[] | "<path d=\"\(path)\" fill=\"none\" stroke=\"#111111\" stroke-width=\"1.6\"/>"),
  ($zones | to_entries[]
   | ($margin + (.key % 2) * 300) as $x | ($map + 8 + (.key / 2 | floor) * 28) as $y
   | "<rect x=\"\($x)\" y=\"\($y | px)\" width=\"22\" height=\"16\" fill=\"\(.value.properties.zone | fill)\"/>",
     "<text x=\"\($x + 32)\" y=\"\($y + 13 | px)\">\(.value.properties.zone), \(.value.properties.party): \(.value.properties.area_km2 | amount) km²</text>"),
  "<path d=\"M\($width - $margin - $bar | px),\($map + 70 | px)v6h\($bar)v-6\" fill=\"none\" stroke=\"#111111\"/>",
  "<text x=\"\($width - $margin - $bar / 2 | px)\" y=\"\($map + 68 | px)\" text-anchor=\"middle\">50 km</text>",
  "<text x=\"\($margin)\" y=\"\($height - 12 | px)\" font-size=\"11\" fill=\"#555555\">Contact line in black. No legal determination.</text>",
  "</svg>"

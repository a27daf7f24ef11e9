# check.jq: the tables of docs/CHECK.md, of data/classes/weapons.json: jq -rf docs/check.jq.
def cells: map(gsub("\\|"; "\\|")) | "| " + join(" | ") + " |";
def ticked: map("`" + . + "`") | join(", ");
"### Kinds", "",
(["kind", "belongs to", "what", "names"] | cells), "| --- | --- | --- | --- |",
(.kinds[] | ["`\(.id)`", (.of // "" | if . == "" then "" else "`\(.)`" end), .title, (.names // [] | join(", "))] | cells),
"", "### Names of models", "",
(["kind", "names"] | cells), "| --- | --- |",
(.names | to_entries | group_by(.value)[] | ["`\(.[0].value)`", (map(.key) | join(", "))] | cells),
"", "### Rules", "",
(["words", "forbidden", "open"] | cells), "| --- | --- | --- |",
(.rules[] | [(.forbids | join("; ")), (.kinds // [] | ticked), (.unclear // [] | ticked)] | cells)

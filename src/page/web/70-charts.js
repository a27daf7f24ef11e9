'use strict';
// Bars of areas. Figures stand beside them, and in the tables; the drawing itself is for eyes.

const BARS_MOST = 24;

// A bar: what it is of, its parts as {title, fill, km2}, all of one unit.
function drawBars(title, bars) {
  const most = Math.max(...bars.map(total), 1e-9);
  const grid = make('div', {class: 'bars', role: 'img', 'aria-label': barsInWords(title, bars)});
  for (const bar of bars) {
    const line = make('span', {class: 'bar'});
    for (const part of bar.parts) line.append(colourPart(part, 'width', 100 * part.km2 / most));
    grid.append(make('span', {class: 'name'}, bar.name), line, make('span', {class: 'value'}, sayArea(total(bar))));
  }
  return make('figure', {}, make('figcaption', {}, title), keyOf(bars), grid);
}

function colourPart(part, side, share) {
  const span = make('span', {title: `${part.title}: ${sayArea(part.km2)}`});
  span.style[side] = share + '%';
  span.style.background = part.fill;
  return span;
}

function total(bar) {
  return bar.parts.reduce((sum, part) => sum + part.km2, 0);
}

function barsInWords(title, bars) {
  return `${title}. ` + bars.map((bar) => `${bar.name}: ${sayArea(total(bar))}`).join('; ');
}

function keyOf(bars) {
  const parts = new Map();
  for (const bar of bars) for (const part of bar.parts) if (!parts.has(part.title)) parts.set(part.title, part.fill);
  if (parts.size < 2) return null;
  return make('ul', {class: 'key'}, ...[...parts].map(([title, fill]) => {
    const swatch = make('span', {class: 'swatch', 'aria-hidden': 'true'});
    swatch.style.background = fill;
    return make('li', {}, swatch, title);
  }));
}

// Columns beside each other, for as many rows as a series has days.
function drawColumns(title, bars) {
  const most = Math.max(...bars.map(total), 1e-9);
  const columns = make('div', {class: 'columns', role: 'img', 'aria-label':
    `${title}. First, ${bars[0].name}: ${sayArea(total(bars[0]))}; last, ${bars[bars.length - 1].name}: ${sayArea(total(bars[bars.length - 1]))}; most ${sayArea(most)}`});
  for (const bar of bars) {
    const column = make('span', {class: 'column', title: `${bar.name}: ${sayArea(total(bar))}`, 'data-frame': bar.frame});
    for (const part of bar.parts) column.append(colourPart(part, 'height', 100 * part.km2 / most));
    columns.append(column);
  }
  return make('figure', {}, make('figcaption', {}, `${title} (highest: ${sayArea(most)})`), keyOf(bars), columns,
    make('div', {class: 'ends'}, make('span', {}, bars[0].name), make('span', {}, bars[bars.length - 1].name)));
}

function drawChart(title, bars) {
  const shown = bars.filter((bar) => bar.parts.length);
  if (shown.length === 0) return null;
  return shown.length > BARS_MOST ? drawColumns(title, shown) : drawBars(title, shown);
}

function partOf(zone, km2) {
  return {title: zone.title, fill: zone.fill, km2};
}

// Area by zone: one bar for each layer, its sides beside each other.
function barsByLayer(picture) {
  const bars = new Map();
  for (const zone of picture.zones) {
    if (!bars.has(zone.layer)) bars.set(zone.layer, {name: zone.layer, parts: []});
    bars.get(zone.layer).parts.push(partOf(zone, zone.area_km2));
  }
  return [...bars.values()];
}

function barsByRegion(picture) {
  const bars = (picture.regions || []).map((region) => ({
    name: region.name,
    parts: picture.zones.map((zone, i) => partOf(zone, region.zone_km2[i])).filter((part) => part.km2 > 0),
  }));
  return bars.sort((a, b) => total(b) - total(a));
}

// Of frames of a comparison: one bar each, by zone or by side.
function barsByFrame(frames, nameOf) {
  return frames.map((frame) => ({
    name: nameOf(frame),
    frame: page.frames.indexOf(frame),
    parts: frame.picture ? frame.picture.zones.map((zone) => partOf(zone, zone.area_km2)) : [],
  }));
}

function barsBySide(frames, nameOf) {
  return frames.map((frame) => {
    const sides = new Map();
    for (const zone of frame.picture ? frame.picture.zones : []) {
      if (!sides.has(zone.side)) {
        sides.set(zone.side, {title: zone.party && zone.party !== zone.side ? `${zone.party} (${zone.side})` : zone.side, fill: zone.fill, km2: 0});
      }
      sides.get(zone.side).km2 += zone.area_km2;
    }
    return {name: nameOf(frame), frame: page.frames.indexOf(frame), parts: [...sides.values()]};
  });
}

'use strict';
// The page as a whole.

function drawFacts() {
  byId('facts').append(...(page.facts || []).map((fact) => make('li', {}, fact)));
}

function drawCharts() {
  const charts = byId('charts');
  const pictures = page.frames.filter((frame) => frame.picture);
  if (page.kind === 'zones') {
    charts.append(...[drawChart('Area by layer and side', barsByLayer(page.frames[0].picture)),
      drawChart('Area by region', barsByRegion(page.frames[0].picture))].filter((chart) => chart));
    return;
  }
  const lines = unique(pictures.map((frame) => frame.line)), scenarios = unique(pictures.map((frame) => frame.scenario));
  for (const scenario of lines.length > 1 ? scenarios : [null]) {
    const frames = pictures.filter((frame) => scenario === null || frame.scenario === scenario);
    const nameOf = (frame) => (scenario === null ? frame.scenario : frame.date || frame.line);
    const of = scenario === null ? '' : `, ${scenario}`;
    const by = scenario === null ? 'width' : frames[0].date ? 'day' : 'line';
    charts.append(...[drawChart(`Area by ${by} and zone${of}`, barsByFrame(frames, nameOf)),
      drawChart(`Area by ${by} and side${of}`, barsBySide(frames, nameOf)),
      drawRegionsOfFrames(frames, nameOf, of)].filter((chart) => chart));
  }
}

// Each region's area at each width; of many rows, those of the last.
function drawRegionsOfFrames(frames, nameOf, of) {
  const shown = frames.length > BARS_MOST ? frames.slice(-1) : frames;
  const bars = [];
  for (const frame of shown) {
    for (const bar of barsByRegion(frame.picture)) bars.push({name: `${bar.name}, ${nameOf(frame)}`, parts: bar.parts});
  }
  bars.sort((a, b) => a.name.localeCompare(b.name, undefined, {numeric: true}));
  return bars.length ? drawBars(`Area by region${of}`, bars) : null;
}

function drawTables() {
  for (const sheet of page.sheets) byId('tables').append(new Table(sheet).element);
}

// Names of members as people read them: "max_deviation_m" is "max deviation, m".
function sayKey(key) {
  return key.replace(/_(m|km|km2)$/, (found, unit) => ', ' + unit.replace('2', '²')).replace(/_/g, ' ');
}

function sayValue(value) {
  if (value === null) return 'none';
  if (Array.isArray(value)) return value.length ? value.map(sayValue).join('; ') : 'none';
  if (typeof value === 'object') return Object.entries(value).map(([key, inner]) => `${sayKey(key)} ${sayValue(inner)}`).join(', ');
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

function drawList(object) {
  return make('dl', {}, ...Object.entries(object).flatMap(([key, value]) => [make('dt', {}, sayKey(key)), make('dd', {}, sayValue(value))]));
}

function drawAccuracy() {
  const box = byId('accuracy');
  if (page.accuracy) box.append(make('p', {}, page.accuracy + '.'));
  if (page.origin) box.append(drawList(page.origin.accuracy));
  else box.append(drawAccuracies());
  const error = Math.max(...page.frames.filter((frame) => frame.picture).map((frame) => measureError(frame.picture)), 1);
  box.append(make('p', {class: 'small'}, `Areas and lengths are geodesic, on the WGS 84 ellipsoid, of the zones as the file has them. ` +
    `Distances at the pointer are geodesics to the line as it is drawn, within ${error} m.`));
}

// Of a comparison, row by row.
function drawAccuracies() {
  const rows = page.frames.flatMap((frame) => [make('dt', {}, nameOfFrame(frame)),
    make('dd', {}, frame.picture ? frame.picture.accuracy + '.' : frame.message || 'no figures')]);
  const list = make('dl', {}, ...rows);
  return page.frames.length > 6 ? make('details', {}, make('summary', {}, `Limits of each of ${page.frames.length} rows`), list) : list;
}

function drawOrigin() {
  const box = byId('origin');
  if (page.command) box.append(make('h3', {}, 'Command line'), make('pre', {tabindex: '0'}, page.command));
  if (page.origin) {
    const {parameters, line, libraries, ...rest} = page.origin;
    box.append(make('h3', {}, 'Parameters'), drawList(parameters), make('h3', {}, 'Line'), drawList(line));
    delete rest.accuracy;
    delete rest.version;
    if (Object.keys(rest).length) box.append(make('h3', {}, 'More'), drawList(rest));
    box.append(make('h3', {}, 'Program'), drawList({dmzcalc: page.version, ...libraries}));
  } else {
    box.append(drawList({dmzcalc: page.version}));
  }
}

function drawDownloads() {
  const box = byId('downloads'), stem = fileStem();
  for (const file of document.querySelectorAll('script.file')) {
    box.append(offerFile((file.dataset.name || stem) + '.geojson', 'application/geo+json', () => carriedText(file)));
  }
  page.sheets.forEach((sheet, i) => {
    box.append(offerFile(i ? `${stem}.${sheet.name}.csv` : stem + '.csv', 'text/csv', () => csvOf(sheet)));
  });
  if (page.files_note) box.append(make('p', {class: 'small'}, page.files_note));
}

function drawCredits() {
  byId('credits').textContent = `Made by dmzcalc ${page.version}. The map is drawn by Leaflet 1.7.1, © 2010–2019 Vladimir Agafonkin, © 2010–2011 CloudMade, BSD licence (in this page's source). ` +
    (page.tiles ? `Its base map is fetched from ${page.tiles_credit}, which thereby learns where the line is.` : 'This page fetches nothing and tells nobody that it was opened.');
}

// A sheet of paper is narrower than the screen: the map gets its size before it is printed, and all of it is shown.
function putOnPaper(zoneMap, on) {
  document.documentElement.classList.toggle('paper', on);
  zoneMap.map.invalidateSize({animate: false, pan: false});
  zoneMap.fit();
}

function drawMap() {
  const pictures = page.frames.map((frame) => frame.picture).filter((picture) => picture);
  if (!pictures.length) {
    byId('view').hidden = true;
    return;
  }
  const zoneMap = new ZoneMap(pictures);
  const series = new Series(zoneMap, page.frames);
  zoneMap.listeners.push((picture) => drawNotes(picture));
  series.draw();
  zoneMap.map.setView([0, 0], 2, {animate: false});
  series.show();
  zoneMap.show(zoneMap.picture || pictures[0]);
  page.backdrop = pictures.map((picture) => picture.backdrop).find((back) => back) || null;
  const backdrop = page.backdrop ? new Backdrop(zoneMap, page.backdrop) : null;
  zoneMap.fit();
  if (backdrop) addSeek(zoneMap, backdrop);
  drawSwitches(zoneMap, zoneMap.picture);
  zoneMap.listeners.push((picture) => drawSwitches(zoneMap, picture));
  addMeasure(zoneMap);
  byId('whole').addEventListener('click', () => zoneMap.fit());
  addEventListener('beforeprint', () => putOnPaper(zoneMap, true));
  addEventListener('afterprint', () => putOnPaper(zoneMap, false));
  window.zoneMap = zoneMap;
}

drawFacts();
drawCharts();
drawTables();
drawAccuracy();
drawOrigin();
drawDownloads();
drawCredits();
drawMap();
document.documentElement.dataset.ready = 'yes';

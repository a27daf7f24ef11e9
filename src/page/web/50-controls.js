'use strict';
// What stands beside the map: switches, where to go, the distance at the pointer.

const SWITCHES = {
  limits: 'Limits', line: 'Contact line', fringes: 'In doubt', regions: 'Regions', routes: 'Routes', sites: 'Sites',
  places: 'Places', graticule: 'Degrees', tiles: 'Base map',
};

function swatchOf(key, zone) {
  const swatch = make('span', {class: 'swatch', 'aria-hidden': 'true'});
  if (zone) swatch.style.background = zone.fill;
  else if (key === 'fringes') swatch.style.background = '#a9a9a9';
  else if (key === 'places') swatch.classList.add('dot');
  else if (key === 'sites') swatch.classList.add('square');
  else if (key === 'regions') swatch.classList.add('dashed');
  else {
    swatch.classList.add('stroke');
    swatch.style.background = {line: '#000000', limits: '#00507d', routes: '#7a3b00', graticule: '#6f7a85', tiles: '#7c9a6c'}[key];
  }
  return swatch;
}

function addSwitch(zoneMap, key, text, zone) {
  const label = make('label', {class: 'switch'});
  const box = make('input', {type: 'checkbox', 'data-key': key, onchange: () => {
    zoneMap.turn(key, box.checked);
    label.classList.toggle('off', !box.checked);
  }});
  box.checked = !zoneMap.off.has(key);
  label.classList.toggle('off', !box.checked);
  label.append(box, swatchOf(key, zone), make('span', {}, text));
  byId('switches').append(label);
}

// The switches are the legend too, zone by zone with its area.
function drawSwitches(zoneMap, picture) {
  const switches = byId('switches'), focused = document.activeElement && document.activeElement.dataset.key;
  for (const label of switches.querySelectorAll('label')) label.remove();
  for (const zone of picture.zones) {
    addSwitch(zoneMap, 'zone ' + zone.zone, `${zone.title}: ${sayArea(zone.area_km2)}`, zone);
  }
  for (const [key, text] of Object.entries(SWITCHES)) {
    const group = zoneMap.groups.get(key);
    if (group && (group.getLayers().length || zoneMap.off.has(key) || key === 'places' && page.backdrop && page.backdrop.places.length)) {
      addSwitch(zoneMap, key, key === 'tiles' ? `${text}: ${page.tiles_credit}` : text, null);
    }
  }
  if (focused) {
    const again = [...switches.querySelectorAll('input')].find((box) => box.dataset.key === focused);
    if (again) again.focus();
  }
}

// What the reader should know of the drawing.
function drawNotes(picture) {
  const notes = [];
  const back = page.backdrop;
  if (picture.tolerance_m) {
    notes.push(`Drawn within ${sayDistance(picture.tolerance_m)} of the zones as they were computed; the files below have all of them.`);
  }
  if (back && back.regions_tolerance_m) notes.push(`Regions are drawn within ${sayDistance(back.regions_tolerance_m)}.`);
  if (back && back.routes_tolerance_m) notes.push(`Routes are drawn within ${sayDistance(back.routes_tolerance_m)}.`);
  if (back && back.place_count > back.places.length) {
    notes.push(`Of ${sayNumber(back.place_count, 0)} places near the zones the ${sayNumber(back.places.length, 0)} largest are shown.`);
  }
  byId('map-notes').replaceChildren(...notes.map((note) => make('span', {}, note + ' ')));
}

function addSeek(zoneMap, backdrop) {
  const targets = backdrop.targets();
  if (!targets.size) return;
  const form = byId('seek'), input = byId('seek-name');
  form.hidden = false;
  byId('seek-names').append(...[...targets.keys()].map((name) => make('option', {value: name})));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    byId('seek-answer').textContent = seek(zoneMap, targets, input.value.trim());
  });
}

function seek(zoneMap, targets, wanted) {
  const lower = wanted.toLocaleLowerCase();
  const name = targets.has(wanted) ? wanted
    : [...targets.keys()].find((key) => lower && key.toLocaleLowerCase().startsWith(lower));
  if (!name) return wanted ? `Nothing here is called “${wanted}”.` : 'Which one?';
  const target = targets.get(name);
  if (target.bounds) zoneMap.map.fitBounds(target.bounds, {animate: false});
  else zoneMap.map.setView(target.at, Math.max(zoneMap.map.getZoom(), 10), {animate: false});
  const centre = target.bounds ? target.bounds.getCenter() : L.latLng(target.at);
  return target.bounds ? `The map shows ${name}.` : `${name}: ${sayMeasured(zoneMap, centre)}`;
}

// "12.35 km from the line", to each line where there are two.
function sayMeasured(zoneMap, at) {
  const metres = zoneMap.lines.map((line) => line.nearest(at.lng, at.lat)).filter((found) => found).map((found) => found.metres);
  if (!metres.length) return '';
  if (metres.length === 1) return `${sayDistance(metres[0])} from the line`;
  return `${sayDistance(metres[0])} from the line of the left, ${sayDistance(metres[1])} from that of the right`;
}

// How good such a distance is, metres: the drawing's part, and the pieces' own.
function measureError(picture) {
  return Math.ceil(picture.tolerance_m + 1);
}

// The distance at the pointer; by the keyboard, at the cross in the middle.
function addMeasure(zoneMap) {
  const map = zoneMap.map, readout = byId('readout'), frame = byId('map-frame');
  const tell = (at, where) => {
    readout.textContent = `${where}${sayPosition(at.lng, at.lat)}: ${sayMeasured(zoneMap, at)} (within ${measureError(zoneMap.picture)} m)`;
  };
  const rest = () => {
    readout.textContent = 'Move the pointer over the map, or focus it and use the arrow keys: the geodesic distance to the line is told here.';
  };
  const atCentre = () => {
    if (frame.classList.contains('keyed')) tell(map.getCenter(), 'Middle of the map, ');
  };
  map.on('mousemove click', (event) => tell(event.latlng, ''));
  map.on('mouseout', rest);
  map.on('moveend', atCentre);
  map.getContainer().addEventListener('keydown', (event) => {
    if (event.key === 'Tab' || event.altKey || event.ctrlKey || event.metaKey) return;
    frame.classList.add('keyed');
    readout.setAttribute('role', 'status');
    atCentre();
  });
  map.on('mousedown blur', () => {
    frame.classList.remove('keyed');
    readout.removeAttribute('role');
  });
  rest();
}

'use strict';
// Regions, routes, sites and places over the zones, with as many labels as there is room for.

const LABELS_MOST = 60;
const PLACE_ROOM = 5000; // pixels of the map for each place that is shown
const CITY = 500000; // people from which on a place is named before regions are

// Where a name may stand beside its place, best first: Leaflet's word, and the middle of the name from the place.
const BESIDE = [
  {direction: 'right', middle: (width) => [8 + width / 2, 0]}, {direction: 'left', middle: (width) => [-8 - width / 2, 0]},
  {direction: 'top', middle: () => [0, -13]}, {direction: 'bottom', middle: () => [0, 13]},
];
const GAPS = {right: [4, 0], left: [-4, 0], top: [0, -1], bottom: [0, 1]};

class Backdrop {
  constructor(zoneMap, backdrop) {
    this.zoneMap = zoneMap;
    this.map = zoneMap.map;
    this.regions = backdrop.regions.map((region) => ({name: region.name, area: unpackArea(region.area)}));
    this.places = backdrop.places.map((place) => ({
      name: place.name, population: place.population, at: unpack(place.at)[0],
    }));
    this.sites = backdrop.sites.map((site) => ({
      name: site.name, at: unpack(site.at)[0], area: unpackArea(site.area),
    }));
    this.drawRegions();
    this.drawRoutes(backdrop.routes);
    this.drawSites();
    this.map.on('moveend', () => this.label());
  }

  drawRegions() {
    for (const region of this.regions) {
      L.polygon(region.area, this.zoneMap.style('regions', {
        fill: false, color: '#3c434b', weight: 1.2, dashArray: '6 3 1 3', opacity: 0.9,
      })).addTo(this.zoneMap.group('regions'));
    }
  }

  drawRoutes(routes) {
    for (const route of routes) {
      L.polyline(route.paths.map(unpack), this.zoneMap.style('routes', {color: '#7a3b00', weight: 1.6, interactive: true}))
        .bindTooltip(textCard(route.name || 'Route', route.class), {sticky: true, opacity: 1})
        .addTo(this.zoneMap.group('routes'));
    }
  }

  drawSites() {
    for (const site of this.sites) {
      const card = textCard(site.name || 'Site', null);
      const group = this.zoneMap.group('sites');
      if (site.area.length) {
        L.polygon(site.area, this.zoneMap.style('sites', {color: '#8a1c7c', weight: 1.5, fillOpacity: 0.25, interactive: true}))
          .bindTooltip(card, {sticky: true, opacity: 1}).addTo(group);
      } else {
        L.circleMarker(site.at, this.zoneMap.style('sites', {
          radius: 5.5, color: '#ffffff', weight: 1.5, fillColor: '#8a1c7c', fillOpacity: 1, interactive: true,
        })).bindTooltip(card, {opacity: 1}).addTo(group);
      }
    }
  }

  // Places and labels for the present view: places keep their room first, then names of cities, of regions, of other
  // places, largest first; none lies over another.
  label() {
    const taken = [], places = this.placesInView();
    this.zoneMap.group('places').clearLayers();
    (this.regionLabels || []).forEach((label) => this.zoneMap.group('regions').removeLayer(label));
    this.regionLabels = [];
    for (const place of places) reserve(taken, place.point, 9, 9);
    const isCity = ({place}) => place.population >= CITY;
    this.labelPlaces(places.filter(isCity), taken);
    this.labelRegions(taken);
    this.labelPlaces(places.filter((seen) => !isCity(seen)), taken);
  }

  placesInView() {
    const size = this.map.getSize(), bounds = this.map.getBounds(), most = Math.ceil(size.x * size.y / PLACE_ROOM);
    const seen = [];
    for (const place of this.places) {
      if (seen.length >= most) break;
      if (bounds.contains(place.at)) seen.push({place, point: this.map.latLngToContainerPoint(place.at)});
    }
    return seen;
  }

  labelRegions(taken) {
    const group = this.zoneMap.group('regions');
    const size = this.map.getSize(), view = L.bounds([30, 20], [size.x - 30, size.y - 20]);
    for (const region of this.regions) {
      const middle = region.name && this.middleInView(region.area, view);
      const at = middle && [0, -16, 16, -32, 32].map((dy) => middle.add([0, dy])).find((point) =>
        reserve(taken, point, region.name.length * 8.5, 16));
      if (!at) continue;
      const label = L.tooltip({permanent: true, direction: 'center', className: 'map-label region', pane: 'regions', opacity: 1})
        .setLatLng(this.map.containerPointToLatLng(at)).setContent(make('span', {}, region.name));
      group.addLayer(label);
      this.regionLabels.push(label);
    }
  }

  // The middle, in pixels, of the largest piece of an area that is seen; null where it is small.
  middleInView(area, view) {
    let best = null, most = 3000;
    for (const polygon of area) {
      const points = polygon[0].map((at) => this.map.latLngToContainerPoint(at));
      const seen = L.PolyUtil.clipPolygon(points, view);
      const [area2, middle] = middleOfRing(seen);
      if (area2 > most) [most, best] = [area2, middle];
    }
    return best && view.contains(best) ? best : null;
  }

  labelPlaces(places, taken) {
    const group = this.zoneMap.group('places');
    let labels = 0;
    for (const {place, point} of places) {
      const width = (place.name || '').length * 6.8;
      const beside = width && labels < LABELS_MOST &&
        BESIDE.find(({middle}) => reserve(taken, point.add(middle(width)), width, 13));
      labels += beside ? 1 : 0;
      this.addPlace(place, beside && beside.direction, group);
    }
  }

  addPlace(place, direction, group) {
    const marker = L.circleMarker(place.at, this.zoneMap.style('places', {
      radius: placeRadius(place.population), color: '#1b1f24', weight: 1.3, fillColor: '#ffffff', fillOpacity: 1, interactive: true,
    }));
    marker.bindTooltip(() => textCard(place.name || 'Place', place.population === null ? null : sayNumber(place.population, 0) + ' people'), {opacity: 1});
    marker.addTo(group);
    if (!direction) return;
    const className = place.population >= CITY ? 'map-label city' : 'map-label';
    L.tooltip({permanent: true, direction, className, pane: 'places', offset: GAPS[direction], opacity: 1})
      .setLatLng(place.at).setContent(make('span', {}, place.name)).addTo(group);
  }

  // What can be gone to, by name: the bounds or the place.
  targets() {
    const targets = new Map();
    for (const place of this.places.slice().reverse()) if (place.name) targets.set(place.name, {at: place.at});
    for (const site of this.sites) if (site.name) targets.set(site.name, {at: site.at});
    for (const region of this.regions) if (region.name) targets.set(region.name, {bounds: L.latLngBounds(region.area.flat(2))});
    return targets;
  }
}

function placeRadius(population) {
  return population >= 500000 ? 5.5 : population >= 100000 ? 4.5 : population >= 20000 ? 3.6 : population >= 2000 ? 2.8 : 2.2;
}

function textCard(title, more) {
  return make('div', {}, make('strong', {}, title), more ? make('div', {}, more) : null);
}

// Takes a box of the picture unless part of it is taken already.
function reserve(taken, middle, width, height) {
  const box = L.bounds([middle.x - width / 2, middle.y - height / 2], [middle.x + width / 2, middle.y + height / 2]);
  if (taken.some((other) => other.overlaps(box))) return false;
  taken.push(box);
  return true;
}

function middleOfRing(points) {
  let area2 = 0, x = 0, y = 0;
  for (let i = 0; i < points.length; i++) {
    const a = points[i], b = points[(i + 1) % points.length], cross = a.x * b.y - b.x * a.y;
    area2 += cross;
    x += (a.x + b.x) * cross;
    y += (a.y + b.y) * cross;
  }
  return area2 ? [Math.abs(area2), L.point(x / (3 * area2), y / (3 * area2))] : [0, null];
}

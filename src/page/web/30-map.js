'use strict';
// The map: zones, limits, line, what overlays show, a graticule, a base map where one was asked for.

// Beyond this latitude a Mercator map stretches so much that a map round the pole is drawn instead.
const POLAR_LAT = 80;
const PANES = ['tiles', 'graticule', 'zones', 'fringes', 'regions', 'routes', 'limits', 'line', 'sites', 'places'];
const ZONE_OPACITY = 0.72;

// Equidistant from a pole, on a sphere; that pole is up or down as it should be.
function polarProjection(sign) {
  const radius = 6371008.8;
  return {
    project(at) {
      const far = radius * (90 - sign * at.lat) * RADIAN, angle = at.lng * RADIAN;
      return new L.Point(far * Math.sin(angle), -sign * far * Math.cos(angle));
    },
    unproject(point) {
      const far = Math.hypot(point.x, point.y) / radius / RADIAN;
      return new L.LatLng(sign * (90 - far), Math.atan2(point.x, -sign * point.y) / RADIAN);
    },
    bounds: L.bounds([-Math.PI * radius, -Math.PI * radius], [Math.PI * radius, Math.PI * radius]),
  };
}

function polarReference(sign) {
  const scale = 0.5 / (Math.PI * 6371008.8);
  return L.extend({}, L.CRS.Earth, {
    code: 'pole',
    wrapLng: null,
    projection: polarProjection(sign),
    transformation: new L.Transformation(scale, 0.5, -scale, 0.5),
  });
}

// The southernmost and northernmost latitude of what is shown.
function latitudesOf(pictures) {
  let low = 90, high = -90;
  for (const picture of pictures) {
    const rings = picture.zones.flatMap((zone) => zone.area.flat()).concat(picture.line);
    for (const ring of rings) {
      let lat = 0;
      for (let i = 1; i < ring.length; i += 2) {
        lat += ring[i];
        low = Math.min(low, lat / 1e6);
        high = Math.max(high, lat / 1e6);
      }
    }
  }
  return [low, high];
}

class ZoneMap {
  constructor(pictures) {
    const [low, high] = latitudesOf(pictures);
    this.polar = page.tiles ? 0 : high > POLAR_LAT && low > 0 ? 1 : low < -POLAR_LAT && high < 0 ? -1 : 0;
    this.map = L.map('map', {
      crs: this.polar ? polarReference(this.polar) : L.CRS.EPSG3857,
      zoomSnap: 0.25, zoomDelta: 0.5, wheelPxPerZoomLevel: 120, minZoom: this.polar ? 2 : 1, maxZoom: 18,
      attributionControl: Boolean(page.tiles), worldCopyJump: false,
      fadeAnimation: false, zoomAnimation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    });
    this.groups = new Map(); // what can be switched: by its key, a group of layers
    this.off = new Set();    // those that are switched off
    this.listeners = [];     // who wants to know that another picture is shown
    PANES.forEach((name, i) => { this.map.createPane(name).style.zIndex = 300 + 20 * i; });
    this.renderers = new Map();
    L.control.scale({imperial: false, maxWidth: 160}).addTo(this.map);
    if (page.tiles) this.addTiles();
    this.graticule = this.group('graticule');
    this.map.on('moveend', () => this.drawGraticule());
  }

  // Each pane has a drawing of its own, so that panes lie over each other as their order says.
  renderer(pane) {
    if (!this.renderers.has(pane)) this.renderers.set(pane, L.svg({pane, padding: 0.3}));
    return this.renderers.get(pane);
  }

  style(pane, more) {
    return Object.assign({pane, renderer: this.renderer(pane), interactive: false, smoothFactor: 0.3}, more);
  }

  group(key) {
    if (!this.groups.has(key)) {
      this.groups.set(key, L.layerGroup());
      if (!this.off.has(key)) this.groups.get(key).addTo(this.map);
    }
    return this.groups.get(key);
  }

  turn(key, on) {
    if (on) this.off.delete(key);
    else this.off.add(key);
    const group = this.groups.get(key);
    if (!group) return;
    if (on) group.addTo(this.map);
    else group.remove();
  }

  addTiles() {
    L.tileLayer(page.tiles, {pane: 'tiles', maxZoom: 19, attribution: escapeText(page.tiles_credit)})
      .addTo(this.group('tiles'));
    this.map.attributionControl.setPrefix(false);
  }

  // Shows another picture instead of the one that is shown.
  show(picture) {
    for (const [key, group] of this.groups) {
      if (!['tiles', 'graticule', 'regions', 'routes', 'places', 'sites'].includes(key)) group.clearLayers();
    }
    this.picture = picture;
    for (const zone of picture.zones) this.addZone(zone);
    for (const fringe of picture.fringes) this.addFringe(fringe);
    this.lines = [];
    this.addLine(picture.line, picture.edges === 'geodesic');
    if (picture.right_line) this.addLine(picture.right_line, picture.edges === 'geodesic');
    for (const listener of this.listeners) listener(picture);
  }

  addZone(zone) {
    const polygon = L.polygon(unpackArea(zone.area), this.style('zones', {
      stroke: false, fillColor: zone.fill, fillOpacity: ZONE_OPACITY, interactive: true, className: 'zone',
    }));
    polygon.bindTooltip(() => zoneCard(zone), {sticky: true, opacity: 1});
    polygon.on('mouseover', () => polygon.setStyle({fillOpacity: 0.92}));
    polygon.on('mouseout', () => polygon.setStyle({fillOpacity: ZONE_OPACITY}));
    polygon.addTo(this.group('zone ' + zone.zone));
    L.polyline(zone.limit.map(unpack), this.style('limits', {color: zone.stroke, weight: 1.5}))
      .addTo(this.group('limits'));
  }

  addFringe(fringe) {
    L.polygon(unpackArea(fringe.area), this.style('fringes', {
      stroke: false, fillColor: '#606060', fillOpacity: 0.45, className: 'fringe',
    })).addTo(this.group('fringes'));
  }

  addLine(flat, geodesic) {
    const paths = flat.map((path) => dense(unpack(path), geodesic));
    this.lines.push(new NearestLine(paths));
    L.polyline(paths, this.style('line', {color: '#000000', weight: 2})).addTo(this.group('line'));
  }

  bounds() {
    const bounds = L.latLngBounds([]);
    this.map.eachLayer((layer) => {
      if (layer instanceof L.Polyline && ['zones', 'line'].includes(layer.options.pane)) bounds.extend(layer.getBounds());
    });
    return bounds;
  }

  // The whole picture; round a pole bounds of degrees say little, and a circle of latitude is fitted.
  fit() {
    if (!this.polar) {
      this.map.fitBounds(this.bounds(), {padding: [12, 12], animate: false});
      return;
    }
    const corners = [];
    this.map.eachLayer((layer) => {
      if (layer instanceof L.Polyline && layer.options.pane === 'zones') {
        for (const at of layer.getLatLngs().flat(2)) corners.push(this.map.options.crs.latLngToPoint(at, 0));
      }
    });
    const box = L.bounds(corners), size = this.map.getSize(), wanted = box.getSize();
    const zoom = Math.log2(Math.min((size.x - 24) / wanted.x, (size.y - 24) / wanted.y));
    this.map.setView(this.map.options.crs.pointToLatLng(box.getCenter(), 0), Math.min(zoom, 18), {animate: false});
  }

  // Every so many degrees that some five lines are seen each way.
  drawGraticule() {
    this.graticule.clearLayers();
    if (this.polar) this.drawPolarGraticule();
    else this.drawStraightGraticule();
  }

  drawStraightGraticule() {
    const bounds = this.map.getBounds();
    const west = Math.max(bounds.getWest(), -540), east = Math.min(bounds.getEast(), 540);
    const south = Math.max(bounds.getSouth(), -85), north = Math.min(bounds.getNorth(), 85);
    for (const lon of multiples(west, east, stepFor((east - west) / 5))) {
      this.graticuleLine([[south, lon], [north, lon]], [south, lon], degrees(lon, 'E', 'W'), 'top');
    }
    for (const lat of multiples(south, north, stepFor((north - south) / 5))) {
      this.graticuleLine([[lat, west], [lat, east]], [lat, west], degrees(lat, 'N', 'S'), 'right');
    }
  }

  // Circles round the pole and rays from it, each labelled near the middle of what is seen of it.
  drawPolarGraticule() {
    const places = this.placesInView(), pole = 90 * this.polar;
    const lats = places.map((at) => at.lat), low = Math.min(...lats), high = Math.max(...lats), middle = this.map.getCenter();
    const step = stepFor((high - low) / 4);
    for (const lat of multiples(low, high, step).filter((lat) => Math.abs(lat) < 90)) {
      const circle = Array.from({length: 181}, (none, i) => [lat, 2 * i - 180]);
      this.graticuleLine(circle, [lat, middle.lng], degrees(lat, 'N', 'S'), 'center');
    }
    const label = Math.abs(low) < Math.abs(high) ? low + (high - low) / 3 : high - (high - low) / 3;
    for (let lon = -180; lon < 180; lon += 15) {
      if (lon % 45 && this.map.getZoom() < 3) continue;
      this.graticuleLine([[Math.abs(low) < Math.abs(high) ? low : high, lon], [pole, lon]], [label, lon], degrees(lon, 'E', 'W'), 'center');
    }
  }

  placesInView() {
    const size = this.map.getSize(), places = [];
    for (let i = 0; i <= 8; i++) {
      for (let k = 0; k <= 8; k++) places.push(this.map.containerPointToLatLng([i * size.x / 8, k * size.y / 8]));
    }
    return places;
  }

  graticuleLine(path, at, label, direction) {
    L.polyline(path, this.style('graticule', {color: '#6f7a85', weight: 0.6, opacity: 0.7, smoothFactor: 0}))
      .addTo(this.graticule);
    if (!at) return;
    L.tooltip({permanent: true, direction, className: 'map-label degree', pane: 'graticule', opacity: 1, offset: [0, 0]})
      .setLatLng(at).setContent(label).addTo(this.graticule);
  }
}

function stepFor(rough) {
  for (const step of [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 45]) if (step >= rough) return step;
  return 45;
}

function multiples(low, high, step) {
  const all = [];
  for (let i = Math.ceil(low / step); i * step <= high; i++) all.push(i * step);
  return all;
}

function degrees(number, positive, negative) {
  const turned = positive === 'E' ? number - 360 * Math.round(number / 360) : number;
  const text = String(Number(Math.abs(turned).toFixed(2)));
  return `${text}°${turned === 0 || Math.abs(turned) === 180 ? '' : turned < 0 ? negative : positive}`;
}

function escapeText(text) {
  return make('span', {}, text).innerHTML;
}

// What hovering over a zone tells.
function zoneCard(zone) {
  const reach = zone.from_m === null || zone.from_m === undefined ? null
    : make('div', {}, `${sayReach(zone.from_m)} to ${sayReach(zone.to_m)} from the line`);
  const forbids = zone.forbids.length ? make('div', {}, 'Forbidden: ' + zone.forbids.join('; ')) : null;
  return make('div', {}, make('strong', {}, zone.title), reach,
    make('div', {}, `${sayArea(zone.area_km2)}, limit ${sayNumber(zone.limit_km, 1)} km`), forbids);
}

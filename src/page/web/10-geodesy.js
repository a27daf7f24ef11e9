'use strict';
// Distances on the WGS 84 ellipsoid, and the place of a line that is nearest to a place.

const EQUATOR_M = 6378137;
const FLATTENING = 1 / 298.257223563;
const POLAR_M = EQUATOR_M * (1 - FLATTENING);
const ECCENTRICITY2 = FLATTENING * (2 - FLATTENING);
const RADIAN = Math.PI / 180;

// Length in metres of the geodesic between two places, degrees. To a millimetre; between places that are nearly
// opposite each other on the globe the series does not settle, and a sphere stands in, to half a per cent.
// Source: Vincenty 1975, Survey Review 23, the inverse formula.
function geodesicDistance(lonA, latA, lonB, latB) {
  const L = Math.atan2(Math.sin((lonB - lonA) * RADIAN), Math.cos((lonB - lonA) * RADIAN));
  const u1 = Math.atan((1 - FLATTENING) * Math.tan(latA * RADIAN));
  const u2 = Math.atan((1 - FLATTENING) * Math.tan(latB * RADIAN));
  const sin1 = Math.sin(u1), cos1 = Math.cos(u1), sin2 = Math.sin(u2), cos2 = Math.cos(u2);
  let lambda = L;
  for (let turn = 0; turn < 200; turn++) {
    const sinL = Math.sin(lambda), cosL = Math.cos(lambda);
    const sinS = Math.hypot(cos2 * sinL, cos1 * sin2 - sin1 * cos2 * cosL);
    const cosS = sin1 * sin2 + cos1 * cos2 * cosL;
    if (sinS === 0) return cosS > 0 ? 0 : sphericDistance(lonA, latA, lonB, latB);
    const sigma = Math.atan2(sinS, cosS);
    const sinAlpha = cos1 * cos2 * sinL / sinS;
    const cos2Alpha = 1 - sinAlpha * sinAlpha;
    const cos2M = cos2Alpha > 0 ? cosS - 2 * sin1 * sin2 / cos2Alpha : 0;
    const C = FLATTENING / 16 * cos2Alpha * (4 + FLATTENING * (4 - 3 * cos2Alpha));
    const before = lambda;
    lambda = L + (1 - C) * FLATTENING * sinAlpha *
      (sigma + C * sinS * (cos2M + C * cosS * (2 * cos2M * cos2M - 1)));
    if (Math.abs(lambda - before) < 1e-12) return vincentyLength(cos2Alpha, sinS, cosS, cos2M, sigma);
  }
  return sphericDistance(lonA, latA, lonB, latB);
}

function vincentyLength(cos2Alpha, sinS, cosS, cos2M, sigma) {
  const u2 = cos2Alpha * (EQUATOR_M * EQUATOR_M - POLAR_M * POLAR_M) / (POLAR_M * POLAR_M);
  const A = 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)));
  const B = u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)));
  const more = B * sinS * (cos2M + B / 4 * (cosS * (2 * cos2M * cos2M - 1) -
    B / 6 * cos2M * (4 * sinS * sinS - 3) * (4 * cos2M * cos2M - 3)));
  return POLAR_M * A * (sigma - more);
}

function sphericDistance(lonA, latA, lonB, latB) {
  const a = Math.sin((latB - latA) * RADIAN / 2), b = Math.sin((lonB - lonA) * RADIAN / 2);
  const square = a * a + Math.cos(latA * RADIAN) * Math.cos(latB * RADIAN) * b * b;
  return 2 * 6371008.8 * Math.asin(Math.min(1, Math.sqrt(square)));
}

// The geocentric place, metres.
function toSpace(lon, lat) {
  const sin = Math.sin(lat * RADIAN), cos = Math.cos(lat * RADIAN);
  const radius = EQUATOR_M / Math.sqrt(1 - ECCENTRICITY2 * sin * sin);
  return [radius * cos * Math.cos(lon * RADIAN), radius * cos * Math.sin(lon * RADIAN),
    radius * (1 - ECCENTRICITY2) * sin];
}

// The place, [lat, lon], on the ellipsoid over the middle of the chord between two: of a geodesic, its middle.
function middleOf(from, to) {
  const a = toSpace(from[1], from[0]), b = toSpace(to[1], to[0]);
  const x = a[0] + b[0], y = a[1] + b[1], z = a[2] + b[2];
  const lon = Math.atan2(y, x) / RADIAN;
  return [Math.atan2(z, (1 - ECCENTRICITY2) * Math.hypot(x, y)) / RADIAN, lon + 360 * Math.round((from[1] - lon) / 360)];
}

// A line in short pieces, with boxes in space round runs of them, so that the nearest is found without looking at
// all. Pieces are at most PIECE_M long: there a chord and the arc over it are within half a metre.
const PIECE_M = 5000, LEAF = 8;

// A path of [lat, lon] with positions put in along its edges, so that none is longer than PIECE_M. Edges are straight
// in longitude/latitude, or geodesics.
function dense(path, geodesic) {
  const all = path.slice(0, 1);
  for (let i = 1; i < path.length; i++) addDense(all, path[i - 1], path[i], geodesic, 0);
  return all;
}

function addDense(all, a, b, geodesic, depth) {
  if (depth > 14 || sphericDistance(a[1], a[0], b[1], b[0]) <= PIECE_M) {
    all.push(b);
    return;
  }
  const middle = geodesic ? middleOf(a, b) : [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  addDense(all, a, middle, geodesic, depth + 1);
  addDense(all, middle, b, geodesic, depth + 1);
}

class NearestLine {
  // paths: arrays of [lat, lon], dense.
  constructor(paths) {
    this.lon = [];
    this.lat = [];
    this.starts = [];
    for (const path of paths) {
      path.forEach(([lat, lon], i) => {
        if (i) this.starts.push(this.lon.length - 1);
        this.lon.push(lon);
        this.lat.push(lat);
      });
    }
    this.space = new Float64Array(3 * this.lon.length);
    for (let i = 0; i < this.lon.length; i++) this.space.set(toSpace(this.lon[i], this.lat[i]), 3 * i);
    this.boxes = [];
    this.root = this.starts.length ? this.makeBox(0, this.starts.length) : -1;
  }

  // The box of the pieces from `first` up to `end`: six bounds, then two boxes in it or the pieces themselves.
  makeBox(first, end) {
    const box = {low: [Infinity, Infinity, Infinity], high: [-Infinity, -Infinity, -Infinity], first, end, inner: null};
    if (end - first <= LEAF) {
      for (let i = first; i < end; i++) this.widen(box, this.starts[i]);
    } else {
      const middle = (first + end) >> 1;
      box.inner = [this.makeBox(first, middle), this.makeBox(middle, end)];
      for (const k of box.inner) {
        for (let a = 0; a < 3; a++) {
          box.low[a] = Math.min(box.low[a], this.boxes[k].low[a]);
          box.high[a] = Math.max(box.high[a], this.boxes[k].high[a]);
        }
      }
    }
    return this.boxes.push(box) - 1;
  }

  widen(box, start) {
    for (let p = start; p <= start + 1; p++) {
      for (let a = 0; a < 3; a++) {
        box.low[a] = Math.min(box.low[a], this.space[3 * p + a]);
        box.high[a] = Math.max(box.high[a], this.space[3 * p + a]);
      }
    }
  }

  // Metres from a place to the line, and the place of the line that is nearest; null where there is no line.
  nearest(lon, lat) {
    if (this.root < 0) return null;
    const found = {square: Infinity, piece: 0, share: 0};
    this.search(this.root, toSpace(lon, lat), found);
    const i = found.piece, t = found.share;
    const at = [this.lon[i] + t * (this.lon[i + 1] - this.lon[i]), this.lat[i] + t * (this.lat[i + 1] - this.lat[i])];
    return {metres: geodesicDistance(lon, lat, at[0], at[1]), lon: at[0], lat: at[1]};
  }

  search(index, point, found) {
    const box = this.boxes[index];
    if (boxSquare(box, point) >= found.square) return;
    if (!box.inner) {
      for (let i = box.first; i < box.end; i++) this.tryPiece(this.starts[i], point, found);
      return;
    }
    const [a, b] = box.inner;
    const aFirst = boxSquare(this.boxes[a], point) <= boxSquare(this.boxes[b], point);
    this.search(aFirst ? a : b, point, found);
    this.search(aFirst ? b : a, point, found);
  }

  tryPiece(start, point, found) {
    const s = this.space, o = 3 * start;
    const d = [s[o + 3] - s[o], s[o + 4] - s[o + 1], s[o + 5] - s[o + 2]];
    const p = [point[0] - s[o], point[1] - s[o + 1], point[2] - s[o + 2]];
    const length = d[0] * d[0] + d[1] * d[1] + d[2] * d[2];
    const along = d[0] * p[0] + d[1] * p[1] + d[2] * p[2];
    const t = length > 0 ? Math.min(1, Math.max(0, along / length)) : 0;
    const square = (p[0] - t * d[0]) ** 2 + (p[1] - t * d[1]) ** 2 + (p[2] - t * d[2]) ** 2;
    if (square < found.square) Object.assign(found, {square, piece: start, share: t});
  }
}

function boxSquare(box, point) {
  let square = 0;
  for (let a = 0; a < 3; a++) {
    const off = Math.max(box.low[a] - point[a], 0, point[a] - box.high[a]);
    square += off * off;
  }
  return square;
}

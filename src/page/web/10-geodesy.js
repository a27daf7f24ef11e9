'use strict';
// Distances on the WGS 84 ellipsoid, and the place of a line that is nearest to a place.

const EQUATOR_M = 6378137;
const FLATTENING = 1 / 298.257223563;
const POLAR_M = EQUATOR_M * (1 - FLATTENING);
const ECCENTRICITY2 = FLATTENING * (2 - FLATTENING);
const RADIAN = Math.PI / 180;

// The geodesic between two places, degrees: its length in metres, to a millimetre, and its azimuth at the first,
// radians from north. Between places that are nearly opposite each other on the globe the series does not settle, and
// a sphere stands in, to half a per cent, without azimuth. Source: Vincenty 1975, Survey Review 23, section 4.
function geodesicInverse(lonA, latA, lonB, latB) {
  const L = Math.atan2(Math.sin((lonB - lonA) * RADIAN), Math.cos((lonB - lonA) * RADIAN));
  const u1 = Math.atan((1 - FLATTENING) * Math.tan(latA * RADIAN));
  const u2 = Math.atan((1 - FLATTENING) * Math.tan(latB * RADIAN));
  const sin1 = Math.sin(u1), cos1 = Math.cos(u1), sin2 = Math.sin(u2), cos2 = Math.cos(u2);
  let lambda = L;
  for (let turn = 0; turn < 200; turn++) {
    const sinL = Math.sin(lambda), cosL = Math.cos(lambda);
    const east = cos2 * sinL, north = cos1 * sin2 - sin1 * cos2 * cosL;
    const sinS = Math.hypot(east, north), cosS = sin1 * sin2 + cos1 * cos2 * cosL;
    if (sinS === 0) break;
    const sigma = Math.atan2(sinS, cosS), sinAlpha = cos1 * cos2 * sinL / sinS, cos2Alpha = 1 - sinAlpha * sinAlpha;
    const cos2M = cos2Alpha > 0 ? cosS - 2 * sin1 * sin2 / cos2Alpha : 0;
    const before = lambda;
    lambda = L + vincentyTurn(cos2Alpha, sinAlpha, sigma, cos2M);
    if (Math.abs(lambda - before) < 1e-12) {
      const [A, B] = vincentySeries(cos2Alpha);
      return {metres: POLAR_M * A * (sigma - vincentyMore(B, sigma, cos2M)), azimuth: Math.atan2(east, north)};
    }
  }
  return {metres: sphericDistance(lonA, latA, lonB, latB), azimuth: null};
}

function geodesicDistance(lonA, latA, lonB, latB) {
  return geodesicInverse(lonA, latA, lonB, latB).metres;
}

// The place, [lat, lon], so many metres from another on the geodesic with that azimuth; its longitude goes on from
// there. Source: as above, section 3.
function geodesicDirect(lon, lat, azimuth, metres) {
  const u1 = Math.atan((1 - FLATTENING) * Math.tan(lat * RADIAN)), sin1 = Math.sin(u1), cos1 = Math.cos(u1);
  const sinA = Math.sin(azimuth), cosA = Math.cos(azimuth), sigma1 = Math.atan2(Math.tan(u1), cosA);
  const sinAlpha = cos1 * sinA, cos2Alpha = 1 - sinAlpha * sinAlpha, [A, B] = vincentySeries(cos2Alpha);
  let sigma = metres / (POLAR_M * A), cos2M = 0;
  for (let turn = 0; turn < 50; turn++) {
    cos2M = Math.cos(2 * sigma1 + sigma);
    const before = sigma;
    sigma = metres / (POLAR_M * A) + vincentyMore(B, sigma, cos2M);
    if (Math.abs(sigma - before) < 1e-12) break;
  }
  const sinS = Math.sin(sigma), cosS = Math.cos(sigma);
  const to = Math.atan2(sin1 * cosS + cos1 * sinS * cosA,
    (1 - FLATTENING) * Math.hypot(sinAlpha, sin1 * sinS - cos1 * cosS * cosA));
  const lambda = Math.atan2(sinS * sinA, cos1 * cosS - sin1 * sinS * cosA);
  return [to / RADIAN, lon + (lambda - vincentyTurn(cos2Alpha, sinAlpha, sigma, cos2M)) / RADIAN];
}

// By how much the longitude on the auxiliary sphere is ahead.
function vincentyTurn(cos2Alpha, sinAlpha, sigma, cos2M) {
  const C = FLATTENING / 16 * cos2Alpha * (4 + FLATTENING * (4 - 3 * cos2Alpha));
  const inner = cos2M + C * Math.cos(sigma) * (2 * cos2M * cos2M - 1);
  return (1 - C) * FLATTENING * sinAlpha * (sigma + C * Math.sin(sigma) * inner);
}

function vincentySeries(cos2Alpha) {
  const u2 = cos2Alpha * (EQUATOR_M * EQUATOR_M - POLAR_M * POLAR_M) / (POLAR_M * POLAR_M);
  return [1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2))),
    u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)))];
}

function vincentyMore(B, sigma, cos2M) {
  const sinS = Math.sin(sigma), cosS = Math.cos(sigma);
  return B * sinS * (cos2M + B / 4 * (cosS * (2 * cos2M * cos2M - 1) -
    B / 6 * cos2M * (4 * sinS * sinS - 3) * (4 * cos2M * cos2M - 3)));
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

// A line in short pieces, with boxes in space round runs of them, so that the nearest is found without looking at
// all. Pieces are at most PIECE_M long: there a chord and the arc over it are within half a metre.
const PIECE_M = 5000, LEAF = 8;

// A path of [lat, lon] with positions put in along its edges, so that none is longer than PIECE_M. Edges are straight
// in longitude/latitude, or geodesics.
function dense(path, geodesic) {
  const all = path.slice(0, 1);
  for (let i = 1; i < path.length; i++) addDense(all, path[i - 1], path[i], geodesic);
  return all;
}

function addDense(all, a, b, geodesic) {
  const wide = (b[1] - a[1]) * Math.cos(Math.min(Math.abs(a[0]), Math.abs(b[0])) * RADIAN);
  const rough = geodesic ? sphericDistance(a[1], a[0], b[1], b[0]) : 6371008.8 * RADIAN * Math.hypot(b[0] - a[0], wide);
  const count = Math.ceil(1.01 * rough / PIECE_M);
  const whole = geodesic && count > 1 ? geodesicInverse(a[1], a[0], b[1], b[0]) : null;
  for (let i = 1; i < count; i++) {
    const t = i / count;
    if (whole && whole.azimuth !== null) all.push(geodesicDirect(a[1], a[0], whole.azimuth, t * whole.metres));
    else all.push([a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]);
  }
  all.push(b);
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

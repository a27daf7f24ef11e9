'use strict';
// What the page carries, figures as people read them, and elements of the page.

const page = JSON.parse(document.getElementById('data').textContent);

function byId(id) {
  return document.getElementById(id);
}

// An element with attributes and children; texts become text, never marks.
function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key === 'class') element.className = value;
    else if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const numberForms = new Map();

// 24768.154 with 2 decimals is "24,768.15".
function sayNumber(number, decimals) {
  if (number === null || number === undefined) return '';
  if (!numberForms.has(decimals)) {
    numberForms.set(decimals, new Intl.NumberFormat('en', {minimumFractionDigits: decimals, maximumFractionDigits: decimals}));
  }
  return numberForms.get(decimals).format(number);
}

function sayArea(km2) {
  return sayNumber(km2, km2 < 10 ? 2 : km2 < 1000 ? 1 : 0) + ' km²';
}

function sayDistance(metres) {
  if (metres < 1000) return sayNumber(metres, 0) + ' m';
  return sayNumber(metres / 1000, metres < 100000 ? 2 : 1) + ' km';
}

// 38.1025, 127.5 is "38.1025° N, 127.5000° E".
function sayPosition(lon, lat) {
  const turned = lon - 360 * Math.round(lon / 360);
  return `${Math.abs(lat).toFixed(4)}° ${lat < 0 ? 'S' : 'N'}, ${Math.abs(turned).toFixed(4)}° ${turned < 0 ? 'W' : 'E'}`;
}

// "15 km", "0 m": a reach, exact.
function sayReach(metres) {
  const unit = metres >= 1000 ? 'km' : 'm';
  return `${Number((metres / (unit === 'km' ? 1000 : 1)).toFixed(5)).toLocaleString('en', {maximumFractionDigits: 5})} ${unit}`;
}

// Positions as the page has them, differences in millionths of degrees, as [lat, lon] for Leaflet.
function unpack(flat) {
  const positions = new Array(flat.length / 2);
  let lon = 0, lat = 0;
  for (let i = 0; i < flat.length; i += 2) {
    lon += flat[i];
    lat += flat[i + 1];
    positions[i / 2] = [lat / 1e6, lon / 1e6];
  }
  return positions;
}

function unpackArea(area) {
  return area.map((polygon) => polygon.map(unpack));
}

// The text of a file that the page carries: `<` stands in it as an escape, which no writer of ours makes otherwise.
function carriedText(element) {
  return element.textContent.replace(/\\\\|\\u003c/g, (found) => (found === '\\u003c' ? '<' : found));
}

function offerFile(name, type, makeText) {
  return make('button', {type: 'button', class: 'main', onclick: () => saveFile(name, type, makeText())}, name);
}

function saveFile(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], {type}));
  const link = make('a', {href: address, download: name});
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

// "Military Demarcation Line, 1953" is "military-demarcation-line-1953".
function fileStem() {
  const stem = page.title.toLowerCase().normalize('NFKD').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
  return stem.slice(0, 60) || 'zones';
}

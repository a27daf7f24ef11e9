// cases.js: what is checked of a report, by name; each opens it for itself.
import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import {createRequire} from 'node:module';
import {readFileSync} from 'node:fs';
import {pathToFileURL} from 'node:url';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

// Nothing was asked for but the file itself, and the console said nothing.
function assertAlone(seen, file) {
  assert.deepEqual(seen.requests, [pathToFileURL(file).href]);
  assert.deepEqual(seen.complaints, []);
}

async function downloaded(page, name) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name, exact: true}).click()]);
  assert.equal(download.suggestedFilename(), name);
  return readFileSync(await download.path());
}

// Every control is used once; the network is off all the while.
async function alone({open, file}) {
  const {page, seen} = await open();
  for (const box of await page.locator('#switches input').all()) await box.uncheck();
  for (const box of await page.locator('#switches input').all()) await box.check();
  await page.mouse.move(300, 400);
  await page.mouse.wheel(0, -300);
  for (const button of await page.locator('th button').all()) await button.click();
  await page.locator('#whole').click();
  await page.waitForTimeout(500);
  assertAlone(seen, file);
}

async function switches({open}) {
  const {page} = await open();
  const count = (selector) => page.locator(selector).count();
  const zones = await count('path.zone');
  assert.ok(zones >= 2, 'no zones are drawn');
  const keys = await page.locator('#switches input').evaluateAll((boxes) => boxes.map((box) => box.dataset.key));
  assert.ok(keys.includes('limits') && keys.includes('line'), `switches: ${keys}`);
  await page.locator('#switches input').first().uncheck();
  assert.equal(await count('path.zone'), zones - 1);
  await page.locator('#switches input').first().check();
  assert.equal(await count('path.zone'), zones);
  for (const key of ['limits', 'line']) {
    const drawn = () => page.locator(`.leaflet-${key}-pane path`).count();
    assert.ok(await drawn() > 0, `no ${key} drawn`);
    await page.locator(`#switches input[data-key=${key}]`).uncheck();
    assert.equal(await drawn(), 0);
  }
}

// The table of the zones: sorted by area both ways, and filtered.
async function tables({open}) {
  const {page} = await open();
  const table = page.locator('#sheet-zones'), head = table.locator('th', {hasText: 'area'});
  const column = await head.evaluate((th) => th.cellIndex);
  const areas = async () => (await table.locator('tbody tr').evaluateAll((rows, k) => rows.map((row) => row.cells[k].textContent), column))
    .map((text) => Number(text.replaceAll(',', '')));
  const before = await areas();
  assert.ok(before.length > 1);
  await head.getByRole('button').click();
  assert.deepEqual(await areas(), before.slice().sort((a, b) => b - a));
  assert.equal(await head.getAttribute('aria-sort'), 'descending');
  await head.getByRole('button').click();
  assert.deepEqual(await areas(), before.slice().sort((a, b) => a - b));
  await table.getByRole('searchbox').fill('band-l');
  assert.equal((await areas()).length, 1);
}

// FILE ZONES [NAME=CSV...]: what is saved from the page is what dmzcalc wrote, to the byte.
async function downloads({open, rest, read}) {
  const {page} = await open();
  const names = await page.locator('#downloads button').allTextContents();
  for (const pair of rest) {
    const [suffix, path] = pair.split('=');
    const name = names.find((text) => text.endsWith(suffix));
    assert.ok(name, `no ${suffix} among ${names}`);
    assert.ok((await downloaded(page, name)).equals(read(path)), `${name} is not ${path}`);
  }
}

async function accessible({open}) {
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [360, 1280]) {
      // The page's policy lets no script in but its own: the check goes round it.
      const {page, context} = await open({colorScheme, bypassCSP: true, viewport: {width, height: 900}});
      await page.addScriptTag({path: AXE});
      const found = await page.evaluate(() => window.axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      }));
      const said = found.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html + ' ' + node.failureSummary).join(' | ')}`);
      assert.deepEqual(said, [], `${colorScheme}, ${width} px`);
      await context.close();
    }
  }
}

// From a phone to a desk: nothing is wider than the page, the map is to be seen.
async function widths({open}) {
  for (const width of [320, 360, 800, 1600]) {
    const {page, context} = await open({viewport: {width, height: 900}});
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= width, `at ${width} px the page is wider`);
    const map = await page.locator('#map').boundingBox();
    assert.ok(map.width >= Math.min(280, width) && map.height >= 300, `at ${width} px the map is ${map.width} by ${map.height}`);
    await context.close();
  }
}

// By keys alone: the map is reached, moved, and the distance told; switches and tables work.
async function keyboard({open}) {
  const {page} = await open();
  const readout = page.locator('#readout');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'map');
  await page.keyboard.press('ArrowRight');
  await page.waitForTimeout(600);
  const first = await readout.textContent();
  assert.match(first, /^Middle of the map, .*: .* from the line/);
  assert.equal(await readout.getAttribute('role'), 'status');
  await page.keyboard.press('ArrowRight');
  await page.waitForTimeout(600);
  assert.notEqual(await readout.textContent(), first);
  await page.locator('#switches input').first().focus();
  await page.keyboard.press('Space');
  assert.equal(await page.locator('#switches input').first().isChecked(), false);
  await page.locator('#sheet-zones th button').first().focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('#sheet-zones th').first().getAttribute('aria-sort'), 'ascending');
}

// What the pointer is told: distances agree with those that dmzcalc has of places, to a metre.
async function distances({open}) {
  const {page} = await open();
  const off = await page.evaluate(() => {
    const sheet = window.eval('page').sheets.find((one) => one.name === 'places');
    const at = Object.fromEntries(sheet.columns.map((column, k) => [column.key, k]));
    return sheet.rows.map((row) => [row[at.name],
      Math.abs(window.zoneMap.lines[0].nearest(row[at.lon], row[at.lat]).metres - 1000 * row[at.distance_km])]);
  });
  assert.ok(off.length > 20, `only ${off.length} places`);
  for (const [name, metres] of off) assert.ok(metres < 1, `${name}: off by ${metres} m`);
}

// Hovering tells a zone's figures, and the distance.
async function hover({open, rest}) {
  const {page} = await open();
  const box = await page.locator('path.zone').nth(2).boundingBox();
  const at = await page.evaluate(({x, y, width, height}) => {
    for (let i = 1; i < 60; i++) {
      for (let k = 1; k < 60; k++) {
        const point = [x + i * width / 60, y + k * height / 60];
        if (document.elementFromPoint(...point)?.classList.contains('zone')) return point;
      }
    }
    return null;
  }, box);
  await page.mouse.move(...at);
  await page.mouse.move(at[0] + 1, at[1]);
  const card = await page.locator('.leaflet-tooltip strong').first().textContent();
  assert.ok(card.includes(rest[0]), `the card says ${card}`);
  assert.match(await page.locator('#readout').textContent(), /from the line \(within 1 m\)/);
}

async function goTo({open, rest}) {
  const {page} = await open();
  const [name, wanted] = rest;
  const before = await page.evaluate(() => window.zoneMap.map.getZoom());
  await page.locator('#seek-name').fill(name);
  await page.keyboard.press('Enter');
  assert.match(await page.locator('#seek-answer').textContent(), new RegExp(wanted));
  assert.ok(await page.evaluate(() => window.zoneMap.map.getZoom()) > before, 'the map did not move');
  await page.locator('#seek-name').fill('Nowhere at all');
  await page.keyboard.press('Enter');
  assert.match(await page.locator('#seek-answer').textContent(), /Nothing here is called/);
}

// Names are text, whatever is in them.
async function harmless({open, rest}) {
  const {page, seen} = await open();
  await page.waitForTimeout(300);
  assert.deepEqual(seen.complaints, []);
  assert.equal(await page.evaluate(() => window.harm), undefined);
  const text = await page.evaluate(() => document.body.innerText + document.title);
  for (const name of rest) assert.ok(text.includes(name), `${name} is not on the page`);
  assert.equal(await page.locator('h1').textContent(), rest[0]);
  assert.equal(await page.title(), rest[0]);
}

// A comparison: another width and another day show other zones.
async function series({open, rest, file}) {
  const {page, seen} = await open();
  const shape = () => page.locator('path.zone').nth(2).getAttribute('d');
  const first = await shape();
  await page.locator('#series-scenario').selectOption({label: rest[0]});
  const second = await shape();
  assert.notEqual(second, first);
  await page.locator('#series-line').focus();
  await page.keyboard.press('ArrowRight');
  assert.notEqual(await shape(), second);
  assert.match(await page.locator('#series output').textContent(), new RegExp(rest[1]));
  await page.getByRole('button', {name: 'Play'}).click();
  await page.getByRole('button', {name: 'Pause'}).or(page.getByRole('button', {name: 'Play'})).waitFor();
  assert.ok(await page.locator('#charts figure').count() >= 2);
  assertAlone(seen, file);
}

// The antimeridian: what lies on both sides of it is beside each other.
async function together({open, rest}) {
  const {page} = await open();
  const span = await page.evaluate(() => {
    const bounds = window.zoneMap.bounds();
    return bounds.getEast() - bounds.getWest();
  });
  assert.ok(span < Number(rest[0]), `the zones span ${span} degrees`);
}

async function thinned({open, rest}) {
  const {page} = await open();
  assert.match(await page.locator('#map-notes').textContent(), /Drawn within .* of the zones as they were computed/);
  const count = await page.evaluate(() => {
    let positions = 0;
    for (const zone of window.zoneMap.picture.zones) for (const polygon of zone.area) for (const ring of polygon) positions += ring.length / 2;
    return positions;
  });
  assert.ok(count < Number(rest[0]), `${count} positions are drawn`);
}

// FILE is made with --tiles http://127.0.0.1:PORT/{z}/{x}/{y}.png: it loads from there, and from nowhere else.
async function tiles({open, rest}) {
  const asked = [];
  const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  const server = createServer((request, answer) => {
    asked.push(request.url);
    answer.writeHead(200, {'Content-Type': 'image/png'});
    answer.end(picture);
  });
  await new Promise((resolve) => server.listen(Number(rest[0]), '127.0.0.1', resolve));
  try {
    const {page, seen} = await open({offline: false});
    await page.waitForSelector('.leaflet-tile-loaded');
    assert.ok(asked.length > 0 && asked.every((path) => /^\/\d+\/\d+\/\d+\.png$/.test(path)), `asked for ${asked}`);
    for (const request of seen.requests.slice(1)) assert.ok(request.startsWith(`http://127.0.0.1:${rest[0]}/`), request);
    assert.deepEqual(seen.complaints, []);
    assert.ok((await page.locator('#credits').textContent()).includes('learns where the line is'));
  } finally {
    server.close();
  }
}

// On paper: the figures are there, what is to be clicked is not.
async function print({open}) {
  const {page} = await open();
  await page.emulateMedia({media: 'print'});
  assert.equal(await page.locator('#whole').isVisible(), false);
  assert.equal(await page.locator('#sheet-zones .tools').isVisible(), false);
  assert.equal(await page.locator('#sheet-zones table').isVisible(), true);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const all = await page.evaluate(() => {
    const bounds = window.zoneMap.bounds();
    return window.zoneMap.map.getSize().x < 700 && window.zoneMap.map.getBounds().contains(bounds);
  });
  assert.ok(all, 'the paper does not show the whole map');
  const paper = await page.pdf({format: 'A4', printBackground: false});
  assert.ok(paper.length > 10000);
}

export const CASES = {alone, switches, tables, downloads, accessible, widths, keyboard, distances, hover, goTo, harmless,
  series, together, thinned, tiles, print};

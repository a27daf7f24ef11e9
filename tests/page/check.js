// check.js CASE FILE [ARGUMENT...]: opens a report and checks one thing about it; exits 1 with what is wrong.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {startBrowser, openReport} from './browser.js';
import {CASES} from './cases.js';

const [name, file, ...rest] = process.argv.slice(2);
const browser = await startBrowser();
try {
  assert.ok(CASES[name], `there is no case ${name}`);
  await CASES[name]({browser, file, rest, open: (options) => openReport(browser, file, options), read: (path) => readFileSync(path)});
} catch (error) {
  console.log(error.message);
  process.exitCode = 1;
} finally {
  await browser.close();
}

// browser.js: opens a report in a browser whose network is off, and counts whatever it asks for all the same.
import {chromium} from 'playwright-core';
import {pathToFileURL} from 'node:url';

const PROGRAM = process.env.CHROMIUM || '/usr/bin/chromium';
const ARGUMENTS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export async function startBrowser() {
  return chromium.launch({executablePath: PROGRAM, args: ARGUMENTS});
}

// A page of a report, once it says that it is drawn; requests and what the console complains of are kept.
export async function openReport(browser, file, options = {}) {
  const {offline = true, ...more} = options;
  const context = await browser.newContext({acceptDownloads: true, viewport: {width: 1280, height: 900}, ...more});
  if (offline) await context.setOffline(true);
  const page = await context.newPage();
  const seen = {requests: [], complaints: []};
  page.on('request', (request) => {
    if (!request.url().startsWith('data:') && !request.url().startsWith('blob:')) seen.requests.push(request.url());
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) seen.complaints.push(message.text());
  });
  page.on('pageerror', (error) => seen.complaints.push(String(error)));
  await page.goto(pathToFileURL(file).href);
  await page.waitForSelector('html[data-ready=yes]', {state: 'attached', timeout: 60000});
  return {context, page, seen};
}

// Every page at the widths of a phone, a tablet and a desk: nothing runs off the page, what is pressed is large
// enough, the newest figures are in view, axe-core finds nothing. Prints TAP; with a folder also pictures, in
// light, dark and forced colours, with an index. See gallery.
// node gallery.mjs ADDRESS USERS-FILE CHROMIUM [FOLDER]
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { axeProblems, finish, launch, readUsers, report, signIn } from './browser.mjs';

const [address, usersFile, browserPath, folder] = process.argv.slice(2);
const short = folder === undefined;

const sizes = { narrowest: [320, 568], phone: [390, 844], tablet: [820, 1180], desk: [1280, 900] };
// what a picture is of: a size, and what the reader has asked their computer for
const looks = { phone: ['phone', {}], tablet: ['tablet', {}], desk: ['desk', {}], dark: ['desk', { colorScheme: 'dark' }],
  'forced-light': ['desk', { colorScheme: 'light', forcedColors: 'active' }],
  'forced-dark': ['desk', { colorScheme: 'dark', forcedColors: 'active' }] };
const plain = { colorScheme: 'light', forcedColors: 'none' };

const shortPages = ['/', '/performance', '/performance/summary', '/performance/indicators/7.2', '/finance/revenue',
  '/performance?period=nonsense'];
// what no link leads to
const mistakes = ['/no-such-page', '/performance?period=nonsense', '/performance?area=nowhere'];
const perFolder = 2; // of /finance/revenue/… and such, if they are not on the list of reports

// --- what is checked ---

async function widthProblems(page, width) {
  const wide = await page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return null;
    const out = [...document.querySelectorAll('body *')].filter((e) => e.closest('.scroll') === null &&
      e.getBoundingClientRect().right > root.clientWidth + 1);
    return `${root.scrollWidth} pixels: ${out.slice(0, 2).map((e) => e.outerHTML.slice(0, 100)).join(' … ')}`;
  });
  return wide === null ? [] : [`the page is wider than ${width}: ${wide}`];
}

// WCAG 2.5.8: 24 pixels, but for links in sentences. What scripts, the browser or nobody draws is none.
async function targetProblems(page) {
  return page.evaluate(() => {
    const inline = (e) => {
      const block = e.closest('p, li, dd, td, th, figcaption, caption, label');
      return e.matches('a') && block !== null && block.textContent.trim() !== e.textContent.trim() &&
        !block.matches('td, th');
    };
    const small = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
      .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.matches('.skip') && !inline(e))
      .map((e) => [e, e.getBoundingClientRect()])
      .filter(([, box]) => box.width > 1 && (box.height < 23.9 || box.width < 23.9));
    return small.slice(0, 4).map(([e, box]) =>
      `${Math.round(box.width)} × ${Math.round(box.height)}: ${e.outerHTML.slice(0, 120)}`)
      .concat(small.length > 4 ? [`and ${small.length - 4} more`] : []);
  });
}

// The column that a table's readers came for, the newest period's or a variance, can be read without scrolling
// sideways, beside the words that say what the row is of.
async function newestProblems(page) {
  return page.evaluate(() => {
    const problems = [];
    for (const region of document.querySelectorAll('.scroll')) {
      const kept = region.querySelector('thead .kept');
      const head = region.querySelector('tbody th[scope=row]');
      // rows that have become blocks have nothing beside them
      if (kept === null || !kept.checkVisibility() || globalThis.getComputedStyle(kept).display === 'block') continue;
      const box = kept.getBoundingClientRect();
      const name = kept.textContent.trim();
      const where = region.querySelector('caption').textContent;
      if (box.left < 0 || box.right > document.documentElement.clientWidth + 1)
        problems.push(`${where}: ${name} ends at ${Math.round(box.right)}`);
      if (head !== null && head.getBoundingClientRect().right > box.left + 1)
        problems.push(`${where}: ${name} is hidden by the heads of the rows`);
      if (head !== null && head.getBoundingClientRect().left < -1)
        problems.push(`${where}: the heads of the rows are out of view`);
    }
    return problems;
  });
}

async function check(page, who, where, names) {
  for (const name of names) {
    const [width, height] = sizes[name];
    await page.setViewportSize({ width, height });
    await page.goto(address + where);
    const words = `${who} ${where} at ${width}`;
    report(`${words}: the page is no wider`, await widthProblems(page, width));
    report(`${words}: targets of 24 pixels`, await targetProblems(page));
    report(`${words}: what matters is in view`, await newestProblems(page));
    if (!short || name === 'phone') report(`${words}: axe-core finds nothing`, await axeProblems(page));
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  report(`${who} ${where} on a dark ground: axe-core finds nothing`, await axeProblems(page));
  await page.emulateMedia(plain);
}

// --- which pages there are ---

const data = /\.(csv|json|xlsx|pdf|ics|css|js)$/;
async function links(page) {
  const all = await page.evaluate(() => [...document.querySelectorAll('a[href]')].map((a) => a.href));
  return [...new Set(all.map((href) => new URL(href)).filter((url) => url.origin === new URL(address).origin &&
    !data.test(url.pathname) && !/^\/(healthz|sign-out)/.test(url.pathname)).map((url) => url.pathname))];
}
const parent = (where) => where.slice(0, where.lastIndexOf('/'));

// From the home page on: all of the list of reports, a few of every other kind.
async function pagesOf(page) {
  const found = ['/'];
  const of = new Map();
  for (let i = 0; i < found.length; i++) {
    await page.goto(address + found[i]);
    for (const where of await links(page)) {
      if (found.includes(where)) continue;
      const many = of.get(parent(where)) ?? 0;
      if (found[i] !== '/performance/reports' && where.split('/').length > 3 && many >= perFolder) continue;
      of.set(parent(where), many + 1);
      found.push(where);
    }
  }
  return found;
}

// --- pictures ---

const pictures = [];
async function draw(page, who, where) {
  const file = `${who}${where === '/' ? '/home' : where}`.replace(/[^A-Za-z0-9.]+/g, '_');
  for (const [look, [size, media]] of Object.entries(looks)) {
    const [width, height] = sizes[size];
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ ...plain, ...media });
    await page.goto(address + where);
    await page.screenshot({ path: path.join(folder, look, `${file}.png`), fullPage: true });
  }
  await page.emulateMedia(plain);
  pictures.push({ who, where, file });
}

const escaped = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
function writeIndex() {
  const rows = pictures.map(({ who, where, file }) => `<h2>${escaped(`${who} ${where}`)}</h2>\n<p>${
    Object.keys(looks).map((look) => `<a href="${look}/${file}.png"><img src="${look}/${file}.png" alt="${
      look}" loading="lazy"></a>`).join('\n')}</p>\n`);
  writeFileSync(path.join(folder, 'index.html'), `<!DOCTYPE html>
<html lang="en-GB"><meta charset="utf-8"><title>Gallery</title>
<style>body { font: 1rem sans-serif } img { width: 16%; height: 22rem; object-fit: cover; object-position: top; border: 1px solid #999 }</style>
<h1>${pictures.length} pages: ${Object.keys(looks).join(', ')}</h1>
${rows.join('')}</html>
`);
}

const users = readUsers(usersFile);
const browser = await launch(browserPath);
const seen = new Set();

async function look(page, who, where, names) {
  seen.add(where);
  await check(page, who, where, names);
  if (!short) await draw(page, who, where);
}
async function session(who, act) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...plain });
  const page = await context.newPage();
  if (who !== 'nobody') await signIn(page, address, who, users.get(who));
  await act(page);
  await context.close();
}

try {
  if (short) {
    await session('member', async (page) => {
      for (const where of shortPages) await look(page, 'member', where, ['narrowest', 'phone', 'tablet']);
    });
  } else {
    for (const name of Object.keys(looks)) mkdirSync(path.join(folder, name), { recursive: true });
    await session('nobody', async (page) => {
      for (const where of ['/sign-in', '/accessibility']) await look(page, 'nobody', where, Object.keys(sizes));
    });
    for (const who of users.keys()) {
      await session(who, async (page) => {
        const own = (await pagesOf(page)).filter((where) => where === '/' || !seen.has(where));
        for (const where of who === 'member' ? [...own, ...mistakes] : own)
          await look(page, who, where, Object.keys(sizes));
        if (who === 'admin') await look(page, who, '/performance', ['phone']);
      });
    }
    writeIndex();
  }
} finally {
  await browser.close();
}
finish();

// Every page in a real browser, as every role: axe-core finds nothing, nothing is refused by the
// page's own security policy, and at 400 % zoom only tables scroll sideways. Prints TAP.
// node pages.mjs ADDRESS USERS-FILE CHROMIUM
import { createHmac } from 'node:crypto';
import { axeProblems, finish, launch, readUsers, report, signIn } from './browser.mjs';

const [address, usersFile, browserPath] = process.argv.slice(2);

const meeting = '/meetings/childrens-services-2017-03-14';
const pages = ['/', '/performance', '/performance/indicators/7.2', '/performance/cards/7.2',
  '/finance/revenue', '/finance/schools', '/finance/balances', '/finance/reserves', '/finance/contributions',
  '/finance/key-points', '/performance/indicators/7.1', '/risks', '/risks/RM13906',
  '/performance/indicators/7.2/provenance', '/performance/indicators/7.2/commentary', '/performance/commentary',
  '/glossary', '/published-figures', '/performance/reports', '/performance/exceptions', '/performance/summary',
  '/performance/summary?rating=red&sort=-difference', '/compare', '/compare?indicator=7.2&indicator=S2.2&area=norfolk&area=norwich',
  '/performance/process', '/performance/differences',
  '/performance/sections/contacts-and-referrals', '/performance/scorecards/education', '/performance/scorecards/neet',
  '/performance/education', '/performance/early-help', '/performance/contacts-by-source', '/performance/quarterly?area=blackpool',
  '/performance/breakdowns/3.1', '/performance/breakdowns/7.1', '/performance/localities/S2.2',
  meeting, `${meeting}/pack`, '/accessibility', '/performance/indicators', '/performance/indicators?text=plan', '/help',
  '/help/figures', '/help/tour/member'];
// a member sees what most people see; the others what their roles add or take away
const visits = { member: ['/account', '/account/password', '/account/second-factor', '/account/confirm', ...pages], officer: ['/', '/performance', '/help'],
  committee_officer: ['/', meeting, `${meeting}/preflight`, '/help/tour/committee_officer'],
  analyst: ['/papers', '/papers/safelives.md', '/papers/safelives.md/edit', '/papers/safelives.md/versions', '/performance/indicators/2.7/commentary?kind=analysis', '/performance/indicators/7.2/commentary'],
  auditor: ['/', '/performance'], admin: ['/', '/performance'] };

// 1280 pixels at 400 % are 320
async function zoomProblems(page) {
  await page.setViewportSize({ width: 320, height: 700 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.setViewportSize({ width: 1280, height: 900 });
  return wide > 320 ? [`the page is ${wide} pixels wide`] : [];
}

async function structureProblems(page) {
  return page.evaluate(() => {
    const problems = [];
    const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
    const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
    if (twice.length > 0) problems.push(`ids that stand twice: ${twice.slice(0, 5).join(', ')}`);
    if (document.querySelectorAll('h1').length !== 1) problems.push('not exactly one h1');
    for (const image of document.images)
      if (image.naturalWidth === 0) problems.push(`no picture: ${image.src}`);
    if (document.querySelector('[style], style, script:not([src])')) problems.push('inline style or script');
    for (const link of document.querySelectorAll('a[href^="#"]'))
      if (!document.getElementById(decodeURIComponent(link.hash.slice(1))))
        problems.push(`a link leads nowhere: ${link.hash}`);
    return problems;
  });
}

async function visit(page, who, where, expected) {
  const refused = [];
  const listen = (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) refused.push(message.text());
  };
  page.on('console', listen);
  const answer = await page.goto(address + where);
  const status = answer.status();
  report(`${who} ${where}: answered`, expected.includes(status) ? [] : [`status ${status}`]);
  report(`${who} ${where}: axe-core finds nothing`, await axeProblems(page));
  report(`${who} ${where}: sound structure`, await structureProblems(page));
  report(`${who} ${where}: usable at 400 %`, await zoomProblems(page));
  report(`${who} ${where}: the security policy refused nothing`, refused);
  page.off('console', listen);
}

// the first press of the tabulator leads to the skip link, and that to the main part
async function checkSkipLink(page) {
  await page.goto(`${address}/`);
  await page.keyboard.press('Tab');
  const href = await page.evaluate(() => document.activeElement.getAttribute('href'));
  const there = href?.startsWith('#') &&
    await page.evaluate((h) => document.querySelector(h) !== null, href);
  report('the skip link comes first', there ? [] : [`the first stop is ${href}`]);
}

// The tabulator comes to everything that can be used, in the order of the page, and what has the
// focus is seen: it has an outline, or a ground of its own. A page with many links takes a while.
async function checkKeyboard(page, where) {
  await page.goto(address + where);
  const wanted = await page.evaluate(() => [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
    .filter((e) => (e.matches('summary') ? e.parentElement.parentElement : e).closest('details:not([open])') === null).length);
  const problems = [];
  let last = -1;
  let stops = 0;
  for (; stops < wanted + 5; stops++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const all = [...document.querySelectorAll('*')];
      const e = document.activeElement;
      const style = globalThis.getComputedStyle(e);
      const box = e.getBoundingClientRect();
      return { at: e === document.body ? -1 : all.indexOf(e), what: e.outerHTML.slice(0, 80),
        seen: style.outlineStyle !== 'none' && box.width > 1 && box.height > 1 &&
          (style.backgroundColor !== 'rgba(0, 0, 0, 0)' || style.boxShadow !== 'none') };
    });
    if (stop.at < 0) break;
    if (stop.at <= last) problems.push(`out of order: ${stop.what}`);
    if (!stop.seen) problems.push(`not seen: ${stop.what}`);
    last = stop.at;
  }
  if (stops !== wanted) problems.push(`${stops} stops for ${wanted} that can be used`);
  report(`a keyboard reaches all of ${where}`, problems);
}

// The twin of a pack: a mark for each page of the PDF, and every "Page N" leads to it.
async function checkTwin(page) {
  await page.goto(`${address}${meeting}/pack`);
  const seen = await page.evaluate(() => ({
    marks: [...document.querySelectorAll('.page-mark a')].map((a) => a.id),
    wrong: [...document.querySelectorAll('main a')].filter((a) => /^Page \d+$/.test(a.textContent) &&
      a.getAttribute('href') !== `#page-${a.textContent.slice(5)}`).length,
    numbered: [...document.querySelectorAll('p.numbered')].filter((p) => !p.id ||
      p.querySelector('a.number')?.getAttribute('href') !== `#${p.id}`).length }));
  const run = seen.marks.every((id, i) => id === `page-${i + 1}`) && seen.marks.length > 5;
  report('the pages of the PDF are marked, one after the other', run ? [] : [seen.marks.join(' ')]);
  report('"Page N" leads to the mark', seen.wrong === 0 ? [] : [`${seen.wrong} do not`]);
  report('each numbered paragraph has its link', seen.numbered === 0 ? [] : [`${seen.numbered} have not`]);
}

// A chart tells its figures at the pointer and by the arrow keys, has them as a table on request, and all that without
// the script stands in a table of the page.
async function checkChart(page, where) {
  await page.goto(address + where);
  const figure = page.locator('figure.chart').first();
  await figure.scrollIntoViewIfNeeded();
  const box = await figure.locator('.chart-pointer').boundingBox();
  const problems = [];
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.5);
  const tip = await figure.locator('.chart-tip').innerText();
  if (!/^[A-Z][a-z]{2}-\d\d\n[^\n]+ \d/.test(tip)) problems.push(`at the pointer: ${tip}`);
  await figure.locator('.chart-pointer').focus();
  await page.keyboard.press('End');
  const said = await figure.locator('.chart-pointer').getAttribute('aria-valuetext');
  const table = page.locator(await figure.locator('a[href^="#"]').getAttribute('href'));
  const newest = (await table.locator('tbody tr').last().innerText()).match(/\d[\d,.]*(?=\D*$)|\d[\d,.]*/g) ?? [];
  if (!newest.some((n) => said.includes(` ${n}`))) problems.push(`by the keys: ${said}, in the table ${newest}`);
  await figure.locator('button').click();
  const rows = await figure.locator('tbody tr').count();
  if (rows < 2 || !(await figure.locator('table').isVisible())) problems.push(`${rows} rows of figures`);
  report(`a chart of ${where} tells its figures`, problems);
}

// In forced colours words are as light as their ground is dark, and the other way round.
async function checkForcedColours(where, state) {
  for (const scheme of ['light', 'dark']) {
    const context = await browser.newContext({ colorScheme: scheme, forcedColors: 'active', storageState: state });
    const page = await context.newPage();
    await page.goto(address + where);
    const seen = await page.evaluate(() => {
      const light = (colour) => colour.match(/\d+/g).slice(0, 3).reduce((sum, n) => sum + Number(n), 0) / 765;
      const ground = light(globalThis.getComputedStyle(document.documentElement).backgroundColor);
      const far = (value) => value === 'none' || Math.abs(light(value) - light(globalThis.getComputedStyle(
        document.body).backgroundColor)) > 0.3;
      const bad = [...document.querySelectorAll('.chart-wide text, .chart-wide path:not(.ink-grid, .ink-paper)')]
        .filter((e) => { const style = globalThis.getComputedStyle(e); return !far(e.hasAttribute('stroke') ? style.stroke : style.fill); });
      return { ground, bad: bad.length, of: document.querySelectorAll('.chart-wide text').length };
    });
    report(`charts of ${where} are seen in forced colours, ${scheme}`,
      seen.bad === 0 && seen.of > 5 ? [] : [`${seen.bad} things are not, of ${seen.of} words`]);
    await context.close();
  }
}

// Fills the one text of a form and presses a button.
async function write(page, text, action) {
  await page.fill('textarea', text);
  await Promise.all([page.waitForNavigation(), page.click(`button[value=${action}]`)]);
}
// What has the focus, which autofocus gives when the page is first drawn, not when it has loaded.
async function focused(page) {
  await page.waitForFunction(() => document.activeElement !== document.body, { timeout: 5000 }).catch(() => {});
  return page.evaluate(() => document.activeElement.className || document.activeElement.id);
}
const is = (seen, wanted) => (seen === wanted ? [] : [`${seen}, not ${wanted}`]);

// A page that says what went wrong, or right, is as sound as any other, and that is where the focus is.
async function checkSaid(page, words, box) {
  report(`${words}: the focus is there`, is(await focused(page), box));
  report(`${words}: axe-core finds nothing`, await axeProblems(page));
  report(`${words}: sound structure`, await structureProblems(page));
  report(`${words}: usable at 400 %`, await zoomProblems(page));
}

// Commentary: a mistake is said and nothing is lost; saved, compared, taken back. It leaves one version unreleased.
async function checkWriting(page) {
  const form = `${address}/performance/indicators/2.7/commentary?kind=analysis&period=2017-01`;
  const wrong = 'It was {{figure 99.9 2017-01}}.';
  await page.goto(form);
  await write(page, wrong, 'save');
  await checkSaid(page, 'a mistake', 'error-summary');
  report('... what was typed stays', is(await page.inputValue('textarea'), wrong));
  await page.click('.error-summary a');
  report('... its link leads to the field', is(await focused(page), 'text'));
  await write(page, 'It was {{figure 2.7 2017-01}}.', 'save');
  await checkSaid(page, 'saved', 'banner');
  await page.reload();
  report('... is said once', await page.locator('.banner').count() === 0 ? [] : ['twice']);
  await page.goto(form);
  await write(page, 'It fell to {{figure 2.7 2017-01}}.', 'save');
  await page.click('a[href*="versions"][href*="analysis"]');
  const changes = await page.evaluate(() => [...document.querySelectorAll('.changes del, .changes ins')]
    .map((e) => `${e.localName}: ${[...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join('')}`));
  report('what was changed is marked', is(changes.join(', '), 'del: was, ins: fell to'));
  report('... axe-core finds nothing', await axeProblems(page));
  report('... usable at 400 %', await zoomProblems(page));
  await Promise.all([page.waitForNavigation(), page.click('main .form button')]);
  await checkSaid(page, 'taken back', 'banner');
  await page.goto(form);
  report('... the words before hold', is((await page.inputValue('textarea')).trim(), 'It was {{figure 2.7 2017-01}}.'));
}

// A file that is refused: on the page of the meeting, at its field, the title kept.
async function checkAttaching(page) {
  await page.goto(address + meeting);
  await page.click('details.attach:last-of-type summary');
  await page.setInputFiles('details[open] input[type=file]', { name: 'a.pdf', mimeType: 'application/pdf',
    buffer: Buffer.from('no PDF') });
  await page.fill('details[open] input[name=title]', 'A title');
  await Promise.all([page.waitForNavigation(), page.click('details[open] button')]);
  await checkSaid(page, 'a file that is no PDF', 'error-summary');
  report('... the title stays', is(await page.inputValue('details[open] input[name=title]'), 'A title'));
  await page.click('.error-summary a');
  report('... its link leads to the field', is(await page.evaluate(() => document.activeElement.type), 'file'));
}

// What the app on a phone makes of the key (RFC 6238).
function code(key) {
  const bits = [...key].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)));
  const hash = createHmac('sha1', secret).update(step).digest();
  return String((hash.readUInt32BE(hash[19] & 15) & 0x7fffffff) % 1000000).padStart(6, '0');
}
const send = (page) => Promise.all([page.waitForNavigation(), page.click('main .form button')]);

// A second factor is added, asked for and removed again: each page on the way is sound.
async function checkFactor(page, name) {
  await page.goto(`${address}/account/second-factor`);
  await page.fill('#code', '12345');
  await send(page);
  await checkSaid(page, 'a code that is none', 'error-summary');
  const key = (await page.innerText('.key')).replaceAll(' ', '');
  for (let i = 0; i < 5 && await page.locator('#code').count() > 0; i++) {
    await page.fill('#code', code(key));
    await send(page);
  }
  const codes = await page.locator('.codes code').allInnerTexts();
  report('recovery codes are shown', is(`${codes.length}`, '10'));
  report('... axe-core finds nothing', await axeProblems(page));
  report('... usable at 400 %', await zoomProblems(page));
  await page.context().clearCookies();
  await page.goto(`${address}/sign-in`);
  await page.fill('input[name=username]', name);
  await page.fill('input[name=password]', users.get(name));
  await send(page);
  await visit(page, name, '/sign-in/code', [200]);
  await page.fill('#proof-code', 'nothing');
  await send(page);
  await checkSaid(page, 'a wrong code', 'error-summary');
  await page.fill('#proof-code', codes[0]);
  await send(page);
  await checkSaid(page, 'a recovery code', 'banner');
  await visit(page, name, '/account/recovery-codes', [200]);
  await visit(page, name, '/account/second-factor/removal', [200]);
  await send(page);
  await checkSaid(page, 'the factor is removed', 'banner');
}

const users = readUsers(usersFile);
const browser = await launch(browserPath);
try {
  const stranger = await browser.newPage();
  await visit(stranger, 'nobody', '/sign-in', [200]);
  for (const where of ['/accessibility', '/privacy', '/contact'])
    await visit(stranger, 'nobody', where, [200]);
  for (const [role, list] of Object.entries(visits)) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await signIn(page, address, role, users.get(role));
    const denied = role === 'auditor' || role === 'admin';
    for (const where of list)
      await visit(page, role, where, denied && where !== '/' ? [403] : [200]);
    if (role === 'member') {
      await visit(page, role, '/no-such-page', [404]);
      await checkSkipLink(page);
      for (const where of ['/', '/performance', '/finance/revenue', `${meeting}/pack`])
        await checkKeyboard(page, where);
      await checkTwin(page);
      await checkChart(page, '/performance/indicators/7.2');
      await checkForcedColours('/performance/indicators/7.2', await context.storageState());
    }
    if (role === 'analyst') await checkWriting(page);
    if (role === 'officer') await checkFactor(page, role);
    if (role === 'committee_officer') await checkAttaching(page);
    await context.close();
  }
} finally {
  await browser.close();
}
finish();

// Every page in a real browser, as every role: axe-core finds nothing, nothing is refused by the
// page's own security policy, and at 400 % zoom only tables scroll sideways. Prints TAP.
// node pages.mjs ADDRESS USERS-FILE CHROMIUM
import { axeProblems, finish, launch, readUsers, report, signIn } from './browser.mjs';

const [address, usersFile, browserPath] = process.argv.slice(2);

const meeting = '/meetings/childrens-services-2017-03-14';
const pages = ['/', '/performance', '/performance/indicators/7.2', '/performance/cards/7.2',
  '/finance/revenue', '/finance/schools', '/finance/balances', '/finance/reserves', '/finance/contributions',
  '/finance/key-points', '/performance/indicators/7.1', '/risks', '/risks/RM13906',
  '/performance/indicators/7.2/provenance', '/performance/indicators/7.2/commentary', '/performance/commentary',
  '/glossary', '/published-figures', '/performance/reports', '/performance/exceptions', '/performance/summary',
  '/performance/sections/contacts-and-referrals', '/performance/scorecards/education', '/performance/scorecards/neet',
  '/performance/education', '/performance/early-help', '/performance/contacts-by-source', '/performance/quarterly',
  '/performance/breakdowns/3.1', '/performance/breakdowns/7.1', '/performance/localities/S2.2',
  meeting, `${meeting}/pack`, '/accessibility'];
// a member sees what most people see; the others what their roles add or take away
const visits = { member: pages, officer: ['/', '/performance'], committee_officer: ['/', meeting, `${meeting}/preflight`],
  analyst: ['/performance/indicators/2.7/commentary?kind=analysis', '/performance/indicators/7.2/commentary'],
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
    .filter((e) => e.matches('summary') || e.closest('details:not([open])') === null).length);
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

const users = readUsers(usersFile);
const browser = await launch(browserPath);
try {
  const stranger = await browser.newPage();
  await visit(stranger, 'nobody', '/sign-in', [200]);
  await visit(stranger, 'nobody', '/accessibility', [200]);
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
    }
    await context.close();
  }
} finally {
  await browser.close();
}
finish();

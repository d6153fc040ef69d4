// After signing out the way back shows nothing of what was seen: neither what is not released, to whoever sees that, nor
// a member's pages. The browser's own caches are what is tried, that of whole pages too. Prints TAP.
// node sign_out.mjs ADDRESS USERS-FILE CHROMIUM
import { finish, launch, readUsers, report, signIn } from './browser.mjs';

const [address, usersFile, browserPath] = process.argv.slice(2);
const users = readUsers(usersFile);
const seen = { member: ['/', '/performance', '/performance/indicators/7.2'],
  officer: ['/', '/performance', '/finance/cost-centres'], finance: ['/finance/revenue', '/performance/summary'] };
// the script hides what it can; where figures before their release are seen, it is not what they depend on
const visits = [['member', true], ['officer', true], ['officer', false], ['finance', false]];

// What stands in the window after each step back, as far as there is one.
async function wayBack(page, steps) {
  const found = [];
  for (let i = 0; i < steps; i++) {
    await page.goBack({ waitUntil: 'load' }).catch(() => null);
    await page.waitForURL(/sign-in/, { timeout: 3000 }).catch(() => null);
    const heading = await page.evaluate(() => document.querySelector('h1')?.innerText ?? '');
    const text = await page.evaluate(() => document.body.innerText);
    if (heading !== 'Sign in' && page.url().startsWith('http')) found.push(`${page.url()} shows "${heading}"`);
    if (/Signed in as/.test(text)) found.push(`${page.url()} says who was signed in`);
  }
  return found;
}

const browser = await launch(browserPath, { ignoreDefaultArgs: ['--disable-back-forward-cache'] });
try {
  for (const [role, script] of visits) {
    const pages = seen[role], who = script ? role : `${role} without a script`;
    const context = await browser.newContext({ javaScriptEnabled: script });
    const page = await context.newPage();
    page.setDefaultTimeout(15000);
    await signIn(page, address, role, users.get(role));
    for (const where of pages) await page.goto(address + where);
    await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Sign out' }).click()]);
    report(`${who} is told that they have signed out`,
      /You have signed out/.test(await page.evaluate(() => document.body.innerText)) ? [] : [page.url()]);
    report(`${who}: the way back shows nothing`, await wayBack(page, pages.length));
    await page.goto(`${address}/performance`);
    report(`${who}: no session is left`, page.url().includes('/sign-in') ? [] : [page.url()]);
    await context.close();
  }
} finally {
  await browser.close();
}
finish();

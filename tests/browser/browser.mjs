// What the browser's tests share: a browser, its users, TAP, axe-core.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

// the driver and axe-core stand where the command runs: scripts/check fetches them
const require = createRequire(path.join(process.cwd(), 'package.json'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const launch = (executablePath, more) => chromium.launch({ executablePath, args: ['--no-sandbox'], ...more });

// "member PASSWORD member" a line: the passwords by name
export const readUsers = (file) => new Map(readFileSync(file, 'utf8').trim().split('\n')
  .map((line) => line.split(' ')).map(([name, password]) => [name, password]));

let count = 0;
let failures = 0;
export function report(words, problems) {
  count++;
  if (problems.length > 0) failures++;
  console.log(`${problems.length > 0 ? 'not ok' : 'ok'} ${count} - ${words}`);
  for (const problem of problems) console.log(`# ${problem.replace(/\n/g, ' ')}`);
}
export function finish() {
  console.log(`1..${count}`);
  process.exit(failures === 0 ? 0 : 1);
}

export async function axeProblems(page) {
  // evaluated by the debugger's way in, which the page's own policy does not govern
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  return result.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes[0].html.slice(0, 160)}`);
}

export async function signIn(page, address, name, password) {
  await page.goto(`${address}/sign-in`);
  await page.fill('input[name=username]', name);
  await page.fill('input[name=password]', password);
  await Promise.all([page.waitForNavigation(), page.click('main button[type=submit], main input[type=submit], main button')]);
  report(`${name} is signed in`, page.url().includes('/sign-in') ? [`still at ${page.url()}`] : []);
}

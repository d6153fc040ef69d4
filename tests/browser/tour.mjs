// The pictures of the tours, out of a running demonstration: each page as the role of its tour sees it.
// node tour.mjs ADDRESS USERS-FILE CHROMIUM FOLDER
import { launch, readUsers, signIn } from './browser.mjs';

const [address, usersFile, browserPath, folder] = process.argv.slice(2);
const meeting = '/meetings/childrens-services-2017-03-14';
// name, role, address; what is brought to the top of the window, and what is typed there
const pictures = [
  ['tour-home', 'member', '/'],
  ['tour-indicator', 'member', '/performance/indicators/7.2', '.filter + *'],
  ['tour-pack', 'member', `${meeting}/pack`],
  ['tour-due', 'officer', '/performance/commentary'],
  ['tour-provenance', 'analyst', '/performance/indicators/7.2/provenance?area=norfolk&period=2017-01', '.filter + *'],
  ['tour-write', 'analyst', '/performance/indicators/2.7/commentary?kind=analysis', '.form',
    'Fewer came back: {{figure 2.7 2017-01}} of the referrals, after {{figure 2.7 2016-12}} in December.'],
  ['tour-summary', 'analyst', '/performance/summary', '.filter + *'],
  ['tour-revenue', 'finance', '/finance/revenue', '.filter + *'],
  ['tour-line', 'finance', '/finance/revenue/looked-after-children-agency-residential'],
  ['tour-exceptions', 'chief_officer', '/performance/exceptions', '.filter + *'],
  ['tour-meeting', 'committee_officer', meeting, '.assemble'],
  ['tour-preflight', 'committee_officer', `${meeting}/preflight`],
];

const users = readUsers(usersFile);
const browser = await launch(browserPath);
try {
  const pages = new Map();
  for (const [name, role, where, from, typed] of pictures) {
    if (!pages.has(role)) {
      const context = await browser.newContext({ viewport: { width: 860, height: 540 } });
      pages.set(role, await context.newPage());
      await signIn(pages.get(role), address, role, users.get(role));
    }
    const page = pages.get(role);
    const answer = await page.goto(address + where);
    if (answer.status() !== 200) throw new Error(`${where}: status ${answer.status()}`);
    if (from !== undefined) {
      await page.evaluate((selector) => {
        for (const details of document.querySelectorAll(`${selector} details:last-of-type`)) details.open = true;
        document.querySelector(selector)?.scrollIntoView();
      }, from);
    }
    if (typed !== undefined) await page.fill(`${from} textarea`, typed);
    await page.screenshot({ path: `${folder}/${name}.png` });
  }
} finally {
  await browser.close();
}

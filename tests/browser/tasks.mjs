// What people come for, done by a script that knows only what stands on the pages: from the home page, in at most
// three steps, by the names of links, buttons and fields. A step is a press or a form that is sent. Prints TAP.
// node tasks.mjs ADDRESS USERS-FILE CHROMIUM
import { finish, launch, readUsers, report, signIn } from './browser.mjs';

const [address, usersFile, browserPath] = process.argv.slice(2);
const phone = { width: 390, height: 844 };
const tablet = { width: 820, height: 1180 };
const desk = { width: 1280, height: 900 };
const most = 3;

// steps: the name of a link; { open } what unfolds; { fill, send } a form. What is to be read then: `says` in one
// piece of the page (a paragraph, a row, a section), `sees` the same within the window as it stands, `not` nowhere.
// The answers are those of the published figures (sql/demo), taken by hand.
const tasks = [
  { task: 'why 5.5 is red', who: 'member', window: phone, steps: [/CIN with an up to date CIN plan/],
    // 85.7 is more than a tenth below 100, and what is counted changed that month
    sees: [/85\.7/, /red/i], says: [/100\s*%/, /from 45 working days after referral, before it was 20/] },
  { task: 'which vital signs flipped since the month before', who: 'member', window: tablet, steps: [],
    // 20.0 to 23.8 where below 20 is green, 90.7 to 89.1 where 100 is the target
    says: [/Re-referrals - %[^]*amber[^]*red/i, /seen within timescales[^]*amber[^]*red/i] },
  { task: 'the page on reserves in my next meeting’s pack', who: 'member', window: desk,
    steps: [/Pack of 14 March 2017/, /5\.8 Reserves and provisions/],
    // 17.270 - 4.248 - 5.271
    sees: [/Reserves and provisions/], says: [/Page \d+/, /Total[^]*17\.270[^]*-4\.248[^]*-5\.271[^]*7\.751/] },
  { task: 'Breckland against its neighbours', who: 'member', window: desk,
    steps: ['Performance', /All reports/, /% of schools judged good or outstanding/],
    says: [/Breckland\s+80\s*%/, /North\s+98\s*%/, /Great Yarmouth\s+70\s*%/, /Breckland[^]*\b6\b/] },
  { task: 'the newest month of looked-after children', who: 'member', window: phone, steps: [/LAC - Rate per 10K/],
    // 1,113 of 167,942
    sees: [/66\.3/, /Jan(uary 20|-)17/] },
  { task: 'what the rise in looked-after children costs', who: 'member', window: desk,
    steps: ['Performance', /Indicators A to Z/, /No\. Looked-After Children/],
    // 1,113 less 1,045; 6.945 + 1.803 + 0.450
    says: [/What do 68 more cost\?/, /£9\.198 million over budget[^]*68 higher than a year before/] },
  { task: 'where else I am signed in', who: 'member', window: phone, steps: ['Your account'],
    says: [/Chrome on Linux[^]*this one/] },
  { task: 'another password', who: 'member', window: phone, steps: ['Your account', 'Change your password'],
    says: [/12 to 128 characters/] },
  { task: 'what I lead on and have not written', who: 'officer', window: desk, steps: [],
    // no commentary of these three is held
    says: [/What you lead on/, ...['Care Plan', 'PEP', 'Health Assessment'].map((name) =>
      new RegExp(`LAC with up-to-date ${name} - %[^]*background, analysis, action, success`))],
    not: [/(Re-referrals|CIN with an up to date CIN plan)[^]*background, analysis, action, success/] },
  { task: 'the file and line behind the 776 referrals of January', who: 'analyst', window: desk,
    steps: ['Performance', /Summary/, /^Referrals - No\. \(in-month\)/],
    says: [/2\.2[^]*776[^]*observations\.csv,? line 27\b/] },
  { task: 'which figures printed otherwise change a rating', who: 'analyst', window: desk,
    steps: ['Performance', /All reports/, /Published otherwise/],
    // less than 15 and 100 are the targets; a tenth beside them is amber
    says: [/ECL-5[^]*December 2016[^]*91\.5%[^]*Amber[^]*87\.9%[^]*Red/, /CPS-6[^]*September 2016[^]*9\.5%[^]*Green[^]*19\.0%[^]*Red/,
      /CPS-6[^]*May 2016[^]*9\.9%[^]*Green[^]*20\.3%[^]*Red/, /6\.14[^]*April 2016[^]*0\.0%[^]*Red[^]*92\.8%[^]*Amber/] },
  { task: 'why a movement is blank', who: 'finance', window: desk,
    steps: ['Finance', 'Revenue', { open: /Reasons: Budget, outturn and variance/ }],
    says: [/Agency Fostering[^]*Movement[^]*last report/] },
  { task: 'the postings behind the largest variance', who: 'finance', window: desk,
    // -118,066.41; the newest posting to its first cost centre, MU004
    steps: [/Cost centres/, /In-house fostering/, 'MU004'],
    says: [/MADE-UP-00665[^]*42,218\.76/] },
  { task: 'what would stop this pack from being published', who: 'committee_officer', window: desk,
    steps: [/^(Meeting of )?14 March 2017/, /Preflight|found|check/i], says: [/Its figures disagree/] },
];

const named = (page, role, name) => page.getByRole(role, { name, exact: typeof name === 'string' })
  .filter({ visible: true }).first();

async function take(page, step) {
  if (step.open) {
    await page.locator('summary').filter({ hasText: step.open, visible: true }).first().click();
  } else if (step.fill) {
    for (const [label, value] of Object.entries(step.fill)) await page.getByLabel(label).first().fill(value);
    await named(page, 'button', step.send).click();
  } else {
    await named(page, 'link', step).click();
  }
  await page.waitForLoadState();
}

// The texts of the page's pieces, none longer than a paragraph; `seen`: of those alone that are within the window.
async function texts(page, seen) {
  return page.evaluate((inWindow) => [...document.querySelectorAll('main *')].filter((e) => {
    const box = e.getBoundingClientRect();
    return e.checkVisibility() && (!inWindow || (box.top >= 0 && box.left >= 0 && box.bottom <= globalThis.innerHeight &&
      box.right <= globalThis.innerWidth + 1));
  }).map((e) => e.innerText ?? e.textContent).filter((text) => text.length <= 900), seen);
}

const missing = (wanted, pieces, words) => (wanted ?? []).filter((w) => !pieces.some((t) => w.test(t)))
  .map((w) => `${words}: ${w}`);

async function perform(page, { steps, sees, says, not }) {
  await page.goto(address);
  for (const [i, step] of steps.entries()) {
    try {
      await take(page, step);
    } catch {
      return [`step ${i + 1}: nothing to press is called ${step.open ?? step.send ?? step}, at ${page.url()}`];
    }
  }
  const all = await texts(page, false);
  return [...missing(says, all, 'the page does not say'),
    ...missing(sees, await texts(page, true), 'not within the window'),
    ...(not ?? []).filter((w) => all.some((t) => w.test(t))).map((w) => `the page says: ${w}`)];
}

const users = readUsers(usersFile);
const browser = await launch(browserPath);
try {
  for (const who of new Set(tasks.map((task) => task.who))) {
    const context = await browser.newContext();
    const page = await context.newPage();
    page.setDefaultTimeout(5000);
    await signIn(page, address, who, users.get(who));
    for (const task of tasks.filter((t) => t.who === who)) {
      await page.setViewportSize(task.window);
      report(`${who}, ${task.window.width} pixels: ${task.task}`,
        task.steps.length > most ? [`${task.steps.length} steps`] : await perform(page, task));
    }
    await context.close();
  }
} finally {
  await browser.close();
}
finish();

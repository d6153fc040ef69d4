// A committee officer's month, in a browser: a meeting from the last one's, its agenda, a question, a paper written and
// signed off, the preflight, publication, a late item, the minutes, an action, and the next agenda, which has it again.
// Each page is asked by axe-core; the items are moved by the keyboard alone. Prints TAP.
// node month.mjs ADDRESS USERS-FILE CHROMIUM
import { axeProblems, finish, launch, readUsers, report, signIn } from './browser.mjs';

const [address, usersFile, browserPath] = process.argv.slice(2);
const users = readUsers(usersFile);
const day = (date) => date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/London' });
const iso = (date) => date.toLocaleDateString('en-GB', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'Europe/London' })
  .split('/').reverse().join('-');
const today = new Date();
const later = new Date(today.getTime() + 40 * 86400000);
const meeting = `/meetings/childrens-services-${iso(today)}`;
const next = `/meetings/childrens-services-${iso(later)}`;
const seen = new Set();

const text = async (page) => (await page.innerText('main')).replace(/\s+/g, ' ');
const says = async (page, words, wanted) => {
  const all = await text(page);
  report(words, [wanted].flat().filter((w) => !all.includes(w)).map((w) => `not said: ${w}; ${page.url()}: ${all.slice(0, 300)}`));
};

async function look(page) {
  const where = new URL(page.url()).pathname;
  if (seen.has(where)) return;
  seen.add(where);
  report(`${where}: axe-core finds nothing`, await axeProblems(page));
}

async function open(page, path) {
  await page.goto(address + path);
  await look(page);
}

async function follow(page, name) {
  await Promise.all([page.waitForNavigation(), page.getByRole('link', { name }).first().click()]);
  await look(page);
}

// Fills fields by their names, chooses what is to be chosen, and sends the form by the words of its button.
async function send(page, fields, button) {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`main [name="${name}"]`).first();
    const kind = await field.evaluate((e) => (e.tagName === 'SELECT' ? 'select' : e.type));
    if (kind === 'select') await field.selectOption(value);
    else if (kind === 'radio' || kind === 'checkbox')
      for (const one of [value].flat()) await page.locator(`main [name="${name}"][value="${one}"]`).check();
    else await field.fill(value);
  }
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: button, exact: true }).first().click()]);
  await look(page);
}

// To the button by the tabulator alone, and pressed by the space bar.
async function press(page, name) {
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => (document.activeElement.tagName === 'BUTTON' ? document.activeElement.textContent.replace(/\s+/g, ' ').trim() : ''));
    if (at === name) {
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Space')]);
      return true;
    }
  }
  return false;
}

async function entry(browser, who) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  page.setDefaultTimeout(10000);
  await signIn(page, address, who, users.get(who));
  return page;
}

async function agenda(clerk) {
  await open(clerk, '/committees/childrens-services');
  await follow(clerk, 'Make a meeting');
  await send(clerk, { date: day(today), time: '10:00', venue: 'Edwards Room' }, 'Make the meeting');
  await says(clerk, 'a meeting is made from the last one', ['This is its agenda', 'To confirm the minutes of the meeting held on']);
  await open(clerk, `${meeting}/new-item?kind=report`);
  await send(clerk, { title: 'How foster carers are found', lead: 'Interim Executive Director of Children\'s Services' }, 'Add it');
  await says(clerk, 'a report is added', 'How foster carers are found');
  report('an item is moved by the keyboard alone', await press(clerk, 'Up: item 8') ? [] : ['no such button']);
  await says(clerk, '... and its number with it', ['The items are in their new order.', '7 How foster carers are found']);
}

async function questions(clerk) {
  await open(clerk, `${meeting}/questions`);
  await follow(clerk, 'Enter a question');
  await send(clerk, { as: 'public', asker: 'A resident', text: 'How many carers were found?', received: '1 March 2017', accepted: 'yes' }, 'Save');
  await says(clerk, 'a question is taken', 'How many carers were found?');
}

async function paper(clerk, chief) {
  await open(clerk, '/papers');
  await follow(clerk, 'How foster carers are found');
  const where = new URL(clerk.url()).pathname;
  await follow(clerk, 'write it');
  await send(clerk, { text: '## Purpose\n\n1.1 It was {{figure 99.9 2017-01}}.' }, 'Save');
  await says(clerk, 'a figure that is not there is said', 'There is a problem');
  await send(clerk, { text: '## Purpose\n\n1.1 The rate was {{figure 7.2 2017-01}}.' }, 'Save');
  await open(clerk, where);
  await says(clerk, 'the paper has its live figure', 'The rate was 66.3');
  await send(clerk, { state: 'chief' }, 'Hand it on');
  await open(chief, '/');
  await says(chief, 'a chief officer is told what waits', 'How foster carers are found');
  await open(chief, where);
  await send(chief, { state: 'signed' }, 'Hand it on');
  await open(clerk, where);
  await send(clerk, { state: 'final' }, 'Hand it on');
  await says(clerk, 'it is final', 'inal');
}

async function publication(clerk) {
  await open(clerk, `${meeting}/preflight`);
  await says(clerk, 'the preflight says what is missing', 'Its paper is to follow');
  await open(clerk, `${meeting}/publish`);
  await send(clerk, {}, 'Publish the pack');
  await says(clerk, 'it is not published without saying why it is late', 'There is a problem');
  const fields = { late_reason: 'The county hall was closed.' };
  if (await clerk.locator('main [name="despite"]').count() > 0) fields.despite = 'The meeting is today.';
  await send(clerk, fields, 'Publish the pack');
  await open(clerk, meeting);
  await says(clerk, 'it is published', ['The county hall was closed.', 'published']);
  await open(clerk, `${meeting}/new-item?kind=report`);
  await send(clerk, { title: 'A court has decided', late_reason: 'It decided yesterday.' }, 'Add it');
  await says(clerk, 'a late item has a letter', 'a A court has decided');
}

async function minutes(clerk) {
  await open(clerk, meeting);
  await follow(clerk, /(Write the m|M)inutes/);
  await open(clerk, `${meeting}/minutes/edit/attendance`);
  const names = await clerk.locator('main [name="present"]').evaluateAll((all) => all.map((e) => e.value));
  await send(clerk, { present: names.slice(0, 12) }, 'Save');
  await open(clerk, `${meeting}/minutes/edit/paragraph?item=8&number=8.1`);
  await send(clerk, { text: 'The Committee heard how carers are found.' }, 'Save');
  await open(clerk, `${meeting}/minutes/edit/motion?item=8`);
  await send(clerk, { text: 'That the report be noted', proposer: names[1], seconder: names[1], for: '9', against: '2', outcome: 'carried' }, 'Save');
  await says(clerk, 'nobody seconds what they have moved', 'There is a problem');
  await send(clerk, { seconder: names[2], for: '40' }, 'Save');
  await says(clerk, 'no more vote than are there', 'There is a problem');
  await send(clerk, { for: '9' }, 'Save');
  await open(clerk, `${meeting}/minutes/edit/resolution?item=8`);
  await send(clerk, { verb: 'note', text: 'the report.', indicator: '7.2' }, 'Save');
  await open(clerk, `${meeting}/minutes`);
  await says(clerk, 'the minutes have all of it', ['The Committee heard how carers are found.', '9', 'the report.', 'Draft']);
  await open(clerk, `${meeting}/minutes/edit/state`);
  await send(clerk, { state: 'circulated' }, 'Save');
}

async function action(clerk) {
  await open(clerk, `${meeting}/actions/new`);
  await send(clerk, { item: '8', text: 'Say how many carers left', owner: 'Assistant Director Social Work', due: day(later) }, 'Save');
  await open(clerk, '/committees/childrens-services/meetings/new');
  await send(clerk, { date: day(later), time: '10:00', venue: 'Edwards Room' }, 'Make the meeting');
  await open(clerk, next);
  await says(clerk, 'the next agenda has what is outstanding', 'Say how many carers left');
  await says(clerk, '... and the minutes', `To confirm the minutes of the meeting held on ${day(today)}`);
}

const browser = await launch(browserPath);
try {
  const clerk = await entry(browser, 'committee_officer');
  await agenda(clerk);
  await questions(clerk);
  await paper(clerk, await entry(browser, 'chief_officer'));
  await publication(clerk);
  await minutes(clerk);
  await action(clerk);
} catch (e) {
  report('the month goes to its end', [e.message.split('\n').slice(0, 3).join(' ')]);
} finally {
  await browser.close();
}
finish();

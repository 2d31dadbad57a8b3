import { Controls } from './controls.js';
import { fillChoices, find, findField, pressChoice, say } from './dom.js';
import { fillExamples, filterExamples, moveByArrow, pressServed } from './example-list.js';
import { followJournal } from './journal-list.js';

/**
 * What `/__mock/examples` answers.
 * @typedef {object} Listing
 * @property {'examples' | 'live'} mode
 * @property {string} controls_cookie
 * @property {readonly string[]} viewers
 * @property {readonly string[]} faults
 * @property {readonly import('./snippets.js').ListedOperation[]} operations
 */

const MODES = {
  examples: 'the documented payloads, whatever was sent',
  live: 'each session keeps what it changes',
};

const listing = await fetchListing();
const controls = new Controls(listing.controls_cookie);

showMock();
showExamples(listing);
fillChoices(find('#viewers'), toChoices('by session', listing.viewers), (viewer) =>
  change('viewer', viewer),
);
fillChoices(find('#faults'), toChoices('none', listing.faults), (fault) => change('fault', fault));
wireSession();
wireFields();
show();
followJournal(async () => showExamples(await fetchListing()));
// Another tab may have changed the cookie.
document.addEventListener('visibilitychange', show);

/** @returns {Promise<Listing>} */
async function fetchListing() {
  const response = await fetch('/__mock/examples');
  return response.json();
}

function showMock() {
  const { mode } = listing;
  find('#mode').textContent = `mode ${mode}`;
  find('#about').textContent =
    `What its requests to ${location.origin} get. Mode ${mode}: ${MODES[mode]}.`;
  find('#first-call').textContent =
    `curl ${location.origin}/v1/users/me -b "psession=YOUR_SESSION"`;
  showElsewhere();
}

/** Cookies go by name: what is chosen for 127.0.0.1 does not hold for localhost. */
function showElsewhere() {
  const other = { localhost: '127.0.0.1', '127.0.0.1': 'localhost' }[location.hostname];
  const link = document.querySelector('#elsewhere');
  if (other === undefined || !(link instanceof HTMLAnchorElement)) return;
  const url = new URL(location.href);
  url.hostname = other;
  link.href = url.href;
  link.textContent = `Your app calls ${other}?`;
  link.hidden = false;
}

/** @param {Listing} listing */
function showExamples({ operations }) {
  fillExamples(operations, (operation, example) => {
    change(operation, controls.get(operation) === example ? '' : example);
  });
  filterExamples(findField('filter', HTMLInputElement).value);
  show();
}

/**
 * @param {string} name
 * @param {string} value
 */
function change(name, value) {
  controls.set(name, value);
  show();
}

/** Makes the page agree with the cookie. */
function show() {
  pressServed((operation) => controls.get(operation));
  pressChoice(find('#viewers'), controls.get('viewer'));
  pressChoice(find('#faults'), controls.get('fault'));
  const delay = findField('delay', HTMLInputElement);
  if (document.activeElement !== delay) delay.value = controls.get('delay');
  showChosen();
}

/** One sentence of all that is chosen. */
function showChosen() {
  const served = listing.operations
    .filter(({ id }) => controls.get(id) !== '')
    .map(({ id }) => `${controls.get(id)} from ${id}`);
  const what = served.length === 0 ? 'the defaults' : served.join(' and ');
  const [viewer, delay, fault] = ['viewer', 'delay', 'fault'].map((name) => controls.get(name));
  const how = [
    viewer && `as ${viewer.replace('_', ' ')}`,
    delay && `after ${delay} ms`,
    fault && `with the fault ${fault}`,
  ].filter(Boolean);
  find('#now').textContent = `Gets ${[what, ...how].join(', ')}.`;
  find('#now').classList.toggle('chosen', served.length + how.length > 0);
}

/**
 * @param {string} none
 * @param {readonly string[]} values
 */
function toChoices(none, values) {
  return [
    { value: '', text: none },
    ...values.map((value) => ({ value, text: value.replace('_', ' ') })),
  ];
}

function wireSession() {
  const select = findField('sign-in-viewer', HTMLSelectElement);
  for (const viewer of listing.viewers.filter((each) => each !== 'anonymous')) {
    select.add(new Option(viewer.replace('_', ' '), viewer));
  }
  onClick('#sign-in', async () => {
    await send('POST', '/__mock/sessions', { viewer: select.value });
    change('viewer', '');
    say(`Signed in as ${select.value.replace('_', ' ')}`);
  });
  onClick('#sign-out', async () => {
    await send('POST', '/__mock/sessions', { viewer: 'anonymous' });
    say('Signed out');
  });
  onClick('#undo', async () => {
    await send('POST', '/__mock/reset');
    say('What any session changed is undone');
  });
}

function wireFields() {
  const delay = findField('delay', HTMLInputElement);
  delay.addEventListener('input', () => {
    if (delay.validity.valid) change('delay', delay.valueAsNumber > 0 ? delay.value : '');
  });
  const filter = findField('filter', HTMLInputElement);
  filter.addEventListener('input', () => filterExamples(filter.value));
  find('#operations').addEventListener('keydown', moveByArrow);
  onClick('#reset', () => {
    controls.clear();
    show();
    say('This browser gets the defaults');
  });
  onClick('#clear', () => send('DELETE', '/__mock/requests'));
  onClick('#only-violations', () => {
    const isOn = find('#journal').classList.toggle('only-violations');
    find('#only-violations').setAttribute('aria-pressed', String(isOn));
  });
}

/**
 * @param {string} selector
 * @param {() => unknown} act
 */
function onClick(selector, act) {
  find(selector).addEventListener('click', async () => {
    try {
      await act();
    } catch {
      say('The mock did not answer');
    }
  });
}

/**
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 */
async function send(method, path, body) {
  const response = await fetch(path, {
    method,
    ...(body && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
}

import { find, showStatus, stamp } from './dom.js';

/** As many as the mock keeps. */
const MAX_ENTRIES = 200;

/**
 * @typedef {object} JournalEntry
 * @property {string} time
 * @property {string} method
 * @property {string} path
 * @property {readonly string[]} served
 * @property {number} status
 * @property {string} viewer
 * @property {readonly string[]} violations
 * @property {number | null} delay
 * @property {string | null} fault
 */

/**
 * Keeps the journal on the page. A hidden page lets go of its connection: a browser has six for one
 * host, and the app under work needs them. `onAgain` hears when the mock is there again.
 * @param {() => void} onAgain
 */
export function followJournal(onAgain) {
  /** @type {EventSource | undefined} */
  let source;
  const update = () => {
    source?.close();
    source = document.hidden ? undefined : openEvents(onAgain);
  };
  document.addEventListener('visibilitychange', update);
  update();
}

/** @param {() => void} onAgain */
function openEvents(onAgain) {
  const source = new EventSource('/__mock/events');
  let wasLost = false;
  source.addEventListener('open', () => {
    showConnection('live', 'live');
    if (wasLost) onAgain();
    wasLost = false;
  });
  source.addEventListener('error', () => {
    wasLost = true;
    showConnection('lost', 'connection lost, trying again');
  });
  source.addEventListener('journal', ({ data }) => {
    find('#entries').replaceChildren(...JSON.parse(data).map(toItem).toReversed());
    showEmpty();
  });
  source.addEventListener('request', ({ data }) => {
    const list = find('#entries');
    list.prepend(toItem(JSON.parse(data)));
    if (list.children.length > MAX_ENTRIES) list.lastElementChild?.remove();
    showEmpty();
  });
  return source;
}

/**
 * @param {string} state
 * @param {string} text
 */
function showConnection(state, text) {
  const connection = find('#connection');
  connection.dataset['state'] = state;
  connection.textContent = text;
}

function showEmpty() {
  find('#no-entries').hidden = find('#entries').childElementCount > 0;
}

/** @param {JournalEntry} entry */
function toItem(entry) {
  const item = stamp('entry-template');
  const { time, method, path, status, violations } = entry;
  showStatus(find('.status', item), status);
  find('.method', item).textContent = method;
  find('.path', item).textContent = path;
  const moment = find('time', item);
  moment.setAttribute('datetime', time);
  moment.textContent = new Date(time).toLocaleTimeString([], { hour12: false });
  find('.facts', item).textContent = toFacts(entry).join(' · ');
  find('.violations', item).replaceChildren(...violations.map(toViolation));
  find('.violations', item).hidden = violations.length === 0;
  item.classList.toggle('violating', violations.length > 0);
  return item;
}

/** @param {JournalEntry} entry */
function toFacts({ served, viewer, delay, fault }) {
  return [
    ...(served.length > 0 ? served : ['no example']),
    `as ${viewer.replace('_', ' ')}`,
    ...(delay === null ? [] : [`after ${delay} ms`]),
    ...(fault === null ? [] : [`fault ${fault}`]),
  ];
}

/** @param {string} text */
function toViolation(text) {
  const item = document.createElement('li');
  item.textContent = text;
  return item;
}

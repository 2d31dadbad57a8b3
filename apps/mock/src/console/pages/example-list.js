import { find, say, showStatus, stamp } from './dom.js';
import { snippets } from './snippets.js';

/** @typedef {import('./snippets.js').ListedExample} ListedExample */
/** @typedef {import('./snippets.js').ListedOperation} ListedOperation */

/**
 * The list of operations and their examples; `serve` hears which one is clicked.
 * @param {readonly ListedOperation[]} operations
 * @param {(operation: string, example: string) => void} serve
 */
export function fillExamples(operations, serve) {
  const panels = operations.map((operation) => {
    const panel = stamp('operation-template');
    panel.dataset['operation'] = operation.id;
    find('.method', panel).textContent = operation.method;
    find('.path', panel).textContent = operation.path;
    find('.hint', panel).textContent = `${operation.summary} · tRPC ${operation.id}`;
    const sorted = operation.examples.toSorted((a, b) => a.status - b.status);
    find('ul', panel).replaceChildren(
      ...sorted.map((example) => toItem(operation, example, serve)),
    );
    return panel;
  });
  find('#operations').replaceChildren(...panels);
}

/**
 * Marks the examples that this browser gets.
 * @param {(operation: string) => string} servedOf
 */
export function pressServed(servedOf) {
  for (const item of items()) {
    const { operation = '', example = '' } = item.dataset;
    const isServed = servedOf(operation) === example;
    find('.serve', item).setAttribute('aria-pressed', String(isServed));
  }
}

/**
 * Shows the examples that have every word of a text.
 * @param {string} text
 */
export function filterExamples(text) {
  const words = text.toLowerCase().split(/\s+/);
  for (const item of items()) {
    const own = `${item.dataset['operation']} ${find('.serve', item).textContent}`.toLowerCase();
    item.hidden = !words.every((word) => own.includes(word));
  }
  for (const panel of document.querySelectorAll('.operation')) {
    if (panel instanceof HTMLElement) panel.hidden = !panel.querySelector('.example:not([hidden])');
  }
  find('#no-examples').hidden = items().some((item) => !item.hidden);
}

/**
 * Arrow keys go from example to example, past their details.
 * @param {KeyboardEvent} event
 */
export function moveByArrow(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const buttons = items()
    .filter((item) => !item.hidden)
    .map((item) => find('.serve', item));
  const at = event.target instanceof HTMLElement ? buttons.indexOf(event.target) : -1;
  if (step === undefined || at === -1) return;
  event.preventDefault();
  buttons[at + step]?.focus();
}

/** @returns {HTMLElement[]} */
function items() {
  return [...document.querySelectorAll('.example')].filter((item) => item instanceof HTMLElement);
}

/**
 * @param {ListedOperation} operation
 * @param {ListedExample} example
 * @param {(operation: string, example: string) => void} serve
 */
function toItem(operation, example, serve) {
  const item = stamp('example-template');
  item.dataset['operation'] = operation.id;
  item.dataset['example'] = example.name;
  showStatus(find('.status', item), example.status);
  find('.name', item).textContent = example.name;
  find('.given', item).textContent = example.given ?? '';
  find('.viewer', item).textContent = example.viewer.replace('_', ' ');
  if (example.source === 'ours') find('.source', item).remove();
  find('.serve', item).addEventListener('click', () => serve(operation.id, example.name));
  wireDetails(item, operation, example);
  return item;
}

/**
 * @param {HTMLElement} item
 * @param {ListedOperation} operation
 * @param {ListedExample} example
 */
function wireDetails(item, operation, example) {
  const more = find('.more', item);
  const details = find('.details', item);
  more.setAttribute('aria-label', `Details of ${operation.id} ${example.name}`);
  more.addEventListener('click', () => {
    details.hidden = !details.hidden;
    more.setAttribute('aria-expanded', String(!details.hidden));
    find('.payload', details).textContent = JSON.stringify(example.payload, null, 2);
  });
  find('.source-line', details).textContent =
    example.source === 'ours' ? 'Source: ours' : `Source: ${example.source}`;
  for (const button of details.querySelectorAll('button')) {
    button.addEventListener('click', () => {
      const toText = snippets[button.dataset['as'] ?? ''];
      if (toText !== undefined) copy(toText(operation, example, location.origin), details);
    });
  }
}

/**
 * Where the page may not copy, which is on plain HTTP from elsewhere, the text is there to be marked.
 * @param {string} text
 * @param {HTMLElement} details
 */
async function copy(text, details) {
  const snippet = find('.snippet', details);
  snippet.textContent = text;
  snippet.hidden = false;
  try {
    await navigator.clipboard.writeText(text);
    say('Copied');
  } catch {
    getSelection()?.selectAllChildren(snippet);
    say('Select and copy: this page may not copy by itself');
  }
}

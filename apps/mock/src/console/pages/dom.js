/**
 * The one element that a selector finds; throws when there is none.
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {HTMLElement}
 */
export function find(selector, root = document) {
  const found = root.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`the page has no ${selector}`);
  return found;
}

/**
 * An input or a select by its id.
 * @template {HTMLInputElement | HTMLSelectElement} TElement
 * @param {string} id
 * @param {new () => TElement} type
 * @returns {TElement}
 */
export function findField(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no field ${id}`);
  return found;
}

/**
 * A copy of what a template holds.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function stamp(id) {
  const template = document.getElementById(id);
  if (!(template instanceof HTMLTemplateElement)) throw new Error(`the page has no template ${id}`);
  const copy = template.content.firstElementChild?.cloneNode(true);
  if (!(copy instanceof HTMLElement)) throw new Error(`template ${id} is empty`);
  return copy;
}

/**
 * Buttons of which one is pressed.
 * @param {HTMLElement} group
 * @param {readonly {value: string, text: string}[]} choices
 * @param {(value: string) => void} choose
 */
export function fillChoices(group, choices, choose) {
  const buttons = choices.map(({ value, text }) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset['value'] = value;
    button.textContent = text;
    button.addEventListener('click', () => choose(value));
    return button;
  });
  group.replaceChildren(...buttons);
}

/**
 * @param {HTMLElement} group
 * @param {string} value
 */
export function pressChoice(group, value) {
  for (const button of group.querySelectorAll('button')) {
    button.setAttribute('aria-pressed', String(button.dataset['value'] === value));
  }
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let fading;

/**
 * Says something once, to eyes and to screen readers.
 * @param {string} text
 */
export function say(text) {
  const toast = find('#toast');
  toast.textContent = text;
  toast.classList.add('shown');
  clearTimeout(fading);
  fading = setTimeout(() => toast.classList.remove('shown'), 2500);
}

/**
 * Colours go by the class of a status: 2, 4 or 5.
 * @param {HTMLElement} element
 * @param {number} status
 */
export function showStatus(element, status) {
  element.textContent = String(status);
  element.dataset['class'] = String(status)[0] ?? '';
}

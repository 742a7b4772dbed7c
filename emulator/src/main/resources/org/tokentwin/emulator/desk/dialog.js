import { element, labelled } from './elements.js';
import { text } from './words.js';

/**
 * Asks for values, or for a yes: fields by name, each an input's or select's properties. Returns them, or undefined where the user does not want to.
 */
export function askFor(title, fields, danger = false) {
  return new Promise(resolve => {
    const inputs = Object.entries(fields).map(([name, { options, ...properties }]) => [name, options
      ? element('select', { name }, ...options.map(value => element('option', { value, textContent: value })))
      : element('input', { name, ...properties })]);
    const box = element('dialog', { 'aria-label': title },
      element('form', { method: 'dialog' },
        element('h3', { textContent: title }),
        ...inputs.map(([name, input]) => labelled(text(name), input)),
        element('div', { className: 'buttons' },
          element('button', { value: 'yes', className: danger ? 'danger' : '', textContent: text('yes') }),
          element('button', { value: 'no', formNoValidate: true, textContent: text('cancel') }))));
    box.addEventListener('close', () => {
      box.remove();
      resolve(box.returnValue === 'yes' ? Object.fromEntries(inputs.map(([name, input]) => [name, input.value])) : undefined);
    });
    document.body.append(box);
    box.showModal();
  });
}

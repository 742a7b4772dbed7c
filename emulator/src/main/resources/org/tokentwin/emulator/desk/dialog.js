import { element, labelled } from './elements.js';
import { text } from './words.js';

/**
 * Asks for values, or for a yes: fields by name, each an input's or select's properties; one with sameAs has to hold what that field holds. Returns them, or
 * undefined where the user does not want to, or the signal closes it.
 */
export function askFor(title, fields, { danger = false, lead = [], yes = text('yes'), signal } = {}) {
  return new Promise(resolve => {
    const inputs = Object.entries(fields).map(([name, { options, sameAs, ...properties }]) => [name, options
      ? element('select', { name }, ...options.map(value => element('option', { value, textContent: value })))
      : element('input', { name, ...properties })]);
    const byName = Object.fromEntries(inputs);
    const compare = () => {
      for (const [name, { sameAs }] of Object.entries(fields)) {
        if (sameAs) byName[name].setCustomValidity(byName[name].value === byName[sameAs].value ? '' : text('notAlike'));
      }
    };
    const box = element('dialog', { 'aria-label': title },
      element('form', { method: 'dialog', oninput: compare },
        element('h3', { textContent: title }),
        ...lead.map(line => element('p', {}, line)),
        ...inputs.map(([name, input]) => labelled(text(name), input)),
        element('div', { className: 'buttons' },
          element('button', { value: 'yes', className: danger ? 'danger' : '', textContent: yes }),
          element('button', { value: 'no', formNoValidate: true, textContent: text('cancel') }))));
    box.addEventListener('close', () => {
      const values = Object.fromEntries(inputs.map(([name, input]) => [name, input.value]));
      box.remove();
      resolve(box.returnValue === 'yes' ? values : undefined);
    });
    signal?.addEventListener('abort', () => box.close('over'));
    document.body.append(box);
    box.showModal();
  });
}

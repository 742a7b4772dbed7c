import { element, labelled } from './elements.js';
import { text } from './words.js';

const ACTIONS = ['remove', 'remove-after', 'sw=6581', 'delay=2s', 'slow=200ms', 'memory-full', 'clock=2030-01-01'];
const KINDS = ['command', 'sign', 'decipher', 'verify', 'write'];

/** Faults: the form builds a fault's text, which goes as it is into a test or behind --fault. */
export class Faults {
  constructor(place, act) {
    this.place = place;
    this.act = act;
    this.names = [];
    this.waiting = [];
    this.authority = [];
  }

  translate() {
    const build = () => this.build();
    this.token = element('select', { onchange: () => this.list() });
    this.action = element('input', { list: 'actions', value: 'remove', oninput: build });
    this.kind = element('input', { list: 'kinds', value: 'sign', oninput: build });
    this.number = element('input', { type: 'number', min: 1, value: 1, oninput: build });
    this.text = element('input', { className: 'fault' });
    this.authorityText = element('input', { className: 'fault', placeholder: 'try-later@ocsp' });
    this.found = element('ul', {});
    this.authorityFound = element('ul', {});
    this.place.replaceChildren(
      element('h2', { textContent: text('faults') }),
      element('form', { className: 'filters', onsubmit: event => this.inject(event) },
        labelled(text('token'), this.token),
        labelled(text('what'), this.action), choices('actions', ACTIONS),
        labelled(text('at'), this.kind), choices('kinds', KINDS),
        labelled(text('times'), this.number),
        labelled(text('faultText'), this.text),
        element('button', { textContent: text('inject') }),
        element('button', { type: 'button', textContent: text('clearFaults'), onclick: () => this.clear() })),
      element('h3', { textContent: text('waitingFaults') }), this.found,
      element('form', { className: 'filters', onsubmit: event => this.injectAuthority(event) },
        labelled(text('authorityFault'), this.authorityText),
        element('button', { textContent: text('inject') }),
        element('button', { type: 'button', textContent: text('clearFaults'), onclick: () => this.clearAuthority() })),
      this.authorityFound);
    this.show(this.names);
    this.build();
    this.showWaiting();
  }

  show(names) {
    if (this.token.options.length === names.length && names.every((name, i) => this.token.options[i].value === name)) return;
    const chosen = this.token.value;
    this.names = names;
    this.token.replaceChildren(...names.map(name => element('option', { value: name, textContent: name })));
    if (names.includes(chosen)) this.token.value = chosen;
  }

  build() {
    const kind = this.kind.value.trim();
    const number = Number(this.number.value);
    this.text.value = this.action.value.trim() + (kind ? `@${kind}` : '') + (kind && number > 1 ? `:${number}` : '');
  }

  async inject(event) {
    event.preventDefault();
    this.take(await this.act('fault', this.token.value, { faults: this.text.value }));
  }

  async clear() {
    this.take(await this.act('fault', this.token.value, { clear: 'true' }));
  }

  async list() {
    if (this.token.value) this.take(await this.act('fault', this.token.value, {}, true));
  }

  take(answer) {
    if (!answer) return;
    this.waiting = answer.faults;
    this.showWaiting();
  }

  async injectAuthority(event) {
    event.preventDefault();
    this.takeAuthority(await this.act('authority-fault', undefined, { faults: this.authorityText.value }));
  }

  async clearAuthority() {
    this.takeAuthority(await this.act('authority-fault', undefined, { clear: 'true' }));
  }

  takeAuthority(answer) {
    if (!answer) return;
    this.authority = answer.faults;
    this.showWaiting();
  }

  showWaiting() {
    const items = faults => faults.map(fault => element('li', {}, element('code', { textContent: fault })));
    this.found.replaceChildren(...(this.waiting.length ? items(this.waiting) : [element('li', { textContent: text('nobody') })]));
    this.authorityFound.replaceChildren(...items(this.authority));
  }
}

function choices(id, values) {
  return element('datalist', { id }, ...values.map(value => element('option', { value })));
}

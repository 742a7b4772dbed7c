import { element, labelled, strange } from './elements.js';
import { date, text } from './words.js';

const DAY = 86_400_000;
const SOON = 30;
const MOST_DOTS = 20;

/** The tokens, a card each, plugged in or lying beside. */
export class Tokens {
  constructor(place, act) {
    this.place = place;
    this.act = act;
    this.cards = new Map();
    this.status = { tokens: [], slots: 0 };
    this.wanted = '';
    this.list = element('ul', { className: 'cards' });
  }

  translate() {
    this.search = element('input', { type: 'search', value: this.wanted, oninput: () => this.find() });
    this.count = element('span', { className: 'count', role: 'status' });
    this.cards.clear();
    this.list.replaceChildren();
    this.list.setAttribute('aria-label', text('tokens'));
    this.place.replaceChildren(
      element('h2', {}, text('tokens'), ' ', this.count),
      labelled(text('search'), this.search),
      this.list);
    this.show(this.status);
  }

  find() {
    this.wanted = this.search.value.toLowerCase();
    this.show(this.status);
  }

  show(status) {
    this.status = status;
    const there = status.tokens.filter(token => this.matches(token));
    this.count.textContent = there.length === status.tokens.length ? `${there.length}` : `${there.length} / ${status.tokens.length}`;
    const names = new Set(there.map(token => token.token));
    for (const [name, card] of this.cards) {
      if (!names.has(name)) {
        card.place.remove();
        this.cards.delete(name);
      }
    }
    there.forEach(token => this.showOne(token));
  }

  matches(token) {
    return [token.token, token.label, token.serial, token.holder, token.profile]
      .some(value => value.toLowerCase().includes(this.wanted));
  }

  /** Draws a card anew only where something on it changed, so that nobody loses the focus. */
  showOne(token) {
    const said = JSON.stringify(token);
    let card = this.cards.get(token.token);
    if (!card) {
      card = { place: element('li', { className: 'card' }), said: '' };
      this.cards.set(token.token, card);
      this.list.append(card.place);
    }
    if (card.said === said) return;
    card.said = said;
    const focused = card.place.contains(document.activeElement) ? document.activeElement.dataset.act : undefined;
    card.place.classList.toggle('out', !token.inserted);
    card.place.dataset.token = token.token;
    card.place.replaceChildren(...this.content(token));
    if (focused) card.place.querySelector(`[data-act="${focused}"]`)?.focus();
  }

  content(token) {
    return [
      element('h3', {}, strange(token.token)),
      element('dl', {},
        ...row('label', strange(token.label)),
        ...row('serial', token.serial),
        ...row('profile', token.profile),
        ...row('holder', token.holder ? strange(token.holder) : '–'),
        ...row('certificate', certificate(token)),
        ...row('userPin', tries(token.userPin)),
        ...(token.soPin ? row('soPin', tries(token.soPin)) : []),
        ...row('slot', token.inserted ? text('inSlot', { slot: token.slot, sessions: token.sessions }) : text('notInserted'))),
      element('div', { className: 'buttons' }, ...this.buttons(token)),
    ];
  }

  buttons(token) {
    const button = (name, verb, options) => element('button', {
      textContent: text(name), 'data-act': name, 'aria-label': `${text(name)}: ${token.token}`,
      onclick: () => this.act(verb, token.token, options),
    });
    return [
      token.inserted ? button('pullOut', 'remove') : button('plugIn', 'insert'),
      button('triesBack', 'reset-tries'),
    ];
  }
}

function row(name, value) {
  return [element('dt', { textContent: text(name) }), element('dd', {}, value)];
}

function certificate(token) {
  if (!token.notAfter) return text('noCertificate');
  const end = new Date(token.notAfter);
  const days = Math.floor((end - Date.now()) / DAY);
  const state = days < 0 ? 'expired' : days < SOON ? 'soon' : 'valid';
  return element('span', {}, element('span', { className: `state ${state}`, textContent: text(state) }), ' ',
    days < 0 ? text('since', { date: date(end), days: -days }) : text('until', { date: date(end), days }));
}

/** The tries as dots, which a reader of screens gets as a sentence. */
function tries(pin) {
  if (!pin.initialised) return text('notSet');
  const sentence = pin.locked ? text('locked') : text('tries', { left: pin.triesLeft, most: pin.triesAtMost });
  const dots = [];
  for (let i = 0; i < Math.min(pin.triesAtMost, MOST_DOTS); i++) {
    dots.push(element('i', { className: i < pin.triesLeft ? 'left' : 'lost' }));
  }
  return element('span', { className: 'tries' },
    element('span', { className: 'dots', role: 'img', 'aria-label': sentence }, ...dots),
    element('span', { className: pin.locked ? 'bad' : '', textContent: pin.locked ? sentence : `${pin.triesLeft}/${pin.triesAtMost}` }),
    pin.mustChange ? element('span', { className: 'state soon', textContent: text('mustChange') }) : '');
}

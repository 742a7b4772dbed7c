import { askFor } from './dialog.js';
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
    this.can = new Set();
    this.states = {};
    this.list = element('ul', { className: 'cards' });
    this.places = element('ul', { className: 'places' });
    this.placesSaid = '';
    this.dragged = undefined;
    this.pressed = false;
    place.addEventListener('pointerdown', () => { this.pressed = true; });
    for (const end of ['pointerup', 'pointercancel', 'dragend']) addEventListener(end, () => this.letGo());
  }

  /** Draws what came while the pointer was down, once the click that ends there has been told. */
  letGo() {
    setTimeout(() => {
      this.pressed = false;
      this.show(this.status);
    });
  }

  translate() {
    this.search = element('input', { type: 'search', value: this.wanted, oninput: () => this.find() });
    this.count = element('span', { className: 'count', role: 'status' });
    this.cards.clear();
    this.pressed = false;
    this.dragged = undefined;
    this.list.replaceChildren();
    this.list.setAttribute('aria-label', text('tokens'));
    this.places.setAttribute('aria-label', text('slots'));
    this.placesSaid = '';
    this.place.replaceChildren(
      element('h2', {}, text('tokens'), ' ', this.count),
      element('div', { className: 'filters' }, labelled(text('search'), this.search),
        this.can.has('create') ? element('button', { textContent: text('newToken'), onclick: () => this.make() }) : ''),
      this.places,
      this.list);
    this.show(this.status);
  }

  /** @param can the verbs that this server has */
  enable(can) {
    this.can = can;
    this.translate();
  }

  /** @param states of certificates, by their serial numbers */
  showStates(states) {
    this.states = states;
    this.show(this.status);
  }

  async make() {
    const wanted = await askFor(text('newToken'), {
      name: { required: true, pattern: '[A-Za-z0-9][A-Za-z0-9._\\-]{0,63}' },
      holder: { value: 'CHAN TAI MAN', required: true },
      key: { options: ['rsa2048', 'p256', 'rsa3072', 'rsa4096', 'p384', 'p521'] },
      'pin-state': { options: ['initial', 'changed'] },
    });
    if (!wanted) return;
    const profile = this.status.tokens[0]?.profile;
    await this.act('create', undefined, profile ? { ...wanted, profile } : wanted);
  }

  find() {
    this.wanted = this.search.value.toLowerCase();
    this.show(this.status);
  }

  /** What is under the pointer stays while it is down: a browser neither drags nor clicks what was replaced meanwhile. */
  show(status) {
    this.status = status;
    if (this.pressed || this.dragged) return;
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
    this.showPlaces();
  }

  /** The slots, and the place beside them: a token's card is dragged onto one. */
  showPlaces() {
    const inside = new Map(this.status.tokens.filter(each => each.inserted).map(each => [each.slot, each.token]));
    const said = JSON.stringify([...inside, this.status.slots]);
    if (said === this.placesSaid) return;
    this.placesSaid = said;
    this.places.replaceChildren(
      ...[...Array(this.status.slots).keys()].map(slot => this.target(String(slot), inside.get(slot))),
      this.target(''));
  }

  target(slot, holds) {
    const free = holds === undefined;
    return element('li', {
      className: free ? 'free' : '', 'data-place': slot,
      ondragover: event => { if (this.dragged && free) event.preventDefault(); },
      ondrop: event => { event.preventDefault(); this.drop(slot); },
    }, element('b', { textContent: slot || text('beside') }), free ? '' : strange(holds));
  }

  /** A token that is in another slot is pulled out first, as by hand. */
  async drop(slot) {
    const token = this.status.tokens.find(each => each.token === this.dragged);
    this.dragged = undefined;
    if (!token) return;
    if (token.inserted) await this.act('remove', token.token);
    if (slot) await this.act('insert', token.token, { slot });
  }

  matches(token) {
    return [token.token, token.label, token.serial, token.holder, token.profile]
      .some(value => value.toLowerCase().includes(this.wanted));
  }

  /** Draws a card anew only where something on it changed, so that nobody loses the focus. */
  showOne(token) {
    const state = this.states[token.certificate] ?? '';
    const said = JSON.stringify([token, state, token.inserted ? [] : this.free()]);
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
    card.place.draggable = true;
    card.place.ondragstart = event => {
      this.dragged = token.token;
      event.dataTransfer.setData('text/plain', token.token);
    };
    card.place.ondragend = () => { this.dragged = undefined; };
    card.place.replaceChildren(...this.content(token, state));
    if (focused) card.place.querySelector(`[data-act="${focused}"]`)?.focus();
  }

  content(token, state) {
    return [
      element('h3', {}, strange(token.token)),
      element('dl', {},
        ...row('label', strange(token.label)),
        ...row('serial', token.serial),
        ...row('profile', token.profile),
        ...row('holder', token.holder ? strange(token.holder) : '–'),
        ...row('certificate', certificate(token, state)),
        ...row('userPin', tries(token.userPin)),
        ...(token.soPin ? row('soPin', tries(token.soPin)) : []),
        ...(token.signaturePin ? row('signaturePin', tries(token.signaturePin)) : []),
        ...row('slot', token.inserted ? text('inSlot', { slot: token.slot, sessions: token.sessions }) : text('notInserted'))),
      element('div', { className: 'buttons' }, ...this.buttons(token, state)),
    ];
  }

  buttons(token, state) {
    const button = (name, verb, options) => element('button', {
      textContent: text(name), 'data-act': name, 'aria-label': `${text(name)}: ${token.token}`,
      onclick: () => this.act(verb, token.token, options?.()),
    });
    const asking = (name, verb, work) => (this.can.has(verb) ? element('button', {
      textContent: text(name), 'data-act': name, 'aria-label': `${text(name)}: ${token.token}`, onclick: work,
      className: ['revoke', 'reissue', 'remove'].includes(name) ? 'danger' : '',
    }) : undefined);
    return [
      ...(token.inserted ? [button('pullOut', 'remove')] : [this.slots(token), button('plugIn', 'insert', () => this.slot(token))]),
      button('triesBack', 'reset-tries'),
      asking('snapshot', 'snapshot', () => this.snapshot(token)),
      asking('restore', 'restore', () => this.restore(token)),
      token.certificate && state === 'good' ? asking('hold', 'certificate', () => this.change(token, 'hold')) : undefined,
      token.certificate && state === 'on hold' ? asking('release', 'certificate', () => this.change(token, 'release')) : undefined,
      token.certificate && state !== 'revoked' ? asking('revoke', 'certificate', () => this.revoke(token)) : undefined,
      token.certificate ? asking('reissue', 'reissue', () => this.reissue(token)) : undefined,
      asking('delete', 'delete', () => this.erase(token)),
    ];
  }

  /** Into which slot a token goes: the first empty one, if the user does not mind. */
  slots(token) {
    return element('select', { 'aria-label': `${text('slot')}: ${token.token}`, 'data-slot': token.token },
      element('option', { value: '', textContent: text('anySlot') }),
      ...this.free().map(slot => element('option', { value: slot, textContent: slot })));
  }

  free() {
    const taken = new Set(this.status.tokens.map(each => each.slot));
    return [...Array(this.status.slots).keys()].filter(slot => !taken.has(slot));
  }

  slot(token) {
    const { value } = this.cards.get(token.token).place.querySelector('[data-slot]');
    return value === '' ? {} : { slot: value };
  }

  async snapshot(token) {
    const wanted = await askFor(text('snapshotOf', token), { snapshot: { required: true, pattern: '[A-Za-z0-9][A-Za-z0-9._\\-]{0,63}' } });
    if (wanted) await this.act('snapshot', token.token, wanted);
  }

  async restore(token) {
    const answer = await this.act('snapshots', token.token, {}, true);
    if (!answer) return;
    const wanted = answer.snapshots.length
      ? await askFor(text('restoreOf', token), { snapshot: { options: answer.snapshots } }, { danger: true })
      : await askFor(text('noSnapshot', token), {});
    if (wanted?.snapshot) await this.act('restore', token.token, wanted);
  }

  async revoke(token) {
    if (await askFor(text('revokeOf', token), {}, { danger: true })) await this.change(token, 'revoke');
  }

  change(token, change) {
    return this.act('certificate', token.token, { serial: token.certificate, change });
  }

  async reissue(token) {
    if (await askFor(text('reissueOf', token), {}, { danger: true })) await this.act('reissue', token.token);
  }

  async erase(token) {
    if (await askFor(text('deleteOf', token), {}, { danger: true })) await this.act('delete', token.token, { serial: token.serial });
  }
}

function row(name, value) {
  return [element('dt', { textContent: text(name) }), element('dd', {}, value)];
}

function certificate(token, known) {
  if (!token.notAfter) return text('noCertificate');
  const end = new Date(token.notAfter);
  const days = Math.floor((end - Date.now()) / DAY);
  const state = known === 'revoked' ? 'revoked' : known === 'on hold' ? 'onHold' : days < 0 ? 'expired' : days < SOON ? 'soon' : 'valid';
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

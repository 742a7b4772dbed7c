import { element, labelled, strange } from './elements.js';
import { facts } from './server.js';
import { language, text } from './words.js';

const MOST = 100_000;
const DROPPED = 10_000;
const ROW = 26;
const LINE = 20;
const BESIDE = 12;

/** The transcript: one line a call, newest last, which opens to its APDUs. Only the lines that are seen are in the page. */
export class Wire {
  constructor(place, act) {
    this.place = place;
    this.act = act;
    this.events = [];
    this.shown = [];
    this.opened = new Set();
    this.leftOut = 0;
    this.paused = [];
    this.isPaused = false;
    this.selected = -1;
    this.number = 0;
    this.applications = new Set();
    this.programs = new Map();
    this.follows = true;
    this.filter = { application: '', function: '', notOk: false, slower: 0, search: '' };
    this.meanings = {};
    this.causes = {};
    Promise.all([facts('meanings.json'), facts('causes.json')]).then(([meanings, causes]) => {
      this.meanings = meanings;
      this.causes = causes;
      this.draw();
    });
  }

  /** @param can the verbs that this server has */
  enable(can) {
    this.records = can.has('recording');
    this.translate();
  }

  translate() {
    const change = () => this.readFilter();
    this.applicationField = element('select', { onchange: change });
    this.functionField = element('input', { type: 'search', value: this.filter.function, oninput: change, placeholder: 'C_Sign' });
    this.notOkField = element('input', { type: 'checkbox', checked: this.filter.notOk, onchange: change });
    this.slowerField = element('input', { type: 'number', min: 0, value: this.filter.slower || '', oninput: change });
    this.searchField = element('input', { type: 'search', value: this.filter.search, oninput: change });
    this.pauseButton = element('button', { onclick: () => this.pause() });
    this.count = element('span', { className: 'count', role: 'status' });
    this.space = element('div', { className: 'space' });
    this.list = element('div', {
      className: 'calls', tabIndex: 0, role: 'listbox', 'aria-label': text('wire'),
      onscroll: () => this.scrolled(), onkeydown: event => this.key(event),
    }, this.space);
    this.place.replaceChildren(
      element('h2', {}, text('wire'), ' ', this.count),
      element('div', { className: 'filters' },
        labelled(text('application'), this.applicationField),
        labelled(text('function'), this.functionField),
        labelled(text('slower'), this.slowerField),
        labelled(text('search'), this.searchField),
        labelled(text('notOk'), this.notOkField),
        element('span', { className: 'buttons' },
          this.pauseButton,
          element('button', { textContent: text('clear'), onclick: () => this.clear() }),
          element('button', { textContent: text('exportText'), onclick: () => this.save('txt', asText) }),
          element('button', { textContent: text('exportJson'), onclick: () => this.save('jsonl', each => JSON.stringify(each.event) + '\n') }),
          this.records ? element('button', { textContent: text('exportReplay'), onclick: () => this.saveRecording() }) : undefined)),
      this.list);
    this.showApplications();
    this.pauseButton.textContent = text(this.isPaused ? 'goOn' : 'pause');
    this.draw();
  }

  take(lines) {
    const calls = [];
    for (const { event, leftOut } of lines) {
      this.leftOut += leftOut;
      if (!event) continue;
      calls.push({ number: ++this.number, event, found: `${event.function} ${Object.values(event.arguments).join(' ')} ${event.result} ${event.card.join(' ')}`.toLowerCase() });
      if (!this.applications.has(event.application)) {
        this.applications.add(event.application);
        this.showApplications();
      }
    }
    this.onCalls?.(calls);
    if (this.isPaused) {
      this.paused.push(...calls);
      if (this.paused.length > MOST) this.paused.splice(0, this.paused.length - MOST);
    } else this.add(calls);
    this.draw();
  }

  /** Programs by their numbers; one that has gone keeps its name. */
  name(applications) {
    let more = false;
    for (const { application, program } of applications) {
      if (program && this.programs.get(application) !== program) {
        this.programs.set(application, program);
        more = true;
      }
    }
    if (more) {
      this.showApplications();
      this.draw();
    }
  }

  who(application) {
    if (!application) return '';
    const program = this.programs.get(application);
    return program ? `#${application} ${program}` : `#${application}`;
  }

  add(calls) {
    for (const call of calls) {
      this.events.push(call);
      if (this.matches(call)) this.shown.push(call);
    }
    if (this.events.length > MOST) {
      this.events.splice(0, this.events.length - MOST + DROPPED);
      const first = this.events[0].number;
      const kept = this.shown.findIndex(call => call.number >= first);
      this.shown.splice(0, kept < 0 ? this.shown.length : kept);
      for (const number of this.opened) if (number < first) this.opened.delete(number);
    }
  }

  showApplications() {
    this.applicationField.replaceChildren(
      element('option', { value: '', textContent: text('all') }),
      ...[...this.applications].sort((a, b) => a - b).map(each => element('option', { value: each, textContent: each ? this.who(each) : text('nobody') })));
    this.applicationField.value = this.filter.application;
  }

  readFilter() {
    this.filter = {
      application: this.applicationField.value,
      function: this.functionField.value.toLowerCase(),
      notOk: this.notOkField.checked,
      slower: Number(this.slowerField.value) * 1000,
      search: this.searchField.value.toLowerCase(),
    };
    this.shown = this.events.filter(call => this.matches(call));
    this.draw();
  }

  matches({ event, found }) {
    const filter = this.filter;
    return (filter.application === '' || String(event.application) === filter.application)
      && event.function.toLowerCase().includes(filter.function)
      && (!filter.notOk || (event.function !== '' && event.result !== 'CKR_OK'))
      && event.micros >= filter.slower
      && found.includes(filter.search);
  }

  pause() {
    this.isPaused = !this.isPaused;
    if (!this.isPaused) this.add(this.paused.splice(0));
    this.pauseButton.textContent = text(this.isPaused ? 'goOn' : 'pause');
    this.draw();
  }

  clear() {
    this.events = [];
    this.shown = [];
    this.opened.clear();
    this.leftOut = 0;
    this.draw();
  }

  save(ending, write) {
    offer(this.shown.map(write), `tokentwin-calls.${ending}`);
  }

  /** What 'emulator replay' takes: the recording that the server writes, as far as it has come. */
  async saveRecording() {
    const parts = [];
    for (let from = 0, at = -1; from !== at;) {
      at = from;
      const part = await this.act('recording', undefined, { from: String(from) }, true);
      if (!part) return; // and the page says why
      parts.push(Uint8Array.from(atob(part.bytes), character => character.charCodeAt(0)));
      from = part.next;
    }
    offer(parts, 'tokentwin-recording.jsonl');
  }

  scrolled() {
    this.follows = this.list.scrollTop + this.list.clientHeight >= this.list.scrollHeight - ROW;
    this.draw();
  }

  /** What stands under a call that is open, a line each. */
  under(call) {
    const { event } = call;
    const lines = Object.entries(event.arguments).map(([name, value]) => ({ kind: 'argument', words: `${name} = ${value}` }));
    if (event.output) lines.push({ kind: 'argument', words: `→ ${event.output}` });
    if (event.result && event.result !== 'CKR_OK') lines.push(...this.explained(event.result));
    if (event.card.length) lines.push({ kind: 'argument', words: text('cardTime', { card: milliseconds(event.cardMicros), host: milliseconds(event.micros - event.cardMicros) }) });
    event.card.forEach(words => lines.push({ kind: words.includes('>') && !words.startsWith('<') ? 'command' : 'response', words }));
    return lines.length ? lines : [{ kind: 'argument', words: text('nothingUnder') }];
  }

  explained(result) {
    const known = this.meanings[result];
    if (!known) return [];
    const mine = this.causes[result]?.[language()] ?? {};
    const cause = mine.cause ?? '';
    return [
      { kind: 'meaning', words: mine.meaning ?? known.meaning },
      ...(cause ? [{ kind: 'meaning', words: text('cause', { cause }) }] : []),
      { kind: 'meaning', words: text('section', { section: known.section }) },
    ];
  }

  height(call) {
    return this.opened.has(call.number) ? ROW + this.under(call).length * LINE + BESIDE : ROW;
  }

  /** Where the lines begin: all have the same height but the few that are open. */
  layout() {
    const open = [];
    let extra = 0;
    this.shown.forEach((call, index) => {
      if (this.opened.has(call.number)) {
        open.push({ index, before: extra });
        extra += this.height(call) - ROW;
      }
    });
    return { open, extra };
  }

  top(index, open) {
    let before = 0;
    for (const each of open) {
      if (each.index >= index) break;
      before = each.before + this.height(this.shown[each.index]) - ROW;
    }
    return index * ROW + before;
  }

  draw() {
    if (!this.list || this.drawing) return;
    this.drawing = true;
    requestAnimationFrame(() => {
      this.drawing = false;
      this.drawNow();
    });
  }

  drawNow() {
    const { open, extra } = this.opened.size ? this.layout() : { open: [], extra: 0 };
    const total = this.shown.length * ROW + extra;
    this.space.style.height = `${total}px`;
    if (this.follows && !this.isPaused) this.list.scrollTop = total;
    const from = this.list.scrollTop - ROW * 10;
    const to = this.list.scrollTop + this.list.clientHeight + ROW * 10;
    let index = this.first(from, open);
    const rows = [];
    for (let top = this.top(index, open); index < this.shown.length && top < to; index++) {
      rows.push(this.row(index, top));
      top += this.height(this.shown[index]);
    }
    this.space.replaceChildren(...rows);
    this.list.setAttribute('aria-activedescendant', this.selected >= 0 && this.shown[this.selected] ? `call-${this.shown[this.selected].number}` : '');
    this.count.textContent = text(this.leftOut ? 'callsLeftOut' : 'calls', { shown: this.shown.length, all: this.events.length, leftOut: this.leftOut, waiting: this.paused.length })
      + (this.isPaused ? ` ${text('waiting', { waiting: this.paused.length })}` : '');
  }

  first(from, open) {
    let low = 0;
    let high = this.shown.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.top(middle, open) + this.height(this.shown[middle]) < from) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  row(index, top) {
    const call = this.shown[index];
    const { event } = call;
    const isOpen = this.opened.has(call.number);
    const bad = event.function !== '' && event.result !== 'CKR_OK';
    const given = Object.entries(event.arguments).map(([name, value]) => `${name}=${value}`).join(', ');
    const row = element('div', {
      id: `call-${call.number}`, role: 'option', className: `call${bad ? ' bad' : ''}${index === this.selected ? ' selected' : ''}${isOpen ? ' open' : ''}`,
      'aria-selected': String(index === this.selected), 'aria-expanded': String(isOpen),
      'aria-posinset': String(index + 1), 'aria-setsize': String(this.shown.length),
    }, element('div', { className: 'line', onclick: () => this.toggle(index) },
      element('span', { className: 'at', textContent: event.at.slice(11, 23) }),
      element('span', { className: 'who', textContent: this.who(event.application) }),
      element('span', { className: 'what' }, event.function ? element('b', { textContent: event.function }) : text('nobodysCard'), strange(given ? `(${given})` : event.function ? '()' : '')),
      element('span', { className: 'result', textContent: event.result }),
      element('span', { className: 'time', textContent: event.function ? milliseconds(event.micros) : '' })));
    if (isOpen) {
      row.append(element('div', { className: 'under' },
        ...this.under(call).map(({ kind, words }) => element('div', { className: kind }, strange(words)))));
    }
    row.style.top = `${top}px`;
    row.style.height = `${this.height(call)}px`;
    return row;
  }

  toggle(index) {
    const { number } = this.shown[index];
    this.selected = index;
    this.follows = false;
    if (!this.opened.delete(number)) this.opened.add(number);
    this.draw();
  }

  key(event) {
    const page = Math.floor(this.list.clientHeight / ROW) - 1;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -MOST, End: MOST }[event.key];
    if (step) {
      event.preventDefault();
      const from = this.selected < 0 ? this.shown.length : this.selected;
      this.selected = Math.max(0, Math.min(this.shown.length - 1, from + step));
      this.follows = this.selected === this.shown.length - 1;
      const { open } = this.layout();
      const top = this.top(this.selected, open);
      if (top < this.list.scrollTop) this.list.scrollTop = top;
      else if (top + ROW > this.list.scrollTop + this.list.clientHeight) this.list.scrollTop = top + ROW - this.list.clientHeight;
      this.draw();
    } else if ((event.key === 'Enter' || event.key === ' ') && this.shown[this.selected]) {
      event.preventDefault();
      this.toggle(this.selected);
    }
  }
}

function offer(parts, name) {
  const url = URL.createObjectURL(new Blob(parts, { type: 'text/plain' }));
  element('a', { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}

function milliseconds(micros) {
  return `${(micros / 1000).toFixed(2)} ms`;
}

/** As 'emulator trace' prints it. */
function asText({ event }) {
  const given = Object.entries(event.arguments).map(([name, value]) => `${name}=${value}`).join(', ');
  const call = event.function
    ? `#${event.application} ${event.function}(${given}) = ${event.result}${event.output ? ` -> ${event.output}` : ''}  [${event.micros} us]\n`
    : '';
  return call + event.card.map(line => `     ${line}\n`).join('');
}

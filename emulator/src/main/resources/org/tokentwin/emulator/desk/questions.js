import { askFor } from './dialog.js';
import { strange } from './elements.js';
import { text } from './words.js';

const FIELD = { type: 'password', required: true, autocomplete: 'off', maxLength: 255 };

/** The PINs that programs wait for, where the tokens have a protected authentication path: one dialogue after the other. */
export class Questions {
  constructor(act) {
    this.act = act;
    this.asked = undefined;
  }

  /** @param waiting the questions that wait now; one that is over is closed */
  show(waiting) {
    document.title = `${waiting.length ? `(${waiting.length}) ` : ''}${text('title')}`;
    if (this.asked && !waiting.some(each => each.question === this.asked.number)) this.asked.over.abort();
    if (!this.asked && waiting.length) this.ask(waiting[0]);
  }

  async ask(waiting) {
    const question = String(waiting.question);
    const over = new AbortController();
    this.asked = { number: waiting.question, over };
    const given = await askFor(title(waiting), fields(waiting), { lead: lead(waiting), yes: text('sendPin'), signal: over.signal });
    if (!over.signal.aborted) {
      await this.act('answer', undefined, given ? { question, ...pins(given) } : { question });
    }
    this.asked = undefined;
  }
}

function title({ purpose, pinOf }) {
  return text({ login: 'askLogin', 'use-key': 'askUseKey', change: 'askChange', set: 'askSet' }[purpose], { pin: text({ so: 'soPin', signature: 'signaturePin' }[pinOf] ?? 'userPin') });
}

function lead({ program, process, token, serial, purpose, triesLeft, triesAtMost, minLength, maxLength, characters }) {
  const lines = [
    strange(text('askFor', { program: program || text('unknown'), process: process ?? text('unknown'), token, serial })),
  ];
  if (purpose !== 'set') lines.push(text('tries', { left: triesLeft, most: triesAtMost }));
  if (purpose === 'change' || purpose === 'set') {
    lines.push(text('pinRules', { least: minLength, most: maxLength, classes: characters.map(each => text(each)).join(text('comma')) || text('any') }));
  }
  return lines;
}

function fields({ purpose, minLength, maxLength }) {
  const now = { pin: FIELD };
  const next = { newPin: { ...FIELD, minLength, maxLength }, again: { ...FIELD, sameAs: 'newPin' } };
  return { ...(purpose === 'set' ? {} : now), ...(purpose === 'change' || purpose === 'set' ? next : {}) };
}

function pins({ pin, newPin }) {
  return { ...(pin === undefined ? {} : { pin }), ...(newPin === undefined ? {} : { 'new-pin': newPin }) };
}

import { element } from './elements.js';
import { text } from './words.js';

const SECOND = 1000;
const SECONDS = 60;
const MOST_TIMES = 2000;
const BARS = 24;

/** Figures of the calls since the page was opened: calls a second, and how long each function took. */
export class Figures {
  constructor(place) {
    this.place = place;
    this.rates = new Array(SECONDS).fill(0);
    this.functions = new Map();
    this.inSecond = 0;
    setInterval(() => this.tick(), SECOND);
  }

  take(calls) {
    this.inSecond += calls.length;
    for (const { event } of calls) {
      if (!event.function) continue;
      let figures = this.functions.get(event.function);
      if (!figures) this.functions.set(event.function, figures = { count: 0, failed: 0, times: [], exchanges: 0, micros: 0, cardMicros: 0 });
      figures.times[figures.count++ % MOST_TIMES] = event.micros;
      figures.exchanges += event.card.length >> 1;
      figures.micros += event.micros;
      figures.cardMicros += event.cardMicros;
      if (event.result !== 'CKR_OK') figures.failed++;
    }
  }

  tick() {
    this.rates.push(this.inSecond);
    this.rates.shift();
    this.inSecond = 0;
    if (document.body.dataset.tab === 'figures') this.draw();
  }

  translate() {
    this.draw();
  }

  draw() {
    const head = ['function', 'count', 'failed', 'median', 'p90', 'p99', 'exchanges', 'card', 'spread'];
    const most = Math.max(1, ...this.rates);
    const rows = [...this.functions].sort(([a], [b]) => a.localeCompare(b)).map(([name, figures]) => row(name, figures));
    this.place.replaceChildren(
      element('h2', { textContent: text('figures') }),
      element('p', { className: 'rate', textContent: text('rate', { now: this.rates.at(-1), most: Math.max(...this.rates) }) }),
      chart(this.rates, most, text('rateChart')),
      element('div', { className: 'sheet' }, element('table', {},
        element('thead', {}, element('tr', {}, ...head.map(each => element('th', { scope: 'col', textContent: text(each) })))),
        element('tbody', {}, ...rows))));
  }
}

function row(name, { count, failed, times, exchanges, micros, cardMicros }) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = share => `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] / 1000).toFixed(2)} ms`;
  return element('tr', {},
    element('th', { scope: 'row', textContent: name }),
    ...[count, failed, at(0.5), at(0.9), at(0.99), (exchanges / count).toFixed(1), `${Math.round(100 * cardMicros / Math.max(1, micros))} %`].map(each => element('td', { textContent: each })),
    element('td', {}, chart(spread(sorted), Math.max(1, ...spread(sorted)), text('spreadOf', { name }))));
}

/** How many took how long, from the fastest to the slowest in equal steps of the logarithm. */
function spread(sorted) {
  const bars = new Array(BARS).fill(0);
  const low = Math.log(sorted[0] + 1);
  const step = (Math.log(sorted.at(-1) + 2) - low) / BARS;
  for (const time of sorted) bars[Math.min(BARS - 1, Math.floor((Math.log(time + 1) - low) / step))]++;
  return bars;
}

function chart(values, most, label) {
  const bars = values.map(value => {
    const bar = element('i', {});
    bar.style.height = `${Math.round(100 * value / most)}%`;
    return bar;
  });
  return element('div', { className: 'chart', role: 'img', 'aria-label': label }, ...bars);
}

/** What the server says to a request that it does not carry out. */
export class Refusal extends Error {
  constructor({ reason, message, advice }) {
    super(advice ? `${message}. ${advice}` : message);
    this.reason = reason;
  }
}

let here = true;
const watchers = [];

/** Tells the watcher whether the server is there, when that changes. */
export function watchServer(watcher) {
  watchers.push(watcher);
}

function noteServer(now) {
  if (now === here) return;
  here = now;
  watchers.forEach(watcher => watcher(now));
}

/** Asks the server by a verb of its control socket; see docs/desk.md. */
export async function ask(verb, token, options) {
  let response;
  try {
    response = await fetch('control', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ verb, token, options }),
    });
  } catch (e) {
    noteServer(false);
    throw new Refusal({ reason: 'AWAY', message: e.message, advice: '' });
  }
  noteServer(true);
  if (!response.headers.get('Content-Type').startsWith('application/json')) {
    throw new Refusal({ reason: 'FAILURE', message: (await response.text()).trim(), advice: '' });
  }
  const { answer, refusal } = await response.json();
  if (refusal) throw new Refusal(refusal);
  return answer;
}

/** A file of the page that holds facts. */
export async function facts(name) {
  return (await fetch(name)).json();
}

/** Reads the transcript from now on, and goes on when the server comes back. */
export function follow(take) {
  const stream = crypto.randomUUID();
  let last = 0;
  const open = () => {
    const source = new EventSource(`events?stream=${stream}`);
    source.onmessage = message => {
      const number = Number(message.lastEventId);
      if (number === last) return; // sent again, since the connection broke
      last = number;
      take(JSON.parse(message.data));
    };
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) setTimeout(open, 1000);
    };
  };
  open();
}

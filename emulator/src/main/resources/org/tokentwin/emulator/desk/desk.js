import { ask, follow, watchServer } from './server.js';
import { element } from './elements.js';
import { language, languages, onLanguage, setLanguage, text } from './words.js';
import { Tokens } from './tokens.js';
import { Wire } from './wire.js';
import { Programs } from './programs.js';
import { Faults } from './faults.js';
import { Figures } from './figures.js';
import { Questions } from './questions.js';

const POLL = 2000;
const tabs = ['tokens', 'wire', 'programs', 'faults', 'figures'];
const byId = id => document.getElementById(id);

/** Says a thing once, to readers of screens too. */
function say(message, bad = false) {
  byId('message').textContent = message;
  byId('message').classList.toggle('bad', bad);
}

/** Does what a button asks for, and shows what came of it. */
async function act(verb, token, options, quiet = false) {
  try {
    const answer = await ask(verb, token, options);
    if (quiet) return answer;
    say(text('done', { verb, token: token ?? '' }));
    await refresh();
    return answer;
  } catch (e) {
    say(e.message, true);
    return undefined;
  }
}

const tokens = new Tokens(byId('tokens'), act);
const wire = new Wire(byId('wire'), act);
const programs = new Programs(byId('programs'), act);
const faults = new Faults(byId('faults'), act);
const figures = new Figures(byId('figures'));
const questions = new Questions(act);
wire.onCalls = calls => figures.take(calls);

let known = new Set();
let knowsVerbs = false;

/** Shows what these verbs can do; what is shown stays where they are the ones of before. */
function enable(verbs) {
  knowsVerbs = true;
  if (verbs.symmetricDifference(known).size === 0) return;
  known = verbs;
  tokens.enable(known);
  wire.enable(known);
}

async function refresh() {
  const [status, { applications }] = await Promise.all([ask('status'), ask('applications')]);
  byId('server').textContent = text('server', {
    process: status.process, connections: status.connections, tokens: status.tokens.length,
  });
  if (!knowsVerbs) enable(new Set((await ask('verbs')).verbs));
  tokens.show(status);
  if (known.has('certificates')) tokens.showStates((await ask('certificates')).certificates);
  programs.show(applications);
  wire.name(applications);
  if (known.has('questions')) questions.show((await ask('questions')).questions);
  faults.show(status.tokens.map(token => token.token));
}

function show(tab) {
  document.body.dataset.tab = tab;
  history.replaceState(null, '', `#${tab}`); // so that a page that is loaded again shows the same
  for (const each of tabs) {
    const button = byId(`tab-${each}`);
    button.setAttribute('aria-selected', String(each === tab));
    button.tabIndex = each === tab ? 0 : -1;
  }
  if (tab === 'wire') wire.draw();
  if (tab === 'figures') figures.draw();
  if (tab === 'faults') faults.list();
}

function moveTab(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const next = tabs[(tabs.indexOf(document.body.dataset.tab) + step + tabs.length) % tabs.length];
  show(next);
  byId(`tab-${next}`).focus();
}

function translate() {
  document.documentElement.lang = language();
  byId('language').value = language();
  document.querySelectorAll('[data-text]').forEach(each => { each.textContent = text(each.dataset.text); });
  byId('tabs').setAttribute('aria-label', text('views'));
  byId('tabs').replaceChildren(...tabs.map(tab => element('button', {
    id: `tab-${tab}`, role: 'tab', textContent: text(tab), 'aria-controls': tab, onclick: () => show(tab),
  })));
  tokens.translate();
  wire.translate();
  programs.translate();
  faults.translate();
  figures.translate();
  show(document.body.dataset.tab);
}

async function poll() {
  try {
    await refresh();
  } catch {
    // The banner says that the server is away.
  }
  setTimeout(poll, POLL);
}

byId('tabs').addEventListener('keydown', moveTab);
byId('language').addEventListener('change', event => setLanguage(event.target.value));
onLanguage(translate);
watchServer(here => {
  byId('away').hidden = here;
  knowsVerbs = false; // another server may have other verbs
  document.body.classList.toggle('away', !here);
});
if (!languages.includes(language())) setLanguage('en');
const asked = location.hash.slice(1);
if (tabs.includes(asked)) document.body.dataset.tab = asked;
translate();
poll();
follow(lines => wire.take(lines));

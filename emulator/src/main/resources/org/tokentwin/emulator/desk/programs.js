import { element, strange } from './elements.js';
import { text } from './words.js';

/** The programs that use the tokens now. */
export class Programs {
  constructor(place, act) {
    this.place = place;
    this.act = act;
    this.applications = [];
    this.said = '';
  }

  translate() {
    this.said = '';
    this.show(this.applications);
  }

  show(applications) {
    this.applications = applications;
    const said = JSON.stringify(applications);
    if (said === this.said) return;
    this.said = said;
    const focused = this.place.contains(document.activeElement) ? document.activeElement.dataset.application : undefined;
    const head = ['application', 'name', 'process', 'sessions', 'objectsMade', 'loggedIn', 'end'];
    this.place.replaceChildren(
      element('h2', {}, text('programs'), ' ', element('span', { className: 'count', textContent: applications.length })),
      applications.length ? element('div', { className: 'sheet' }, element('table', {},
        element('thead', {}, element('tr', {}, ...head.map(each => element('th', { scope: 'col', textContent: text(each) })))),
        element('tbody', {}, ...applications.map(each => this.row(each)))))
        : element('p', { textContent: text('noPrograms') }));
    if (focused) this.place.querySelector(`[data-application="${focused}"]`)?.focus();
  }

  row({ application, program, process, sessions, objectsMade, logins }) {
    const users = Object.entries(logins).map(([slot, user]) => text('userInSlot', { user, slot })).join(', ');
    return element('tr', {},
      element('td', { textContent: `#${application}` }),
      element('td', {}, program ? strange(program) : text('unknown')),
      element('td', { textContent: process ?? text('unknown') }),
      element('td', { textContent: sessions }),
      element('td', { textContent: objectsMade }),
      element('td', { textContent: users || text('nobody') }),
      element('td', {}, element('button', {
        className: 'danger', textContent: text('end'), 'data-application': application, 'aria-label': `${text('end')}: #${application} ${program}`,
        onclick: () => this.act('end-application', undefined, { application: String(application) }),
      })));
  }
}

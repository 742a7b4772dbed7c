/** Makes an element: its properties, attributes (those with a hyphen, and role), listeners and children. Text is text, never markup. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (name.includes('-') || name === 'role' || name === 'for' || name === 'lang' || name === 'list') {
      if (value !== undefined) made.setAttribute(name, value);
    } else made[name] = value;
  }
  made.append(...children.filter(child => child !== undefined && child !== null));
  return made;
}

/** Text of a stranger's, which cannot turn the direction of what stands beside it. */
export function strange(text) {
  return element('bdi', { textContent: text });
}

/** A field with its label. */
export function labelled(text, field) {
  return element('label', {}, element('span', { textContent: text }), field);
}

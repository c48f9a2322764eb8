// Makes elements. Texts go in as text, never as markup.
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name in element && !name.includes('-')) element[name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

// Sets a text only where it changed, so that nothing that people select or hear is disturbed.
export function text(element, value) {
  if (element.textContent !== value) element.textContent = value;
}

// A progress bar that screen readers know as one.
export function bar(label, className = '') {
  const fill = h('div', { className: 'bar-fill' });
  const element = h(
    'div',
    {
      className: `bar ${className}`,
      role: 'progressbar',
      'aria-label': label,
      'aria-valuemin': '0',
      'aria-valuemax': '100',
    },
    fill,
  );
  return {
    element,
    set(percent, state = '') {
      const value = Math.max(0, Math.min(100, percent));
      fill.style.width = `${value}%`;
      element.setAttribute('aria-valuenow', String(Math.round(value)));
      element.dataset.state = state;
    },
  };
}

// Says something to those who can't see it change.
export function say(message) {
  text(document.getElementById('said'), message);
}

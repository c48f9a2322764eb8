// Reads a pasted or chosen list: web addresses, one on a line, or rows with their names in the first
// line. Pure.

export const MOST_AT_ONCE = 10_000;
const LONGEST_URL = 2_048;
const MOST_SHOWN = 5;

// {kind: 'urls' | 'rows' | 'none', items, problems: [{line, why, text}], more: problems beyond}.
export function itemsOf(text) {
  const lines = text.split(/\r\n|\r|\n/);
  const first = lines.find((line) => line.trim() !== '');
  if (first === undefined) return { kind: 'none', items: [], problems: [], more: 0 };
  return /^\s*https?:\/\//i.test(first) || !/[,;\t]/.test(first) ? urls(lines) : rows(text, separatorOf(first));
}

function found(kind, items, problems) {
  return { kind, items, problems: problems.slice(0, MOST_SHOWN), more: Math.max(0, problems.length - MOST_SHOWN) };
}

function urls(lines) {
  const items = [];
  const problems = [];
  lines.forEach((each, at) => {
    const text = each.trim();
    if (text === '') return;
    const why = wrongWith(text);
    if (why) problems.push({ line: at + 1, why, text: text.slice(0, 80) });
    else items.push(text);
  });
  return found('urls', items, problems);
}

function wrongWith(text) {
  if (text.length > LONGEST_URL) return 'long';
  try {
    const { protocol, hostname } = new URL(text);
    return (protocol === 'http:' || protocol === 'https:') && hostname !== '' && !/\s/.test(text) ? null : 'url';
  } catch {
    return 'url';
  }
}

function separatorOf(line) {
  const counts = [',', ';', '\t'].map((sign) => [line.split(sign).length, sign]);
  return counts.sort((a, b) => b[0] - a[0])[0][1];
}

function rows(text, separator) {
  const [head, ...rest] = cells(text, separator);
  const names = head.cells.map((name) => name.trim());
  const problems = [];
  const items = [];
  if (new Set(names).size !== names.length || names.includes('')) {
    return found('rows', [], [{ line: head.line, why: 'names', text: names.join(separator).slice(0, 80) }]);
  }
  for (const row of rest) {
    if (row.cells.length === 1 && row.cells[0].trim() === '') continue;
    if (row.cells.length !== names.length) {
      problems.push({ line: row.line, why: 'cells', text: `${row.cells.length}/${names.length}` });
      continue;
    }
    items.push(Object.fromEntries(names.map((name, at) => [name, row.cells[at].trim()])));
  }
  return found('rows', items, problems);
}

// RFC 4180: quotes hold separators, line ends and doubled quotes.
function cells(text, separator) {
  const all = [];
  let row = { line: 1, cells: [] };
  let cell = '';
  let quoted = false;
  let line = 1;
  const ended = () => {
    row.cells.push(cell);
    all.push(row);
    row = { line: line + 1, cells: [] };
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted) {
      if (sign === '"' && text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else if (sign === '"') quoted = false;
      else cell += sign;
    } else if (sign === '"' && cell.trim() === '') {
      cell = '';
      quoted = true;
    } else if (sign === separator) {
      row.cells.push(cell);
      cell = '';
    } else if (sign === '\n') ended();
    else if (sign !== '\r') cell += sign;
    if (sign === '\n') line += 1;
  }
  if (cell !== '' || row.cells.length > 0) ended();
  return all;
}

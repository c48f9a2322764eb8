// What becomes of the chosen files: one is sent as it is, several become one ZIP. Pure.
import { folderOf, isArchive, isJunk, isPicture, isZip, LIMITS, nameOf, withoutTemplate } from './kinds.js';

// `files`: [{path, size}]. `fileOptions`: options that are a file's text, such as `template` of
// template.json. `ofSheets`: whether only pictures are items. `most`: bytes of a whole source.
// Gives {way: 'none' | 'file' | 'zip' | 'pack', take: [paths], options: {name: path}, refused:
// [{path, why, limit}], ignored: number, name, bytes, problem: null | {why, …}, notes: [{why, …}]}.
export function planned(files, { fileOptions = [], ofSheets = false, most = Infinity } = {}) {
  const real = files.filter((file) => !isJunk(file.path));
  const ignored = files.length - real.length;
  const nothing = { way: 'none', take: [], options: {}, refused: [], ignored, name: '', bytes: 0, problem: null, notes: [] };
  const given = (file) => folderOf(file.path) === '' && fileOptions.includes(optionOf(file.path));
  const sources = real.filter((file) => !given(file));
  const beside = real.filter(given);
  if (real.length === 0) return nothing;
  if (sources.length === 0) return { ...nothing, problem: { why: 'onlyTemplate' } };
  if (sources.length === 1 && (isZip(sources[0].path) || !ofSheets || isPicture(sources[0].path))) {
    return alone(nothing, sources[0], beside, { ofSheets, most });
  }
  return packed(nothing, real, { ofSheets, most });
}

function optionOf(path) {
  return /\.json$/i.test(path) ? nameOf(path).replace(/\.json$/i, '').toLowerCase() : '';
}

function alone(nothing, source, beside, { ofSheets, most }) {
  const options = Object.fromEntries(beside.map((file) => [optionOf(file.path), file.path]));
  const way = isZip(source.path) ? 'zip' : 'file';
  return {
    ...nothing,
    way,
    take: [source.path],
    options,
    name: named(nameOf(source.path)),
    bytes: source.size,
    problem: wrongWith(source, most) ?? (way === 'file' && ofSheets && !('template' in options) ? { why: 'noTemplate' } : null),
  };
}

function wrongWith(source, most) {
  if (source.size === 0) return { why: 'empty' };
  if (source.size > most) return { why: 'tooLarge', limit: most };
  return null;
}

function packed(nothing, files, { ofSheets, most }) {
  const refused = [];
  const taken = [];
  for (const file of files) {
    const why = refusal(file, ofSheets);
    if (why) refused.push({ path: file.path, ...why });
    else taken.push(file);
  }
  taken.sort((a, b) => compare(a.path, b.path));
  const paths = taken.map((file) => file.path);
  const bytes = taken.reduce((sum, file) => sum + file.size, 0);
  const items = ofSheets ? paths.filter(isPicture).length : paths.length;
  const lost = ofSheets ? withoutTemplate(paths) : [];
  let problem = null;
  if (items === 0) problem = { why: ofSheets ? 'noPicture' : 'nothingLeft' };
  else if (paths.length > LIMITS.entries) problem = { why: 'tooMany', limit: LIMITS.entries, count: paths.length };
  else if (bytes > Math.min(most, LIMITS.totalBytes)) problem = { why: 'tooLarge', limit: Math.min(most, LIMITS.totalBytes) };
  else if (ofSheets && lost.length === items) problem = { why: 'noTemplate' };
  const notes = problem === null && lost.length > 0 ? [{ why: 'someWithoutTemplate', count: lost.length }] : [];
  return { ...nothing, way: 'pack', take: paths, refused, name: packedName(paths), bytes, problem, notes };
}

function refusal(file, ofSheets) {
  if (isArchive(file.path)) return { why: 'archive' };
  if (file.size === 0) return { why: 'empty' };
  if (file.size > LIMITS.entryBytes) return { why: 'entryTooLarge', limit: LIMITS.entryBytes };
  if (file.path.length > LIMITS.nameLength) return { why: 'longName', limit: LIMITS.nameLength };
  if (ofSheets && !isPicture(file.path) && !/\.(json|csv)$/i.test(file.path)) return { why: 'kind' };
  return null;
}

// The folder that all lie in, else how one of them is called and how many others there are. One of the
// middle: at the ends stand covers, markers and keys.
function packedName(paths) {
  const top = new Set(paths.map((path) => path.split('/')[0]));
  if (paths.length > 0 && top.size === 1 && paths[0].includes('/')) return [...top][0];
  const pictures = paths.filter(isPicture);
  const one = pictures[Math.floor(pictures.length / 2)] ?? paths[0];
  return one === undefined ? '' : `${named(nameOf(one))} +${paths.length - 1}`;
}

function named(name) {
  return name.replace(/\.[a-z0-9]{1,5}$/i, '').slice(0, 190);
}

// As people order names: 2 before 10.
const order = new Intl.Collator('en', { numeric: true });

function compare(a, b) {
  return order.compare(a, b) || (a < b ? -1 : 1);
}

// The same of what a ZIP holds. `entries` as its directory gives them; `hasTemplate`: whether the
// batch has one as its option. Gives {files, items, bytes, ignored, refused, problem, notes}.
export function judged(entries, { ofSheets = false, hasTemplate = false } = {}) {
  const files = entries.filter((entry) => !entry.folder && !isJunk(entry.path));
  const refused = [];
  for (const file of files) {
    const why = entryRefusal(file);
    if (why) refused.push({ path: file.path, ...why });
  }
  const paths = files.map((file) => file.path);
  const items = ofSheets ? paths.filter(isPicture) : paths;
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  const lost = ofSheets && !hasTemplate ? withoutTemplate(paths) : [];
  const fatal = refused.find((each) => each.fatal);
  let problem = null;
  if (files.length === 0) problem = { why: 'emptyZip' };
  else if (entries.length > LIMITS.entries) problem = { why: 'tooMany', limit: LIMITS.entries, count: entries.length };
  else if (bytes > LIMITS.totalBytes) problem = { why: 'unpacksTooLarge', limit: LIMITS.totalBytes, bytes };
  else if (fatal) problem = { why: 'zipRefused', path: fatal.path, because: fatal };
  else if (items.length === 0) problem = { why: 'noPicture' };
  else if (lost.length === items.length) problem = { why: ofSheets ? 'noTemplate' : '' };
  if (problem?.why === '') problem = null;
  return {
    files: files.length,
    items: items.length,
    bytes,
    ignored: entries.filter((entry) => !entry.folder).length - files.length,
    refused,
    problem,
    notes: problem === null && lost.length > 0 ? [{ why: 'someWithoutTemplate', count: lost.length }] : [],
  };
}

// One bad entry and the workers refuse the archive as a whole: then it is fatal.
function entryRefusal(entry) {
  if (entry.encrypted) return { why: 'encrypted', fatal: true };
  if (isArchive(entry.path)) return { why: 'archive', fatal: true };
  if (entry.method !== 0 && entry.method !== 8) return { why: 'method', method: entry.method, fatal: true };
  if (entry.path.length > LIMITS.nameLength) return { why: 'longName', limit: LIMITS.nameLength, fatal: true };
  if (entry.path.split('/').includes('..') || entry.path.startsWith('/')) return { why: 'climbs', fatal: true };
  if (entry.size > LIMITS.ratioFrom && entry.size / LIMITS.ratio >= Math.max(1, entry.packed)) {
    return { why: 'ratio', limit: LIMITS.ratio, fatal: true };
  }
  if (entry.size > LIMITS.entryBytes) return { why: 'entryTooLarge', limit: LIMITS.entryBytes, fatal: false };
  if (entry.size === 0 && isPicture(entry.path)) return { why: 'empty', fatal: false };
  return null;
}

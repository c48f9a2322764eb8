// The fields of a form from a JSON Schema, and what is wrong with what was typed. Pure: the server's
// own check has the last word.

// [{name, kind, title, description, required, values, fallback, minimum, maximum, longest, shortest,
// pattern}]. `kind`: 'choice', 'integer', 'number', 'flag', 'text', 'file' (the text of a file), 'json'.
export function fieldsOf(schema) {
  const required = schema?.required ?? [];
  return Object.entries(schema?.properties ?? {}).map(([name, property]) => ({
    name,
    kind: kindOf(property),
    title: property.title ?? spoken(name),
    description: property.description ?? '',
    required: required.includes(name),
    values: property.enum ?? null,
    fallback: property.default ?? null,
    minimum: property.minimum ?? null,
    maximum: property.maximum ?? null,
    shortest: property.minLength ?? null,
    longest: property.maxLength ?? null,
    pattern: property.pattern ?? null,
  }));
}

function kindOf(property) {
  if (Array.isArray(property.enum)) return 'choice';
  const types = [property.type].flat();
  if (types.includes('integer')) return 'integer';
  if (types.includes('number')) return 'number';
  if (types.includes('boolean')) return 'flag';
  if (types.includes('string')) return /\.json$/.test(property.title ?? '') ? 'file' : 'text';
  return 'json';
}

function spoken(name) {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

// `raw`: the text of the field, or a boolean of a box. Gives {value} (undefined: left out) or
// {wrong, limit}: 'required', 'integer', 'number', 'minimum', 'maximum', 'shortest', 'longest',
// 'pattern', 'json'.
export function checked(field, raw) {
  if (field.kind === 'flag') return { value: raw === undefined || raw === '' ? undefined : Boolean(raw) };
  const text = raw ?? '';
  if (text.trim() === '') return field.required ? { wrong: 'required' } : { value: undefined };
  if (field.kind === 'choice') return { value: field.values.find((value) => String(value) === text) };
  if (field.kind === 'integer' || field.kind === 'number') return number(field, text.trim());
  if (field.kind === 'json' || field.kind === 'file') return json(field, text);
  if (field.shortest !== null && text.length < field.shortest) return { wrong: 'shortest', limit: field.shortest };
  if (field.longest !== null && text.length > field.longest) return { wrong: 'longest', limit: field.longest };
  if (field.pattern !== null && !matches(field.pattern, text)) return { wrong: 'pattern', limit: field.pattern };
  return { value: text };
}

function number(field, text) {
  const value = Number(text);
  if (!Number.isFinite(value)) return { wrong: field.kind };
  if (field.kind === 'integer' && !Number.isSafeInteger(value)) return { wrong: 'integer' };
  if (field.minimum !== null && value < field.minimum) return { wrong: 'minimum', limit: field.minimum };
  if (field.maximum !== null && value > field.maximum) return { wrong: 'maximum', limit: field.maximum };
  return { value };
}

// A file's text goes as it is; that it can be read as JSON is seen here.
function json(field, text) {
  try {
    const value = JSON.parse(text);
    return { value: field.kind === 'file' ? text : value };
  } catch {
    return { wrong: 'json' };
  }
}

function matches(pattern, text) {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    // A pattern that only the server understands.
    return true;
  }
}

// All fields at once: {options, wrong: {name: {wrong, limit}}}.
export function collected(fields, typed) {
  const options = {};
  const wrong = {};
  for (const field of fields) {
    const result = checked(field, typed[field.name]);
    if ('wrong' in result) wrong[field.name] = result;
    else if (result.value !== undefined) options[field.name] = result.value;
  }
  return { options, wrong };
}

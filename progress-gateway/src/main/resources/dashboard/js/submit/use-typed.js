// What was typed into the form, and what the server did not take of it.
import { useEffect, useState } from 'preact/hooks';

const PREFIX = 'options.';

export function useTyped(workload, plan, byPath) {
  const [common, setCommon] = useState({});
  const [named, setNamed] = useState(false);
  const [options, setOptions] = useState({});
  const [refused, setRefused] = useState({ common: {}, options: {} });

  useEffect(() => {
    setOptions({});
    setRefused({ common: {}, options: {} });
  }, [workload.name]);
  // A name is offered until somebody types one.
  useEffect(() => {
    if (!named) setCommon((before) => ({ ...before, name: plan.name }));
  }, [plan.name, named]);
  // A template.json beside the scans fills its field.
  const given = JSON.stringify(plan.options);
  useEffect(() => {
    let current = true;
    for (const [name, path] of Object.entries(plan.options)) {
      byPath.get(path)?.file.text().then((text) => current && setOptions((before) => ({ ...before, [name]: text })));
    }
    return () => {
      current = false;
      setOptions((before) => Object.fromEntries(Object.entries(before).filter(([name]) => !(name in plan.options))));
    };
  }, [given, workload.name]);

  function forgive(part, name) {
    setRefused((before) => {
      const { [name]: _, ...rest } = before[part];
      return { ...before, [part]: rest };
    });
  }

  return {
    common,
    options,
    refused,
    typeCommon(name, text) {
      if (name === 'name') setNamed(text !== '');
      setCommon((before) => ({ ...before, [name]: text }));
      forgive('common', name);
    },
    typeOption(name, text) {
      setOptions((before) => ({ ...before, [name]: text }));
      forgive('options', name);
    },
    // Puts the server's words beside their fields; false where one has none.
    refuse(errors) {
      const next = { common: {}, options: {} };
      let all = errors.length > 0;
      for (const { field, message } of errors) {
        if (field.startsWith(PREFIX)) next.options[field.slice(PREFIX.length).split('.')[0]] = message;
        else if (field === 'name' || !/[.[]/.test(field)) next.common[field] = message;
        else all = false;
      }
      if ('items' in next.common || 'workload' in next.common) all = false;
      setRefused(next);
      return all;
    },
  };
}

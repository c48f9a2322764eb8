// The directory of a chosen ZIP, read once for each file.
import { useEffect, useState } from 'preact/hooks';
import { judged } from './plan.js';
import { entriesOf, ZipProblem } from './zip-directory.js';

// null while it is read; {rule} where it can't be; {entries, judged}.
export function useDirectory(plan, files, { ofSheets, hasTemplate }) {
  const file = plan.way === 'zip' && !plan.problem ? files[0]?.file : undefined;
  const [read, setRead] = useState({ file: undefined });
  useEffect(() => {
    if (file === undefined) return undefined;
    let current = true;
    entriesOf(file).then(
      (entries) => current && setRead({ file, entries }),
      (problem) => current && setRead({ file, rule: problem instanceof ZipProblem ? problem.rule : 'unreadable' }),
    );
    return () => {
      current = false;
    };
  }, [file]);
  if (file === undefined || read.file !== file) return null;
  if (read.rule) return { rule: read.rule };
  return { entries: read.entries, judged: judged(read.entries, { ofSheets, hasTemplate }) };
}

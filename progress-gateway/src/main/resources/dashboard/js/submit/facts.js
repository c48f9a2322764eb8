// What the preflight shows, from the plan and from what a ZIP's directory says. Pure.

// `directory`: {judged} or {rule} of a ZIP that can't be read, null while it is being read. `ofSheets`:
// whether every picture is an item.
export function factsOf(plan, directory, ofSheets, items) {
  const none = { items: null, size: 0, unpacked: 0, ignored: plan.ignored, refused: plan.refused, notes: plan.notes, problem: plan.problem, looking: false };
  if (plan.way === 'none') return none;
  const known = { ...none, size: plan.bytes };
  if (plan.problem && plan.way !== 'pack') return known;
  if (plan.way === 'zip') return ofZip(known, directory);
  // The pages of a PDF or TIFF are counted by the workers.
  if (plan.way === 'file') return { ...known, items: ofSheets && /\.(pdf|tiff?)$/i.test(plan.take[0]) ? undefined : 1 };
  return { ...known, items };
}

function ofZip(known, directory) {
  if (directory === null) return { ...known, looking: true };
  if (directory.rule) return { ...known, problem: { why: directory.rule } };
  const { judged } = directory;
  return {
    ...known,
    items: judged.items,
    unpacked: judged.bytes,
    ignored: judged.ignored,
    refused: judged.refused,
    notes: judged.notes,
    problem: judged.problem,
  };
}

// The same of a list.
export function factsOfList(list) {
  return {
    items: list.kind === 'none' ? null : list.items.length,
    size: 0,
    unpacked: 0,
    ignored: 0,
    refused: [],
    notes: [],
    problem: list.problems.length > 0 ? { why: 'listWrong' } : null,
    looking: false,
  };
}

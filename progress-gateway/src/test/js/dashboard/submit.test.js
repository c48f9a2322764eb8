import assert from 'node:assert/strict';
import test from 'node:test';
import { withoutTemplate } from '../../../main/resources/dashboard/js/submit/kinds.js';
import { itemsOf } from '../../../main/resources/dashboard/js/submit/list-items.js';
import { checked, collected, fieldsOf } from '../../../main/resources/dashboard/js/submit/options.js';
import { judged, planned } from '../../../main/resources/dashboard/js/submit/plan.js';
import { band, predicted } from '../../../main/resources/dashboard/js/submit/predict.js';

const SHEETS = { fileOptions: ['template', 'evaluation', 'config'], ofSheets: true };
const file = (path, size = 10) => ({ path, size });
const many = (number) => Array.from({ length: number }, (_, at) => file(`sheet-${at + 1}.jpg`));

test('nothing chosen is nothing to do', () => {
  assert.equal(planned([], SHEETS).way, 'none');
  assert.equal(planned([file('.DS_Store')], SHEETS).way, 'none');
});

test('one ZIP goes as it is, with the template beside it as an option', () => {
  const plan = planned([file('exam.zip', 500), file('template.json')], SHEETS);
  assert.equal(plan.way, 'zip');
  assert.deepEqual(plan.take, ['exam.zip']);
  assert.deepEqual(plan.options, { template: 'template.json' });
  assert.equal(plan.name, 'exam');
  assert.equal(plan.bytes, 500);
  assert.equal(plan.problem, null);
});

test('one scan needs its template', () => {
  assert.equal(planned([file('a.pdf')], SHEETS).problem.why, 'noTemplate');
  assert.equal(planned([file('a.pdf'), file('template.json')], SHEETS).problem, null);
  assert.equal(planned([file('template.json')], SHEETS).problem.why, 'onlyTemplate');
});

test('25 files chosen together become one ZIP in the order that people expect', () => {
  const plan = planned([...many(24).reverse(), file('template.json')], SHEETS);
  assert.equal(plan.way, 'pack');
  assert.equal(plan.problem, null);
  assert.equal(plan.take.length, 25);
  assert.deepEqual(plan.take.slice(0, 3), ['sheet-1.jpg', 'sheet-2.jpg', 'sheet-3.jpg']);
  assert.deepEqual(planned([...many(24), file('template.json')], SHEETS).take, plan.take);
});

test('what can’t be taken is left out, with why', () => {
  const plan = planned([...many(2), file('template.json'), file('a.zip'), file('b.docx'), file('c.jpg', 0), file('d.jpg', 3e9), file('__MACOSX/x.jpg')], SHEETS);
  assert.deepEqual(Object.fromEntries(plan.refused.map((each) => [each.path, each.why])), {
    'a.zip': 'archive',
    'b.docx': 'kind',
    'c.jpg': 'empty',
    'd.jpg': 'entryTooLarge',
  });
  assert.equal(plan.ignored, 1);
  assert.equal(plan.take.length, 3);
});

test('other workloads take files of any kind', () => {
  assert.equal(planned([file('a.docx'), file('b.xlsx')]).take.length, 2);
  assert.equal(planned([file('a.docx')]).way, 'file');
});

test('more bytes than the server takes are said before they are sent', () => {
  assert.deepEqual(planned([file('a.zip', 11)], { ...SHEETS, most: 10 }).problem, { why: 'tooLarge', limit: 10 });
  assert.equal(planned([...many(3), file('template.json')], { ...SHEETS, most: 30 }).problem.why, 'tooLarge');
});

test('a folder gives its name, and its pictures look for templates above them', () => {
  const plan = planned([file('exam/a/1.jpg'), file('exam/template.json'), file('exam/b/2.jpg')], SHEETS);
  assert.equal(plan.name, 'exam');
  assert.equal(plan.problem, null);
  assert.deepEqual(withoutTemplate(['x/1.jpg', 'y/2.jpg', 'y/template.json']), ['x/1.jpg']);
  const some = planned([file('x/1.jpg'), file('y/2.jpg'), file('y/template.json')], SHEETS);
  assert.deepEqual(some.notes, [{ why: 'someWithoutTemplate', count: 1 }]);
});

test('a ZIP is judged as the workers will', () => {
  const entry = (path, more = {}) => ({ path, size: 10, packed: 10, method: 0, encrypted: false, folder: false, offset: 0, ...more });
  const good = judged([entry('template.json'), entry('1.jpg'), entry('2.jpg'), entry('scans/', { folder: true }), entry('.DS_Store')], { ofSheets: true });
  assert.deepEqual([good.items, good.files, good.ignored, good.problem], [2, 3, 1, null]);
  const why = (...entries) => judged(entries, { ofSheets: true }).problem?.why;
  assert.equal(why(entry('1.jpg')), 'noTemplate');
  assert.equal(judged([entry('1.jpg')], { ofSheets: true, hasTemplate: true }).problem, null);
  assert.equal(why(entry('template.json')), 'noPicture');
  assert.equal(why(), 'emptyZip');
  assert.equal(why(entry('template.json'), entry('1.jpg', { encrypted: true })), 'zipRefused');
  assert.equal(why(entry('template.json'), entry('1.jpg'), entry('in.zip')), 'zipRefused');
  assert.equal(why(entry('template.json'), entry('1.jpg', { size: 300e6, packed: 1e6 })), 'zipRefused');
});

test('a form is made of the workload’s schema, and what is typed is checked by it', () => {
  const [words, number, file, required] = fieldsOf({
    required: ['label'],
    properties: {
      way: { type: 'string', enum: ['a', 'b'], default: 'a' },
      item_millis: { type: 'integer', minimum: 0, maximum: 60 },
      template: { type: 'string', title: 'template.json' },
      label: { type: 'string', maxLength: 3 },
    },
  });
  assert.deepEqual([words.kind, number.kind, file.kind, required.kind], ['choice', 'integer', 'file', 'text']);
  assert.equal(number.title, 'Item millis');
  assert.deepEqual(checked(number, '7'), { value: 7 });
  assert.deepEqual(checked(number, ' '), { value: undefined });
  assert.deepEqual(checked(number, '61'), { wrong: 'maximum', limit: 60 });
  assert.deepEqual(checked(number, '1.5'), { wrong: 'integer' });
  assert.deepEqual(checked(number, 'x'), { wrong: 'integer' });
  assert.deepEqual(checked(file, '{'), { wrong: 'json' });
  assert.deepEqual(checked(file, '{"b": 1}'), { value: '{"b": 1}' });
  assert.deepEqual(checked(required, ''), { wrong: 'required' });
  assert.deepEqual(checked(required, 'long'), { wrong: 'longest', limit: 3 });
  assert.deepEqual(collected([words, number], { way: 'b', item_millis: '' }), { options: { way: 'b' }, wrong: {} });
});

test('a list is addresses, or rows with their names first', () => {
  assert.deepEqual(itemsOf('https://a.example/\r\n\n https://b.example/x \n').items, ['https://a.example/', 'https://b.example/x']);
  assert.deepEqual(itemsOf('https://a.example/\nftp://b\n').problems, [{ line: 2, why: 'url', text: 'ftp://b' }]);
  const rows = itemsOf('job_id,title\n1,"a ""b"", c"\n2,"two\nlines"\n3\n');
  assert.deepEqual(rows.items, [{ job_id: '1', title: 'a "b", c' }, { job_id: '2', title: 'two\nlines' }]);
  assert.deepEqual(rows.problems, [{ line: 5, why: 'cells', text: '1/2' }]);
  assert.equal(itemsOf('a;b\n1;2').items.length, 1);
  assert.equal(itemsOf('a,a\n1,2').problems[0].why, 'names');
  assert.equal(itemsOf(' \n').kind, 'none');
  assert.equal(itemsOf(Array.from({ length: 30 }, () => 'x').join('\n')).more, 25);
});

test('the time is that of the queue before it and its own items, by the pace of late', () => {
  const queue = { priorities: [{ priority: 'high', items_waiting: 50, items_running: 0 }, { priority: 'low', items_waiting: 900, items_running: 0 }] };
  const figures = { throughput_per_second: 5, batches: { total: 3 } };
  assert.deepEqual(predicted({ items: 100, figures, queue, priority: 'normal' }), { seconds: 30, ahead: 50, batches: 3 });
  assert.equal(predicted({ items: 100, figures, queue, priority: 'urgent' }).ahead, 0);
  assert.equal(predicted({ items: 100, figures: null, queue, priority: 'low' }), null);
  assert.equal(predicted({ items: undefined, figures, queue, priority: 'low' }), null);
  const { low, high } = band(30);
  assert.ok(low <= 30 && high >= 30 && low < high);
});

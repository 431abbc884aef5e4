import { readRules } from '@hormesis/promql';
import { describe, expect, it } from 'vitest';

function problems(text: string) {
  const read = readRules(text);
  return 'problems' in read ? read.problems : [];
}

describe('reading a rule file', () => {
  it('gives groups with their rules and lines', () => {
    const read = readRules(
      [
        'groups:',
        '  - name: g',
        '    interval: 30s',
        '    rules:',
        '      - record: a:b',
        '        expr: sum(b)',
        '      - alert: A',
        '        expr: a:b > 1',
        '        for: 5m',
        '        keep_firing_for: 1h30m',
        '        labels: { severity: page }',
      ].join('\n'),
    );
    expect(read).toMatchObject({
      groups: [
        {
          name: 'g',
          intervalMs: 30_000,
          rules: [
            { kind: 'record', name: 'a:b', text: 'sum(b)', line: 5 },
            { kind: 'alert', name: 'A', line: 7, forMs: 300_000, keepFiringForMs: 5_400_000 },
          ],
        },
      ],
    });
  });

  it.each(['0', '0s', ''])('takes the interval %j of a group as none, as Prometheus does', (interval) => {
    expect(readRules(`groups: [{ name: g, interval: ${interval}, rules: [] }]`)).toEqual({
      groups: [{ name: 'g', intervalMs: undefined, rules: [] }],
    });
  });

  it('gives the labels of a group to its rules', () => {
    const read = readRules(
      'groups: [{ name: g, labels: { team: x }, rules: [{ record: r, expr: "1", labels: { a: b } }] }]',
    );
    expect(read).toMatchObject({ groups: [{ rules: [{ labels: { team: 'x', a: 'b' } }] }] });
  });

  it('names group, rule and line of everything that is wrong, at once', () => {
    const found = problems(
      [
        'groups:',
        '  - name: g',
        '    rules:',
        '      - alert: A',
        '        expr: sum(',
        '      - alert: B',
        '        expr: holt_winters(a[5m], 1, 1)',
        '      - alert: C',
        '        expr: a > 1',
        '        for: soon',
        '      - expr: a',
        '      - alert: D',
        '        expr: a[5m]',
        '      - alert: E',
        '        exp: a',
        '      - alert: F',
        '        expr: a',
        '        labels: { who: "{{ query `a` }}" }',
        '      - record: g h',
        '        expr: a',
        '  - name: g',
        '    limit: 3',
        '    rules: []',
      ].join('\n'),
    );
    expect(found.map(({ group, rule, line }) => [group, rule, line])).toEqual([
      ['g', 'A', 5],
      ['g', 'B', 7],
      ['g', 'C', 10],
      ['g', undefined, 11],
      ['g', 'D', 13],
      ['g', 'E', 15],
      ['g', 'E', 14],
      ['g', 'F', 18],
      ['g', 'g h', 19],
      ['g', undefined, 22],
      ['g', undefined, 21],
    ]);
    expect(found.map(({ message }) => message).join('\n')).toMatchInlineSnapshot(`
      "In the expression, line 1, column 5: The expression ends too early. Close its brackets and quotes, and give each operator two sides.
      In the expression, line 1, column 1: There is no function or aggregation holt_winters. Check the spelling, or see docs/reference/promql.md for what is supported.
      for is soon, which is no duration. Write one such as 5m.
      A rule has either alert or record, with its name.
      The expression gives no instant vector, which a rule needs.
      An alert rule has no supported field exp. There are alert, expr, for, keep_firing_for, labels, annotations.
      The rule has no expression. Give it expr.
      The label who uses query in its template, which is not supported. A label tells alerts apart, so it cannot be left as it is.
      g h cannot be the name of a series.
      A group has no supported field limit. There are name, interval, labels, rules.
      The group g occurs twice. Give one of them another name."
    `);
  });

  it.each([
    ['groups: [', /This is not YAML/],
    ['', /groups:/],
    ['rules: []', /no supported field rules/],
    ['groups: 3', /no list of groups/],
    ['groups: [3]', /A group is a mapping/],
    ['groups: [{ name: g, rules: [3] }]', /A rule is a mapping/],
    ['groups: [{ rules: [] }]', /no name/],
    ['groups: [{ name: g, interval: 1ms, rules: [] }]', /interval is 1ms, which is less than a second/],
    ['groups: [{ name: g, interval: 999ms, rules: [] }]', /less than a second/],
    ['groups: [{ name: g, rules: [{ alert: A, expr: "max_over_time(a[1d:1ms]) > 1" }] }]', /once a second/],
    [
      'groups: [{ name: g, rules: [{ alert: A, expr: "1", labels: { alertname: b } }] }]',
      /alertname cannot be/,
    ],
  ])('says what is wrong with %s', (text, message) => {
    expect(
      problems(text)
        .map((each) => each.message)
        .join('\n'),
    ).toMatch(message);
  });
});

import { parseTemplate } from '@hormesis/promql';
import { describe, expect, it } from 'vitest';

const labels = { service: 'shop', instance: 'host:9090' };
const text = (template: string, value = 0.0512345): string =>
  parseTemplate(template).expand({ labels, value });

describe('the text of an annotation', () => {
  it.each([
    ['nothing to fill in', 'nothing to fill in'],
    ['{{ $labels.service }} / {{ .Labels.service }} / {{$labels.none}}.', 'shop / shop / .'],
    ['{{ $value }} {{ .Value }}', '0.0512345 0.0512345'],
    ['{{ $value | humanizePercentage }}', '5.123%'],
    ['{{ humanize $value }}', '51.23m'],
    ['{{ $value | printf "%.2f" }}', '0.05'],
    [
      '{{ printf "%s is at %6.1f|%-5s|%05.1f" $labels.service $value "x" 2 }}',
      'shop is at    0.1|x    |002.0',
    ],
    ['{{ printf "%d" $value }}', '%!d(float64=0.0512345)'],
    ['{{ "a b" | title | toUpper }}', 'A B'],
    ['{{ reReplaceAll "(.*):.*" "$1" $labels.instance }} {{ stripPort $labels.instance }}', 'host host'],
    ['{{ reReplaceAll "(?i)(?P<first>H)O" "<$first>" $labels.instance }}', '<h>st:9090'],
    ['{{ reReplaceAll "x*" "-" "abxd" }}', '-a-b-d-'],
    [
      '{{ reReplaceAll "(" "" $labels.instance }}',
      '<error expanding template: The regular expression ( is not valid: missing closing ): `(`.>',
    ],
    ['a {{- " b " -}} c', 'a b c'],
    ['{{/* a comment */}}x', 'x'],
    ['{{ $externalLabels.cluster }}x', 'x'],
  ])('%s', (template, expected) => {
    expect(text(template)).toBe(expected);
  });

  it.each([
    [0, '0'],
    [1, '1'],
    [123456.7, '123456.7'],
    [0.00001, '1e-05'],
    [123456789, '1.23456789e+08'],
    [1e21, '1e+21'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, '+Inf'],
  ])('writes %s as Go does', (value, expected) => {
    expect(text('{{ $value }}', value)).toBe(expected);
  });

  it.each([
    ['humanize', 1234567, '1.235M'],
    ['humanize', 0.00123, '1.23m'],
    ['humanize1024', 1048576, '1Mi'],
    ['humanizeDuration', 93784, '1d 2h 3m 4s'],
    ['humanizeDuration', 3725, '1h 2m 5s'],
    ['humanizeDuration', 65, '1m 5s'],
    ['humanizeDuration', 4.5678, '4.568s'],
    ['humanizeDuration', 0.0042, '4.2ms'],
    ['humanizeDuration', -65, '-1m 5s'],
    ['humanizePercentage', 12345.678, '1.235e+06%'],
    ['humanizeTimestamp', 1435065584.128, '2015-06-23 13:19:44.128 +0000 UTC'],
  ])('%s of %s', (name, value, expected) => {
    expect(text(`{{ $value | ${name} }}`, value)).toBe(expected);
  });

  it.each([
    ['{{ query "up" | first | value }}', 'query'],
    ['{{ if $value }}x{{ end }}', 'if'],
    ['{{ $labels }}', '$labels'],
    ['{{ parseDuration "1h" }}', 'parseDuration'],
    ['{{ open', '{{ without }}'],
  ])('stays as it is written where it uses what we do not have: %s', (template, unsupported) => {
    expect(parseTemplate(template)).toMatchObject({ text: template, unsupported });
    expect(text(template)).toBe(template);
  });
});

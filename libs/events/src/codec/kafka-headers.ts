/** What stands before the name of an attribute in the name of its header. */
export const prefix = 'ce_';

/** Those that we write. Their headers' names are made once: making a name costs more than reading the header. */
const attributes = [
  'specversion',
  'id',
  'source',
  'type',
  'subject',
  'time',
  'dataschema',
  'recordedtime',
  'correlationid',
  'causationid',
  'traceparent',
  'tracestate',
  'partitionkey',
  'authtype',
  'authid',
  'onbehalfof',
  'credentialid',
];
const headers = new Map([
  ...attributes.map((name) => [name, prefix + name] as const),
  ['datacontenttype', 'content-type'],
]);
const byHeader = new Map([...headers].map(([name, header]) => [header, name]));

/** The header in which an attribute is written. */
export function headerOfAttribute(name: string): string {
  return headers.get(name) ?? prefix + name;
}

/** The attribute that a header holds, as it is written here; `undefined` if it is none. */
export function attributeOfHeader(header: string): string | undefined {
  const known = byHeader.get(header);
  if (known !== undefined) return known;
  return header.startsWith(prefix) ? header.slice(prefix.length) : undefined;
}

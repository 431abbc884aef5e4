/** A CloudEvent as read off any wire, before anybody asks what it means: attributes as text, and a payload. */
export type CloudEvent = {
  /** By attribute name; `datacontenttype` among them, data not. Empty and `null` attributes are left out. */
  attributes: Readonly<Record<string, string>>;
  payload: Payload;
};

export type Payload =
  | { kind: 'none' }
  | { kind: 'json'; value: unknown }
  | { kind: 'bytes'; bytes: Uint8Array };

/** A CloudEvent in the JSON event format (structured mode). */
export type CloudEventJson = {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  subject?: string;
  time: string;
  datacontenttype?: string;
  data?: unknown;
  data_base64?: string;
  [extension: string]: unknown;
};

/** Data that is neither JSON nor text, in a form that JSON can carry. */
export type BinaryData = { base64: string };

export function isBinaryData(data: unknown): data is BinaryData {
  return typeof data === 'object' && data !== null && typeof (data as BinaryData).base64 === 'string';
}

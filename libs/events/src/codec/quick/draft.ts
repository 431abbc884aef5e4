import type { Event } from '../../envelope/event.js';
import type { Principal } from '../../envelope/principal.js';
import { kindOf } from '../extensions.js';
import { isInstant } from '../instant.js';
import { quickCdEvent, quickTypeOf } from './quick-cd-event.js';
import { isSurelyStorable } from './quick-json.js';
import { isAttributeText, isNotBlank, isSurelyInstant } from './quick-text.js';

/** The attributes of an event that is being read, one field for each that has a meaning of its own. */
export class Draft {
  id = '';
  source = '';
  type = '';
  time = '';
  private specVersion = '';
  private subject: string | undefined;
  private dataSchema: string | undefined;
  private recordedTime: string | undefined;
  private correlationId: string | undefined;
  private causationId: string | undefined;
  private traceparent: string | undefined;
  private tracestate: string | undefined;
  private partitionKey: string | undefined;
  private authType: string | undefined;
  private authId: string | undefined;
  private onBehalfOf: string | undefined;
  private credential: string | undefined;
  private extensions: Record<string, string> | undefined;

  /** Takes an attribute; `false` if it has to be looked at more closely. */
  take(name: string, value: unknown): boolean {
    if (typeof value !== 'string' || value === '') return false;
    switch (name) {
      case 'specversion':
        this.specVersion = value;
        return value === '1.0';
      case 'id':
        this.id = value;
        return isNotBlank(value) && isAttributeText(value);
      case 'source':
        this.source = value;
        return isNotBlank(value) && isAttributeText(value);
      case 'type':
        this.type = value;
        return true;
      case 'subject':
        this.subject = value;
        return isAttributeText(value);
      case 'time':
        this.time = value;
        return isSurelyInstant(value) || isInstant(value);
      case 'datacontenttype':
        return value === 'application/json';
      case 'recordedtime':
        this.recordedTime = value;
        return isSurelyInstant(value) || isInstant(value);
      case 'correlationid':
        this.correlationId = value;
        return isAttributeText(value);
      case 'causationid':
        this.causationId = value;
        return isAttributeText(value);
      case 'partitionkey':
        this.partitionKey = value;
        return isAttributeText(value);
      case 'traceparent':
        this.traceparent = value;
        return isAttributeText(value);
      case 'tracestate':
        this.tracestate = value;
        return isAttributeText(value);
      case 'authtype':
        this.authType = value;
        return true;
      case 'authid':
        this.authId = value;
        return isAttributeText(value);
      case 'onbehalfof':
        this.onBehalfOf = value;
        return isAttributeText(value);
      case 'credentialid':
        this.credential = value;
        return isAttributeText(value);
      case 'dataschema':
        this.dataSchema = value;
        return isAttributeText(value);
      default:
        this.extensions ??= {};
        this.extensions[name] = value;
        return /^[a-z0-9]+$/.test(name) && isAttributeText(value);
    }
  }

  /** The event, if its data can be read quickly too. */
  event(json: unknown): Event | undefined {
    if (this.specVersion === '' || this.id === '' || this.source === '' || this.time === '') return undefined;
    const known = quickTypeOf(this.type);
    if (!known) return isSurelyUnknown(this.type) ? this.kept(json) : undefined;
    const reading = quickCdEvent(json, known, this);
    if (!reading) return undefined;
    const event: Event = {
      name: known.name,
      type: this.type,
      subject: reading.subject,
      id: this.id,
      source: this.source,
      time: this.time,
      data: reading.data,
    };
    if (reading.cdevent !== undefined) event.cdevent = reading.cdevent;
    return this.extended(event);
  }

  private kept(json: unknown): Event | undefined {
    if (!isAttributeText(this.type) || !isSurelyStorable(json, 0)) return undefined;
    const { type, subject = '', id, source, time } = this;
    const event: Event = { name: type, type, subject, id, source, time, data: json ?? null };
    if (this.dataSchema !== undefined) event.dataSchema = this.dataSchema;
    return this.extended(event);
  }

  private extended(event: Event): Event | undefined {
    if (this.recordedTime !== undefined) event.recordedTime = this.recordedTime;
    if (this.correlationId !== undefined) event.correlationId = this.correlationId;
    if (this.causationId !== undefined) event.causationId = this.causationId;
    if (this.traceparent !== undefined) event.traceparent = this.traceparent;
    if (this.tracestate !== undefined) event.tracestate = this.tracestate;
    if (this.partitionKey !== undefined) event.partitionKey = this.partitionKey;
    if (this.authType !== undefined) {
      const kind = kindOf(this.authType);
      if (kind === undefined || this.authId === undefined) return undefined;
      const actor: Principal = { kind, id: this.authId };
      if (this.onBehalfOf !== undefined) actor.onBehalfOf = this.onBehalfOf;
      if (this.credential !== undefined) actor.credential = this.credential;
      event.actor = actor;
    } else if (this.authId !== undefined || this.onBehalfOf !== undefined || this.credential !== undefined) {
      return undefined;
    }
    if (this.extensions !== undefined) event.extensions = this.extensions;
    return event;
  }
}

/** Whether no definition reads a type of this name, in whatever version. */
function isSurelyUnknown(type: string): boolean {
  return !type.startsWith('dev.cdevents') && isNotBlank(type);
}

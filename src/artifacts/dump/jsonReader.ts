import { jsonValue } from '../json/value';
import { type Field, type Frame, walkJson } from '../json/walk';
import type { Span } from '../place';
import type { DumpBuilder } from './builder';
import type { DataTypeStatus, Stat } from './model';
import { dumpProblem } from './problems';
import { isTypeName, isTypeState } from './schema';

/** What the reader saw besides the parts themselves: tells the form. */
export interface JsonTraits {
  wrapped: boolean;
  /** Entries of the Data tab's log. */
  logEntries: boolean;
  /** The about information is a whole object of its own. */
  whole: boolean;
  /** Extent from the first to the last thing recognized, with the brackets around. */
  extent: Span | undefined;
  /** Something was still open at the end. */
  cut: boolean;
}

const typeStatus = new Map<string, DataTypeStatus['status']>([
  ['ok', 'ok'],
  ['severity_error', 'severity_error'],
  ['severity_warning', 'severity_warning'],
  ['severity_info', 'severity_info'],
  ['transitioning', 'transitioning'],
  ['error', 'severity_error'],
  ['warning', 'severity_warning'],
  ['disabled', 'severity_info'],
]);

/** The status of a type row for its JSON value or row class; words of 2018 are mapped to today's. */
export function typeRowStatus(text: string): DataTypeStatus['status'] {
  return typeStatus.get(text) ?? 'unknown';
}

/**
 * Reads sections, type rows, log entries and flags from JSON between two offsets into `builder`. Works on names and
 * values, not on nesting, so that damage anywhere leaves the rest readable: a section's title is the one that follows
 * its data, a row is known by its own keys.
 */
export function readJson(builder: DumpBuilder, from: number, to: number): JsonTraits {
  const text = builder.text;
  const traits: JsonTraits = { wrapped: false, logEntries: false, whole: false, extent: undefined, cut: false };
  const protos = new Map<Frame, Span>();
  let sensitive: { frame: Frame; value: boolean } | undefined;
  let early: { frame: Frame; field: Field } | undefined;

  const touch = (start: number, end: number) => {
    const { extent } = traits;
    traits.extent = extent ? { start: Math.min(extent.start, start), end: Math.max(extent.end, end) } : { start, end };
  };
  const closeSection = (field: Field, isSensitive: boolean) => {
    if (field.complete) builder.section(String(field.value), field.valueSpan, isSensitive);
    else {
      builder.section(undefined, undefined, isSensitive);
      builder.problems.push(dumpProblem(builder, 'dump-title-cut', field.valueSpan));
    }
  };

  walkJson(text, from, to, {
    skim: (frame) => frame.key === 'proto',
    skip: (key) => key === 'textDetails',
    open(frame, stack) {
      if (frame.key === 'details' && frame.kind === 'array' && builder.waiting) builder.takeActionable();
      if (frame.key === 'type_status' && !inProto(stack)) builder.hasTypes = true;
      if (frame.key === 'aboutInfo') traits.wrapped = true;
    },
    field(field, frame, stack) {
      switch (field.key) {
        case 'is_sensitive':
          sensitive = { frame, value: field.value === true };
          touch(field.keySpan.start, field.valueSpan.end);
          break;
        case 'stat_name':
          if (frame.fields.filter((other) => other.key === 'stat_name').length > 1) {
            frame.fields.pop();
            finishRecord(frame);
            frame.fields = [field];
          }
          break;
        case 'title': {
          if (typeof field.value !== 'string') break;
          const own = sensitive?.frame === frame;
          if (!own && inProto(stack, frame)) break;
          if (!builder.waiting && !own && !frame.children.includes('data')) {
            early = { frame, field };
            break;
          }
          if (!builder.waiting && !own && early === undefined && frame.kind === 'root') break;
          closeSection(field, own ? (sensitive?.value ?? false) : false);
          sensitive = undefined;
          touch(field.keySpan.start, field.valueSpan.end + 1);
          break;
        }
        case 'actionable_error_detected':
          if (typeof field.value === 'boolean') {
            if (builder.waiting && builder.sections.length === 0) builder.takeActionable();
            builder.actionableDetected = { value: field.value, span: field.valueSpan };
            touch(field.keySpan.start, field.valueSpan.end);
          }
          break;
        case 'unrecoverable_error_detected':
          if (typeof field.value === 'boolean') {
            builder.unrecoverableDetected = { value: field.value, span: field.valueSpan };
            touch(field.keySpan.start, field.valueSpan.end);
          }
          break;
        case 'unrecoverable_error_message':
          if (typeof field.value === 'string') {
            builder.unrecoverableMessage = { value: field.value, span: field.valueSpan };
            touch(field.keySpan.start, field.valueSpan.end);
          }
          break;
        case 'submodule':
        case 'textDetails':
          traits.logEntries = true;
          break;
      }
    },
    close(frame, end, closed, stack) {
      const parent = stack[stack.length - 1];
      if (frame.kind === 'array' && frame.key === 'actionable_error' && builder.waiting) builder.takeActionable();
      if (frame.key === 'proto' && frame.kind === 'object' && parent) protos.set(parent, { start: frame.start, end });
      if (early?.frame === frame) {
        if (builder.waiting) closeSection(early.field, sensitive?.frame === frame ? sensitive.value : false);
        early = undefined;
      }
      const nested = inProto(stack, frame);
      finishRecord(frame, nested, end, closed);
      if (frame.kind === 'object' && frame.children.includes('details') && frame.children.includes('type_status')) {
        if (closed) traits.whole = true;
        keepExtras(frame);
      }
      if (frame.kind !== 'root' && traits.extent && frame.start <= traits.extent.start) {
        touch(frame.start, closed ? end : traits.extent.end);
      }
      if (!closed && frame.kind !== 'root' && end >= to && traits.extent) traits.cut = true;
      if (closed && (frame.key === 'details' || frame.key === 'type_status' || frame.key === 'protocolEvents')) {
        touch(frame.start, end);
      }
    },
  });

  function finishRecord(frame: Frame, nested = false, end = 0, closed = false): void {
    const { fields } = frame;
    const name = fields.find((field) => field.key === 'stat_name');
    if (typeof name?.value === 'string') {
      const { stat, complete } = statOf(name, fields);
      builder.stat(stat);
      if (!complete) builder.problems.push(dumpProblem(builder, 'dump-value-cut', stat.valueSpan));
      touch(startOf(frame), closed ? end : stat.valueSpan.end);
      return;
    }
    if (fields.length === 0 || frame.kind === 'array') {
      return;
    }
    const row = rowOf(frame, closed ? end : undefined);
    if (row === 'header') {
      builder.hasTypes = true;
      touch(frame.start, end);
    } else if (row && !(nested && row.status === 'unknown')) {
      builder.type(row);
      touch(row.span.start, row.span.end);
    } else {
      readEvent(frame, end, nested);
    }
  }

  function readEvent(frame: Frame, end: number, nested: boolean): void {
    const type = frame.fields.find((field) => field.key === 'type');
    const time = frame.fields.find((field) => field.key === 'time');
    const details = frame.fields.find((field) => field.key === 'details');
    const proto = protos.get(frame);
    // A message holds no entries of the log; inside one that is damaged, only a whole entry is believed.
    if (nested && !(knownEvent(type) && details && typeof time?.value === 'number')) return;
    if (!(type && (time || details)) && !proto && !(time && details)) return;
    if (proto === undefined && typeof time?.value !== 'number' && !knownEvent(type)) return;
    protos.delete(frame);
    const start = startOf(frame);
    const span = { start, end };
    builder.event({
      time: typeof time?.value === 'number' ? time.value : undefined,
      timeText: time ? text.slice(time.valueSpan.start, time.valueSpan.end) : '',
      type: typeof type?.value === 'string' ? type.value : '',
      details: typeof details?.value === 'string' ? details.value : '',
      proto: proto ? jsonValue(text.slice(proto.start, proto.end)) : undefined,
      span,
      detailsSpan: details?.valueSpan ?? type?.valueSpan ?? span,
    });
    touch(start, end);
  }

  function keepExtras(frame: Frame): void {
    for (const field of frame.fields) {
      if (/^(?:un)?(?:recoverable|actionable)_error_/.test(field.key)) continue;
      builder.extras.push({
        name: field.key,
        value: String(field.value),
        type: scalarType(field.value),
        status: 'good',
        nameSpan: field.keySpan,
        valueSpan: field.valueSpan,
      });
    }
  }

  return traits;
}

/** Offset of the opening bracket, or of the first member of a record whose bracket is missing. */
function startOf(frame: Frame): number {
  if (frame.kind !== 'root') return frame.start;
  return frame.fields.reduce((first, field) => Math.min(first, field.keySpan.start), Number.POSITIVE_INFINITY);
}

function knownEvent(type: Field | undefined): boolean {
  return (
    typeof type?.value === 'string' &&
    /^(?:Normal|Initial|Poll) GetUpdate|^(?:GetUpdates|Commit|ClearServerData) Re/.test(type.value)
  );
}

function inProto(stack: readonly Frame[], frame?: Frame): boolean {
  if (frame?.key === 'proto') return true;
  // No part of a dump lies this deep; scanning hostile nesting at every bracket would take quadratic time.
  if (stack.length > 64) return true;
  for (const entry of stack) if (entry.key === 'proto') return true;
  return false;
}

function statOf(name: Field, fields: readonly Field[]): { stat: Stat; complete: boolean } {
  const value = fields.find((field) => field.key === 'stat_value');
  const status = fields.find((field) => field.key === 'stat_status');
  const valid = fields.find((field) => field.key === 'is_valid');
  const uninitialized = status?.value === 'uninitialized' || (status === undefined && valid?.value === false);
  const stat: Stat = {
    name: String(name.value),
    value: value ? String(value.value) : '',
    type: value ? scalarType(value.value) : 'null',
    status: uninitialized ? 'uninitialized' : status?.value === 'in_bad_state' ? 'in_bad_state' : 'good',
    nameSpan: name.valueSpan,
    valueSpan: value?.valueSpan ?? { start: name.valueSpan.end, end: name.valueSpan.end },
  };
  return { stat, complete: value?.complete ?? false };
}

function scalarType(value: Field['value']): Stat['type'] {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'number' ? 'number' : 'string';
}

function rowOf(frame: Frame, end: number | undefined): DataTypeStatus | 'header' | undefined {
  const find = (key: string) => frame.fields.find((field) => field.key === key);
  const status = find('status');
  if (status?.value === 'header') return 'header';
  const name = find('name') ?? find('model_type');
  if (typeof name?.value !== 'string') return undefined;
  const message = find('message');
  const state = find('state');
  const group = find('group_type') ?? (find('model_type') ? find('group') : undefined);
  if (!(status && (message || state)) && !(message && state) && !(find('model_type') && group)) return undefined;
  const sure = isTypeName(name.value) || find('num_entries') !== undefined || find('model_type') !== undefined;
  const words = /^(?:severity_|transitioning)/.test(String(status?.value)) || isTypeState(String(state?.value));
  if (!sure && !words) return undefined;
  const last = frame.fields.reduce((latest, field) => Math.max(latest, field.valueSpan.end), 0);
  const start = startOf(frame);
  return {
    name: name.value,
    message: typeof message?.value === 'string' ? message.value : '',
    state: typeof state?.value === 'string' ? state.value : '',
    status: typeof status?.value === 'string' ? typeRowStatus(status.value) : 'unknown',
    total: count(find('num_entries')),
    live: count(find('num_live')),
    groupType: typeof group?.value === 'string' ? group.value : undefined,
    nameSpan: name.valueSpan,
    messageSpan: message?.valueSpan ?? name.valueSpan,
    span: { start, end: end ?? last },
  };
}

function count(field: Field | undefined): number | undefined {
  const value = typeof field?.value === 'string' && field.value !== '' ? Number(field.value) : field?.value;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

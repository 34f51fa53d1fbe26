import type { ByteRange } from '../../artifacts/place';
import type { Problem } from '../../artifacts/problem';
import type { SyncSecret } from '../../knowledge/syncSchema';
import type { Message } from '../../text';

/** A value of a protobuf enum; unknown numbers keep the number, with the number as name. */
export interface EnumValue {
  readonly name: string;
  readonly number: number;
  /** False when the field is absent and this is the default of the format (error_code: UNKNOWN, 100). */
  readonly explicit: boolean;
}

/** A data type by its field number in EntitySpecifics. */
export interface SyncDataType {
  readonly id: number;
  /** Field name of the type (`bookmark`), or empty when no public name is known. */
  readonly name: string;
  readonly isEdge: boolean;
}

/** How far a client or server is with one data type. */
export interface TypeProgress {
  readonly type: SyncDataType;
  /** The client holds data up to this moment, ms since 1970; undefined when empty (first sync) or not in Edge's form. */
  readonly upTo: number | undefined;
  /** True when the token is absent or empty: first sync of the type. */
  readonly isFirst: boolean;
  /** Length of the token in bytes. */
  readonly tokenBytes: number;
  /** Why the client asks, as the counters of GetUpdateTriggers; absent when there are none. */
  readonly triggers: readonly { readonly name: string; readonly value: string }[];
}

/** Entities of one data type in a message. */
export interface TypeCount {
  readonly type: SyncDataType;
  readonly entities: number;
  readonly deleted: number;
  /** End-to-end encrypted ones. */
  readonly encrypted: number;
}

/** Answer to one committed entity. */
export interface EntryResponse {
  readonly type: EnumValue;
  readonly errorMessage: string;
  readonly idString: string;
  /** Decimal digits; empty when absent. */
  readonly version: string;
  readonly range: ByteRange;
}

/** ClientToServerResponse.Error. */
export interface ErrorBlock {
  readonly type: EnumValue;
  readonly description: string;
  readonly action: EnumValue;
  readonly types: readonly SyncDataType[];
}

/** What the server tells the client to do, as written: `throttle_delay_seconds` 3600. */
export interface ClientCommandSetting {
  readonly name: string;
  readonly value: string;
}

export interface NigoriState {
  readonly passphraseType: EnumValue;
  readonly keybagKeyName: string;
  readonly keybagIsFrozen: boolean | undefined;
  readonly encryptEverything: boolean | undefined;
  /** ms since 1970. */
  readonly customPassphraseTime: number | undefined;
  readonly keystoreMigrationTime: number | undefined;
  readonly hasTrustedVault: boolean;
}

export interface SyncDevice {
  readonly name: string;
  readonly type: EnumValue | undefined;
  readonly os: EnumValue | undefined;
  readonly formFactor: EnumValue | undefined;
  readonly model: string;
  readonly manufacturer: string;
  readonly userAgent: string;
  readonly version: string;
  /** ms since 1970. */
  readonly lastUpdated: number | undefined;
}

/** An entry of DebugInfo. */
export interface DebugEvent {
  readonly name: string;
  readonly detail: readonly { readonly name: string; readonly value: string }[];
  /** X-AFS-CV of the request that the event tells of (without the span number); undefined when it names none. */
  readonly correlationVector: string | undefined;
  readonly range: ByteRange;
}

/** A field of the message as shown in a tree; children are read when asked. */
export interface SyncNode {
  /** Names the field in {@link SyncMessage.children} and {@link SyncMessage.reveal}; unique in its message. */
  readonly id: string;
  readonly number: number;
  /** Name from the schema; `field 1234` when the schema does not know it. */
  readonly name: string;
  readonly isKnown: boolean;
  /** Type in words of the format: `message SyncEntity`, `enum`, `int64`, `bytes`, `group`, `varint`. */
  readonly type: string;
  /** Bytes of the whole field, tag included, in {@link SyncMessage.bytes}. */
  readonly range: ByteRange;
  /** Bytes of its value. */
  readonly content: ByteRange;
  /** Value as text: digits, text, enum name, hex of bytes; empty for messages and for secret values. */
  readonly text: string;
  /** Length of the value: characters of a text, else bytes. */
  readonly length: number;
  /** Number of an enum or integer, as digits. */
  readonly digits?: string;
  /** Class of a secret value: {@link text} is empty then, see {@link SyncMessage.reveal}. */
  readonly secret?: SyncSecret;
  /** True for ids and names of devices: shown, replaced when a file is shared. */
  readonly isIdentity?: boolean;
  /** What the value says: a time, a data type's name, the meaning of a code. */
  readonly meaning: readonly Message[];
  readonly hasChildren: boolean;
}

/** A sync request or response. */
export interface SyncMessage {
  readonly direction: 'request' | 'response';
  /** False when the bytes are not a sync message (sniff failed): nothing else is filled then. */
  readonly isDecoded: boolean;
  /** Name in the schema: `ClientToServerMessage`, `ClientToServerResponse`. */
  readonly schemaName: string;
  /** What the message does: `COMMIT`, `GET_UPDATES`, `CLEAR_SERVER_DATA`; of a response what it answers; `ERROR` for an error alone; empty when unknown. */
  readonly message: string;
  /** How the bytes were unwrapped: `gzip`, `base64`. */
  readonly layers: readonly string[];
  /** The protobuf bytes; all ranges lie in them. */
  readonly bytes: Uint8Array;
  /** False when the message is cut or damaged. */
  readonly isComplete: boolean;
  /** Offset in {@link bytes} where reading had to stop; undefined when complete. */
  readonly damagedAt: number | undefined;
  /** Fields on all levels, and those that the schema does not know. */
  readonly fieldCount: number;
  readonly unknownFields: number;
  /** The first thousand unknown fields with the message they stand in. */
  readonly unknown: readonly { readonly parent: string; readonly number: number; readonly range: ByteRange }[];
  readonly protocolVersion: number | undefined;
  /** Device id of the client. Personal in Chrome. */
  readonly share: string;
  readonly storeBirthday: string;
  /** Time in the suffix of an Edge birthday: the last server-side reset, ms since 1970. */
  readonly birthdayReset: number | undefined;
  /** Response: field 4, with `explicit` false when absent. Undefined for requests. */
  readonly errorCode: EnumValue | undefined;
  readonly errorMessage: string;
  readonly error: ErrorBlock | undefined;
  /** The error block's type where present. */
  readonly errorType: EnumValue | undefined;
  readonly action: EnumValue | undefined;
  /** What the client acts on, after the order of evaluation: error_code DISABLED_BY_ADMIN, then the block, then error_code. */
  readonly effectiveError: EnumValue | undefined;
  readonly migratedTypes: readonly SyncDataType[];
  readonly entryResponses: readonly EntryResponse[];
  /** True when the answer carries key material (GetUpdatesResponse 6 or 8). */
  readonly hasKeys: boolean;
  readonly asksForKeys: boolean;
  readonly getUpdatesOrigin: EnumValue | undefined;
  /** True for a first GetUpdates: all markers empty. */
  readonly isFirstGetUpdates: boolean;
  readonly changesRemaining: number | undefined;
  readonly progress: readonly TypeProgress[];
  readonly entities: readonly TypeCount[];
  readonly entityCount: number;
  readonly enabledTypes: readonly SyncDataType[];
  readonly clientCommands: readonly ClientCommandSetting[];
  readonly nigori: NigoriState | undefined;
  readonly devices: readonly SyncDevice[];
  readonly debugEvents: readonly DebugEvent[];
  readonly cryptographerReady: boolean | undefined;
  readonly hasPendingKeys: boolean | undefined;
  /** Key names of encrypted blobs with the number of entities under each. */
  readonly keyNames: readonly { readonly name: string; readonly entities: number }[];
  readonly problems: readonly Problem[];
  /** Fields of the message, or of the node with this id, all unless fewer are asked for; none for unknown ids and leaves. */
  children(id?: string, from?: number, count?: number): readonly SyncNode[];
  /** Number of all these fields; counting reads none of their values. */
  childCount(id?: string): number;
  /** The value of a secret leaf, for one value at the reader's wish; empty for unknown ids and messages. */
  reveal(id: string): string;
}

/** A sync message in words. */
export interface SyncExplanation {
  readonly title: Message;
  readonly notes: readonly { readonly verdict: 'passed' | 'warning' | 'failed' | 'note'; readonly message: Message }[];
}

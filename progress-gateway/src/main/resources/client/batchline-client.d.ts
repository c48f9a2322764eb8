/** A progress event of a batch, as the API's document describes it. */
export interface Progress {
  batch_id: string;
  /** The position in the topic; there when polled, and in the stream over all batches. */
  id?: string;
  stage:
    | 'uploading'
    | 'extracting'
    | 'organizing_qr'
    | 'processing_sheets'
    | 'collecting_results'
    | 'generating_csv'
    | 'loading_database'
    | 'cleanup'
    | 'completed'
    | 'failed'
    | 'cancelled';
  stage_label: string;
  message: string;
  /** Of the stage, 0 to 100. */
  progress_percentage: number;
  /** Of the batch, 0 to 100. */
  batch_percentage: number;
  items_total: number;
  items_processed: number;
  items_failed: number;
  items_running: number;
  sheets_total?: number;
  sheets_processed?: number;
  elapsed_seconds: number;
  stage_elapsed_seconds: number;
  eta_seconds: number | null;
  throughput_per_second: number;
  stalled: boolean;
  waiting_reason: string | null;
  timestamp: string;
  /** Only when true: what happened since the last event is held no longer. */
  snapshot?: true;
}

/** What an item has come to. */
export interface ItemChange {
  batch_id: string;
  job_id: string;
  /** Its place in the batch, from 0. */
  index: number;
  stage: 'organizing_qr' | 'processing_sheets';
  state: 'waiting' | 'running' | 'retrying' | 'succeeded' | 'failed' | 'cancelled';
  attempts: number;
  /** Of a running one, where its workload says so: which of how many, from 1. */
  phase: number | null;
  phases: number | null;
  phase_message: string | null;
  error: { cause: string; message: string } | null;
  worker: string;
  timestamp: string;
}

/**
 * `polling`: there is no stream, or one that is silent, and the numbers come by asking.
 * `offline`: nothing can be reached. `ended`: the batch is over, or can't be followed any more.
 */
export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'polling' | 'offline' | 'ended';
export type ConnectionQuality = 'good' | 'degraded' | 'poor';

export interface Connection {
  state: ConnectionState;
  quality: ConnectionQuality;
  /** `shared`: another tab has the stream. */
  transport: 'fetch' | 'eventsource' | 'poll' | 'shared' | 'none';
  /** Since the newest data came. */
  ageMs: number;
  /** Since the server said anything: a heartbeat, or that nothing is new. */
  heardMs: number;
  /** Whether the watchdog polls, as the stream is silent. */
  watchdog: boolean;
  /** `false` with a ticket: where the stream is away, nothing can be said until it is back. */
  canPoll: boolean;
}

/**
 * `failed`, `cancelled`: the batch's own end. `gone`: there is no such batch, or it is not the
 * caller's. `unavailable`, `unreachable`: may be otherwise later.
 */
export type ErrorKind =
  | 'failed'
  | 'cancelled'
  | 'gone'
  | 'unauthorized'
  | 'forbidden'
  | 'refused'
  | 'unavailable'
  | 'unreachable';

export class BatchlineError extends Error {
  readonly kind: ErrorKind;
  /** Of the answer; 0 where there was none. */
  readonly status: number;
  /** The last progress, of a batch that failed or was cancelled. */
  readonly data: Progress | null;
  /** The server's problem document (RFC 9457). */
  readonly problem: Record<string, unknown> | null;
  readonly retryAfterMs: number;
  readonly passes: boolean;
}

/** One of these; none is the session cookie, on the server's own pages. */
export interface Credentials {
  /** A token, or what gives one: `anew` when the server did not take the one before. */
  token?: string | ((ask: { anew: boolean }) => string | Promise<string>);
  /**
   * A ticket for the stream of one batch, or what gives one: `anew` when the one before did not open
   * the stream. With it nothing can be polled.
   */
  ticket?: string | ((ask: { anew: boolean }) => string | Promise<string>);
}

export interface Logger {
  debug?(...said: unknown[]): void;
  info(...said: unknown[]): void;
  warn(...said: unknown[]): void;
  error(...said: unknown[]): void;
}

/** Times in milliseconds. What is not given is as the server's `/api/settings` says. */
export interface Settings {
  /** Without an event for so long the watchdog polls. 60 s */
  watchdogMs: number;
  /** How often it looks. 15 s */
  checkMs: number;
  /** Between the first two polls, and the most that it grows to while nothing is new. 3 s, 30 s */
  pollMs: number;
  longestPollMs: number;
  /** Before the first new connection, and the most that it grows to. 1 s, 30 s */
  firstBackoffMs: number;
  longestBackoffMs: number;
  /** A request that is not answered within this has failed. 15 s */
  answerMs: number;
  /** How often the server sends a comment: three missing ones end a stream. 15 s */
  heartbeatMs: number;
  /** Connections in a row that come to nothing before it polls. 2 */
  triesBeforePolling: number;
  /** Streams at once, where the server has none over all batches. 4 */
  mostStreams: number;
}

export interface ClientOptions extends Credentials {
  /** The server; the page's own when absent. */
  baseUrl?: string;
  /**
   * Tabs with the same cookie share one connection. For a token say whose it is, so that the tabs of
   * one user share and no others; `false` for none.
   */
  share?: string | false;
  transport?: 'auto' | 'fetch' | 'eventsource' | 'poll';
  /**
   * `all`: the stream of one batch begins with the events that are held, the oldest first, in the tab
   * that has it.
   */
  history?: 'latest' | 'all';
  /** `false`: never one stream over all batches. */
  all?: boolean;
  /** `false`: the server is not told how this client is connected. */
  report?: boolean;
  settings?: Partial<Settings>;
  /** The console when absent. */
  logger?: Logger;
}

export interface WatchOptions {
  /** Newer progress, each time; never an older one after a newer. Also the last one. */
  onProgress?(progress: Progress): void;
  onComplete?(progress: Progress): void;
  /** The batch failed or was cancelled, or can't be followed: nothing comes after it. */
  onError?(error: BatchlineError): void;
  /**
   * An item that has changed, each time; fewer and newer ones to who is slow. Of so many batches at
   * once as `mostStreams` has streams.
   */
  onItem?(change: ItemChange): void;
  /**
   * With `onItem`: items have changed or may have, and nobody told. Read the list, now and each time;
   * what changes from now on is told. It comes first of all, and after breaks that were too long.
   */
  onItemsMissed?(): void;
  /** When state, quality or transport change. Ages are in `watch.connection` at any time. */
  onConnection?(connection: Connection): void;
}

export interface Watch {
  readonly id: string;
  readonly newest: Progress | null;
  readonly connection: Connection;
  /** Asks for the newest at once. */
  refresh(): Promise<void>;
  cancel(): Promise<Batch>;
  /** Failed and cancelled items again; goes on watching. */
  retry(scope?: RetryScope): Promise<Batch>;
  close(): void;
}

export interface RetryScope {
  items?: string[];
  cause?: string;
}

export interface BatchDefinition {
  workload: string;
  name: string;
  run_id?: string;
  priority?: 'low' | 'normal' | 'high' | 'urgent';
  start?: 'auto' | 'manual';
  concurrency?: number;
  item_timeout_seconds?: number;
  max_attempts?: number;
  max_failed_percent?: number;
  options?: Record<string, unknown>;
  items?: unknown[];
  webhook_url?: string;
}

/** A batch as the API answers it; more is there than is named here. */
export interface Batch {
  batch_id: string;
  status: string;
  [more: string]: unknown;
}

export interface Client {
  watchBatch(id: string, options?: WatchOptions): Watch;
  /** With the same key and definition again, the first answer comes again. */
  createBatch(definition: BatchDefinition, options?: { idempotencyKey?: string }): Promise<Batch>;
  cancel(id: string): Promise<Batch>;
  retry(id: string, scope?: RetryScope): Promise<Batch>;
  progress(id: string): Promise<Progress>;
  close(): void;
}

export function createClient(options?: ClientOptions): Client;
export function watchBatch(id: string, options?: ClientOptions & WatchOptions): Watch;
export function createBatch(
  definition: BatchDefinition,
  options?: ClientOptions & { idempotencyKey?: string },
): Promise<Batch>;
export function cancel(id: string, options?: ClientOptions): Promise<Batch>;
export function retry(id: string, options?: ClientOptions & { scope?: RetryScope }): Promise<Batch>;

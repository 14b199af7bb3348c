import { AsyncLocalStorage } from "node:async_hooks";
import { perProcess } from "@/db/singleton";

/** What a span tells about its work: names and figures, never personal data, an address with a token or a parameter of a statement. */
type SpanAttributes = Record<string, string | number>;

type SpanOptions = { kind?: "server" | "client" | "internal"; attributes?: SpanAttributes };

/** A piece of work that is being traced. */
export type Span = {
  traceId: string;
  /** `name` replaces the one that it began with. */
  end: (outcome?: { isFailed?: boolean; name?: string; attributes?: SpanAttributes }) => void;
};

/** Whether this process is traced. */
export function isTraced(): boolean {
  return state().start !== null;
}

/** Starts a span below another one, or a trace of its own. */
export type StartSpan = (name: string, options: SpanOptions & { parent: Span | undefined }) => Span;

type TraceState = {
  /** Null: this process is not traced. */
  start: StartSpan | null;
  current: AsyncLocalStorage<Span>;
};

const state = perProcess("trace", (): TraceState => ({ start: null, current: new AsyncLocalStorage() }));

/** Traces this process from now on. */
export function setTracer(start: StartSpan | null): void {
  state().start = start;
}

/** Starts a span below the current one. Null if this process is not traced, or if there is no current span for `isChild`. */
export function startSpan(name: string, options: SpanOptions & { isChild?: true }): Span | null {
  const { start, current } = state();
  const parent = current.getStore();
  if (!start || (options.isChild && !parent)) return null;
  return start(name, { ...options, parent });
}

/** Runs work, and all that it starts, below a span. */
export function underSpan<T>(span: Span | null, run: () => T): T {
  return span ? state().current.run(span, run) : run();
}

/** Runs work in a span of its own: below the current one, or with `isRoot` in a trace of its own. */
export async function inSpan<T>(
  name: string,
  { isRoot, ...options }: SpanOptions & { isRoot?: true },
  run: () => Promise<T>,
): Promise<T> {
  const { start, current } = state();
  if (!start) return run();
  const span = start(name, { ...options, parent: isRoot ? undefined : current.getStore() });
  try {
    const result = await current.run(span, run);
    span.end();
    return result;
  } catch (error) {
    span.end({ isFailed: true });
    throw error;
  }
}

/** Returns the id of the current trace, or undefined. */
export function currentTraceId(): string | undefined {
  return state().current.getStore()?.traceId;
}

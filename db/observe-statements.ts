import type { Sql } from "postgres";
import { perProcess } from "./singleton";

/** Called with the text of a statement, without its parameters, when it is given to the driver. Returns what is called at its end. */
export type StatementObserver = (text: string) => (error: unknown) => void;

const observers = perProcess("statement-observers", () => new Set<StatementObserver>());

/** Has an observer see every statement of this process from now on. */
export function onStatement(observer: StatementObserver): void {
  observers().add(observer);
}

/** Tells the observers of every statement of a pool, also of those in transactions. postgres.js has no such hook for their end. */
export function observeStatements(client: Sql): void {
  const unsafe: unknown = Reflect.get(client, "unsafe");
  if (typeof unsafe !== "function") throw new Error("this version of postgres.js has no `unsafe`");
  Reflect.set(client, "unsafe", (text: string, ...rest: unknown[]) => {
    const query: unknown = Reflect.apply(unsafe, client, [text, ...rest]);
    if (observers().size > 0 && query instanceof Promise) observe(query, text);
    return query;
  });
  for (const scope of ["begin", "savepoint"]) observeScope(client, scope);
}

/** A transaction or savepoint gives its callback a client of its own. */
function observeScope(client: Sql, scope: string) {
  const open: unknown = Reflect.get(client, scope);
  if (typeof open !== "function") return;
  Reflect.set(client, scope, (...args: unknown[]) => {
    const callback = args.pop();
    if (typeof callback !== "function") throw new Error(`${scope} requires a function`);
    const observed = (inner: Sql) => {
      observeStatements(inner);
      return Reflect.apply(callback, undefined, [inner]);
    };
    return Reflect.apply(open, client, [...args, observed]);
  });
}

/** The driver calls `handler` when the statement is awaited, and then `resolve` or `reject`. */
function observe(query: Promise<unknown>, text: string) {
  const begin: unknown = Reflect.get(query, "handler");
  if (typeof begin !== "function") return;
  Reflect.set(query, "handler", (...args: unknown[]) => {
    const ends = [...observers()].map((observer) => observer(text));
    for (const outcome of ["resolve", "reject"]) {
      const end: unknown = Reflect.get(query, outcome);
      if (typeof end !== "function") continue;
      Reflect.set(query, outcome, (value: unknown) => {
        for (const notify of ends.splice(0)) notify(outcome === "reject" ? value : null);
        return Reflect.apply(end, query, [value]);
      });
    }
    return Reflect.apply(begin, query, args);
  });
}

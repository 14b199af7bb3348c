import type { Sql } from "postgres";
import { perProcess } from "./singleton";

/** A statement that ended: its text, in which parameters are numbers. The text is empty if it never reached a connection. */
type EndedStatement = { text: string; isFailed: boolean };

/** Called when a statement is given to the driver. Returns what is called at its end. */
type StatementObserver = () => (ended: EndedStatement) => void;

const observers = perProcess("statement-observers", () => new Set<StatementObserver>());
const OBSERVED = Symbol.for("groundswell.observed-statements");

/** Has an observer see every statement of this process from now on. */
export function onStatement(observer: StatementObserver): void {
  observers().add(observer);
}

/**
 * Lets observers see the statements of a client, of its transactions and of all others of this driver. postgres.js has no hook for
 * the end of a statement, so the class of its statements is extended, once.
 */
export function observeStatements(client: Sql): void {
  // Not awaited, so it is not executed.
  const statements: object = Object.getPrototypeOf(client.unsafe("select"));
  if (Reflect.has(statements, OBSERVED)) return;
  const handle: unknown = Reflect.get(statements, "handle");
  if (typeof handle !== "function") throw new Error("this version of postgres.js has no `handle`");
  Reflect.set(statements, OBSERVED, true);
  Reflect.set(statements, "handle", function (this: object) {
    if (observers().size > 0 && !Reflect.get(this, "executed")) observe(this);
    return Reflect.apply(handle, this, []);
  });
}

function observe(statement: object) {
  const ends = [...observers()].map((observer) => observer());
  for (const outcome of ["resolve", "reject"]) {
    const settle: unknown = Reflect.get(statement, outcome);
    if (typeof settle !== "function") continue;
    Reflect.set(statement, outcome, (value: unknown) => {
      const ended = { text: String(Reflect.get(statement, "string") ?? ""), isFailed: outcome === "reject" };
      for (const end of ends.splice(0)) end(ended);
      return Reflect.apply(settle, statement, [value]);
    });
  }
}

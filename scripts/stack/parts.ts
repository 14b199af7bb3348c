import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { type Child, keepRunning } from "./child";

const require = createRequire(import.meta.url);
const tsx = require.resolve("tsx/cli");
const root = fileURLToPath(new URL("../../", import.meta.url));
const web = fileURLToPath(new URL("../../server/start-web.ts", import.meta.url));
const worker = fileURLToPath(new URL("../worker.ts", import.meta.url));
const mailbox = fileURLToPath(new URL("../mailbox/serve.ts", import.meta.url));

type PartOptions = {
  variables: NodeJS.ProcessEnv;
  /** Receives the output of a part. */
  onLine: (name: string, line: string) => void;
  /** Receives its unexpected exits. */
  onEvent: (name: string, event: string) => void;
};

export const startWeb = (options: PartOptions) =>
  startPart("web", ["--import", "tsx", web, portOf(options)], options);

/** Next reloads pages by itself; what the HTTP server answers itself is reloaded by a restart. */
export const startReloadingWeb = (options: PartOptions) =>
  startPart("web", [tsx, "watch", "--clear-screen=false", web, portOf(options)], options);

export const startWorker = (options: PartOptions) =>
  startPart("worker", ["--import", "tsx", worker], options);

export const startReloadingWorker = (options: PartOptions) =>
  startPart("worker", [tsx, "watch", "--clear-screen=false", worker], options);

export const startMailboxServer = (options: PartOptions) =>
  startPart("mailbox", ["--import", "tsx", mailbox], options);

function portOf({ variables }: PartOptions): string {
  return variables.PORT ?? "3000";
}

function startPart(name: string, command: string[], { variables, onLine, onEvent }: PartOptions): Child {
  return keepRunning({
    command,
    cwd: root,
    variables,
    onLine: (line) => onLine(name, line),
    onEvent: (event) => onEvent(name, event),
  });
}

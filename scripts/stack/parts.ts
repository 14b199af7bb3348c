import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { type Child, keepRunning } from "./child";

const require = createRequire(import.meta.url);
const next = require.resolve("next/dist/bin/next");
const tsx = require.resolve("tsx/cli");
const worker = fileURLToPath(new URL("../worker.ts", import.meta.url));
const mailbox = fileURLToPath(new URL("../mailbox/serve.ts", import.meta.url));

type PartOptions = { variables: NodeJS.ProcessEnv; port?: string };

export const builtWeb = ({ variables }: PartOptions) =>
  part("web", [next, "start", "-p", variables.PORT ?? ""], variables);

export const developedWeb = ({ variables }: PartOptions) =>
  part("web", [next, "dev", "-p", variables.PORT ?? ""], variables);

export const workerOnce = ({ variables }: PartOptions) =>
  part("worker", ["--import", "tsx", worker], variables);

export const reloadingWorker = ({ variables }: PartOptions) =>
  part("worker", [tsx, "watch", "--clear-screen=false", worker], variables);

export const mailboxServer = ({ variables }: PartOptions) =>
  part("mailbox", ["--import", "tsx", mailbox], variables);

function part(name: string, command: string[], variables: NodeJS.ProcessEnv): Child {
  const say = (line: string) => console.log(`${name.padStart(8)} │ ${line}`);
  return keepRunning({ name, command, variables, say });
}

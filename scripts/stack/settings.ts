import { resolve } from "node:path";
import { z } from "zod";

const port = z.coerce.number().int().min(1).max(65_535);

const schema = z.object({
  PORT: port.default(3000),
  MAILBOX_PORT: port.default(8025),
  // The stack reaches the mailbox on 127.0.0.1, so the host must include that address.
  MAILBOX_HOST: z.enum(["127.0.0.1", "0.0.0.0", "::"]).optional(),
  DATA_DIR: z.string().min(1).default(".data"),
});

/** The configurable settings of the local stack: two ports, the mailbox host and the data folder. */
export type StackSettings = { port: number; mailboxPort: number; mailboxHost?: string; dataDir: string };

/** Parses the variables, or throws one error that lists the malformed ones. */
export function readStackSettings(variables: Record<string, string | undefined>): StackSettings {
  const result = schema.safeParse(variables);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The local stack cannot start: ${faults.join("; ")}`);
  }
  const { PORT, MAILBOX_PORT, MAILBOX_HOST, DATA_DIR } = result.data;
  return {
    port: PORT,
    mailboxPort: MAILBOX_PORT,
    mailboxHost: MAILBOX_HOST,
    dataDir: resolve(DATA_DIR),
  };
}

/** Returns the complete environment of the stack's child processes: all variables that `lib/env.ts` requires. */
export function childVariables(
  settings: StackSettings,
  own: {
    NODE_ENV: "development" | "production";
    APP_SECRET: string;
    DATABASE_URL: string;
    RESEND_WEBHOOK_SECRET: string;
  },
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    APP_URL: `http://localhost:${settings.port}`,
    PORT: String(settings.port),
    MAILBOX_PORT: String(settings.mailboxPort),
    DATA_DIR: settings.dataDir,
    RESEND_API_KEY: "re_local_mailbox",
    RESEND_BASE_URL: `http://127.0.0.1:${settings.mailboxPort}`,
    MAIL_FROM: "Groundswell <petitions@example.org>",
    ORGANISATION: "Groundswell",
    POSTAL_ADDRESS: "1 Example Street, Example Town",
    LOG_LEVEL: process.env.LOG_LEVEL ?? "info",
    // No load balancer has to notice that the web stops.
    DRAIN_SECONDS: process.env.DRAIN_SECONDS ?? "0",
    NEXT_TELEMETRY_DISABLED: "1",
    ...own,
  };
}

import { z } from "zod";

/** All environment variables. `.env.example` lists and explains them. */
const schema = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  APP_URL: z.url().transform((url) => url.replace(/\/+$/, "")),
  APP_SECRET: z.string().min(32, "at least 32 characters, random"),
  SIGNING_KEYS: z
    .string()
    .regex(/^([\w-]{43}(,|$))*$/, "32 random bytes in base64url each, separated by commas")
    .default("")
    .transform((keys) =>
      keys
        .split(",")
        .filter(Boolean)
        .map((key) => Buffer.from(key, "base64url")),
    ),
  DATABASE_URL: z.url(),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(1).max(200).default(10),
  DATABASE_POOL_MODE: z.enum(["session", "transaction"]).default("session"),
  DATABASE_DIRECT_URL: z.union([z.literal("").transform(() => undefined), z.url()]).optional(),
  DATABASE_REPLICA_URL: z.union([z.literal("").transform(() => undefined), z.url()]).optional(),
  DATABASE_REPLICA_MAX_LAG_SECONDS: z.coerce.number().min(1).max(60).default(5),
  WEB_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(1),
  DRAIN_SECONDS: z.coerce.number().min(0).max(300).default(5),
  RESEND_API_KEY: z.string().min(1),
  RESEND_BASE_URL: z.url().default("https://api.resend.com"),
  RESEND_WEBHOOK_SECRET: z
    .union([
      z.literal("").transform(() => undefined),
      z.string().regex(/^whsec_[A-Za-z0-9+/]{20,}={0,2}$/, "whsec_ and base64, as Resend shows it"),
    ])
    .optional(),
  MAIL_FROM: z.string().min(3),
  ORGANISATION: z.string().min(1).default("Groundswell"),
  POSTAL_ADDRESS: z.string().min(1),
  REMIND_AFTER_HOURS: z.coerce.number().int().min(0).max(144).default(24),
  FORGET_UNCONFIRMED_AFTER_DAYS: z.coerce.number().int().min(8).max(3650).default(30),
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(1),
  SHARE_PRIVACY_MINIMUM: z.coerce.number().int().min(1).max(1000).default(3),
  METRICS_TOKEN: z
    .union([z.literal("").transform(() => undefined), z.string().min(16, "at least 16 characters, random")])
    .optional(),
  SLOW_QUERY_MS: z.coerce.number().int().min(0).max(60_000).default(1_000),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.union([z.literal("").transform(() => undefined), z.url()]).optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.union([z.literal("").transform(() => undefined), z.url()]).optional(),
  OTEL_SDK_DISABLED: z.string().optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
});

type Env = z.infer<typeof schema>;

/** The names of all variables. A test compares them with `.env.example`. */
export const variableNames = Object.keys(schema.shape);

/** Placeholders for a build, which needs no environment: every page is rendered on request. */
const BUILD_PLACEHOLDERS = {
  APP_URL: "http://localhost:3000",
  APP_SECRET: "not-a-secret-only-here-while-building",
  DATABASE_URL: "postgres://nobody@localhost:1/none",
  RESEND_API_KEY: "none",
  MAIL_FROM: "none@localhost",
  POSTAL_ADDRESS: "none",
};

/** Parses variables into an `Env`. Throws one error that names every missing or malformed variable. */
export function readEnv(variables: Record<string, string | undefined>): Env {
  const result = schema.safeParse(variables);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The environment is not complete. See .env.example.\n${problems.join("\n")}`);
}

let current: Env | undefined;

/** Returns the environment of this process, read once on first use. */
export function env(): Env {
  current ??= readEnv(
    process.env.NEXT_PHASE === "phase-production-build"
      ? { ...BUILD_PLACEHOLDERS, ...process.env }
      : process.env,
  );
  return current;
}

import { Command } from "commander";
import type { z } from "zod";
import { describeError } from "./stack/lifetime";

const USAGE_EXIT_CODE = 2;
const SINGLE_NEWLINE = /(?<!\n)\n(?!\n)/g;

/**
 * Returns the argument parser of a script, with `--help`. `usage` is how people call it, such as `npm run bench`. Wrong arguments
 * print the error and the help, and exit with 2.
 */
export function defineCommand(usage: string, description: string): Command {
  return new Command(`${usage} --`)
    .description(description.replace(SINGLE_NEWLINE, " "))
    .showHelpAfterError()
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : USAGE_EXIT_CODE));
}

/** Parses the arguments and validates the options. Invalid values are reported like wrong arguments. */
export function parseOptions<T extends z.ZodType>(command: Command, schema: T): z.output<T> {
  const result = schema.safeParse(command.parse().opts());
  if (result.success) return result.data;
  return command.error(describeIssues(result.error, "--"));
}

/** Returns one line for each validation error: the name of the value and what is wrong with it. */
export function describeIssues(error: z.ZodError, prefix = ""): string {
  return error.issues.map(({ path, message }) => `${prefix}${path.join(".")}: ${message}`).join("\n");
}

/** Returns the database URL of the environment, or throws an error that explains it. */
export function requireDatabaseUrl(): string {
  const url = process.env.DATABASE_URL;
  if (url && URL.canParse(url)) return url;
  throw new Error(
    "DATABASE_URL is missing or not a URL. It names the PostgreSQL database (15 or later), for example\n" +
      "  DATABASE_URL=postgres://groundswell:secret@localhost:5432/groundswell\n" +
      "`npm run demo` and `npm run dev` print the URL of theirs.",
  );
}

/** Returns the URL of PostgreSQL itself, for what does not work through a pooler of transactions, or throws an error that explains it. */
export function requireDirectDatabaseUrl(): string {
  return process.env.DATABASE_DIRECT_URL || requireDatabaseUrl();
}

/** Prints an error and sets the exit code. */
export function reportFailure(error: unknown, exitCode = 1) {
  console.error(error instanceof Error ? describeError(error) : error);
  process.exitCode = exitCode;
}

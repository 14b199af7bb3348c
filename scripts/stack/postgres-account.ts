import { access } from "node:fs/promises";
import { failedWith } from "./files";
import { type Account, CommandFailed, run } from "./run";

/** How to run PostgreSQL's programs: the user, the wrapper command and the owner of the data files. */
export type Runner = { account: Account; wrapper: string[]; owner: Required<Account> | null };

const USER = "postgres";

/**
 * Returns how to run PostgreSQL. It refuses to run as root, so root uses the system user `postgres` and creates it if
 * missing. If that user cannot read `paths` (a checkout under /root, for example), it keeps the one capability that
 * allows reading directories.
 */
export async function postgresRunner(paths: string[]): Promise<Runner> {
  if (process.getuid?.() !== 0) return { account: {}, wrapper: [], owner: null };
  const owner = (await lookUp()) ?? (await createUser());
  const plain = { account: owner, wrapper: [], owner };
  if (await reaches(paths, plain)) return plain;
  const wrapped = { account: {}, wrapper: keepDirectoryAccess(owner), owner };
  if (await reaches(paths, wrapped)) return wrapped;
  throw new Error(
    `PostgreSQL runs as the user "${USER}" when started by root, and that user cannot reach ${paths.join(" or ")}. ` +
      "Start as an ordinary user, or move the checkout and DATA_DIR to a folder that every user can read.",
  );
}

async function lookUp(): Promise<Required<Account> | null> {
  try {
    const [uid, gid] = await Promise.all([run(["id", "-u", USER]), run(["id", "-g", USER])]);
    return { uid: Number(uid), gid: Number(gid) };
  } catch (error) {
    if (error instanceof CommandFailed) return null;
    throw error;
  }
}

async function createUser(): Promise<Required<Account>> {
  const flags = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"];
  try {
    await run(["useradd", ...flags, USER]);
  } catch (cause) {
    const advice = `PostgreSQL cannot run as root, and the user "${USER}" could not be created.`;
    throw new Error(`${advice} Create it, or start as an ordinary user.`, { cause });
  }
  const account = await lookUp();
  if (!account) throw new Error(`The user "${USER}" was created, but cannot be found.`);
  return account;
}

async function reaches(paths: string[], { account, wrapper }: Runner): Promise<boolean> {
  for (const path of paths) {
    await access(path);
    try {
      await run(commandLine(wrapper, ["test", "-r", path]), { account, cwd: "/" });
    } catch (error) {
      if (error instanceof CommandFailed || failedWith("ENOENT", error)) return false;
      throw error;
    }
  }
  return true;
}

function keepDirectoryAccess({ uid, gid }: Required<Account>): string[] {
  const capability = "+dac_override";
  return [
    "setpriv",
    `--reuid=${uid}`,
    `--regid=${gid}`,
    "--clear-groups",
    `--inh-caps=${capability}`,
    `--ambient-caps=${capability}`,
    // Without this, access(2), which PostgreSQL uses to find its files, ignores the capability.
    "--securebits=+no_setuid_fixup",
  ];
}

/** Prefixes a command with a wrapper. */
export function commandLine(
  wrapper: string[],
  [program, ...args]: [string, ...string[]],
): [string, ...string[]] {
  const [first, ...rest] = wrapper;
  return first === undefined ? [program, ...args] : [first, ...rest, program, ...args];
}

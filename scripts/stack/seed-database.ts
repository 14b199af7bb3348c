import { connect } from "@/db/client";

/**
 * Fills an empty database with the sample newsroom. Copies `variables` into this process's environment, which holds
 * the encryption keys.
 */
export async function seedDatabase(url: string, variables: NodeJS.ProcessEnv) {
  Object.assign(process.env, variables);
  const { seed } = await import("../seed");
  const db = connect(url, 2);
  try {
    return await seed(db, { now: new Date() });
  } finally {
    await db.$client.end();
  }
}

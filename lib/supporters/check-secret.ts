import { desc } from "drizzle-orm";
import type { Database } from "@/db/client";
import { supporters } from "@/db/schema";
import { isAddressOpen } from "./address";

/** Whether this process has the APP_SECRET that addresses are sealed under: judged by the newest one, true while there is none. */
export async function canOpenAddresses(db: Database): Promise<boolean> {
  const [newest] = await db
    .select({ id: supporters.id, emailCipher: supporters.emailCipher })
    .from(supporters)
    .orderBy(desc(supporters.id))
    .limit(1);
  return newest === undefined || isAddressOpen(newest.emailCipher, newest.id);
}

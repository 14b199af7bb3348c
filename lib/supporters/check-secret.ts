import { desc } from "drizzle-orm";
import type { Database } from "@/db/client";
import { supporters } from "@/db/schema";
import { isAddressOpen } from "./address";

/** Whether this process can decrypt the newest stored address with its APP_SECRET. True if there is none. */
export async function canOpenAddresses(db: Database): Promise<boolean> {
  const [newest] = await db
    .select({ id: supporters.id, emailCipher: supporters.emailCipher })
    .from(supporters)
    .orderBy(desc(supporters.id))
    .limit(1);
  return newest === undefined || isAddressOpen(newest.emailCipher, newest.id);
}

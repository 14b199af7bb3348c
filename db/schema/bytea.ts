import { customType } from "drizzle-orm/pg-core";

/** Raw bytes: hashes and ciphertext. */
export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

/**
 * The role that the application works as, whatever user it logs in with. It reads and writes every table, and of the
 * audit log it may only read and append. `?role=none` in a database's address works as the login user instead.
 */
export const APP_ROLE = "groundswell_app";

/** The same database as its login user, who owns the tables: for migrations, and for bulk loading and VACUUM. */
export function asOwner(url: string): string {
  const address = new URL(url);
  address.searchParams.set("role", "none");
  return address.href;
}

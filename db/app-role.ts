/**
 * The database role of the application, whatever user it logs in with. It can read and write all tables, except that the
 * audit log is append-only. `?role=none` in the database URL keeps the login user instead.
 */
export const APP_ROLE = "groundswell_app";

/** Returns the URL for connecting as the login user, the owner of the tables: for migrations, bulk loading and VACUUM. */
export function asOwner(url: string): string {
  const address = new URL(url);
  address.searchParams.set("role", "none");
  return address.href;
}

/**
 * The tag of an SQL template: drizzle's `sql` or that of a postgres.js client. SQL that both kinds of statements contain takes
 * the tag as an argument.
 */
export type SqlTag<Fragment> = (
  text: TemplateStringsArray,
  ...values: (Fragment | string | number | null)[]
) => Fragment;

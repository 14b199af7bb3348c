/**
 * Returns the JSON of a value in its canonical form (RFC 8785): keys sorted by their UTF-16 code units, no spaces. Receipts stay valid
 * however a program or a mail lays them out. Undefined members are left out.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    // The comparison of strings in JavaScript is by UTF-16 code units.
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}

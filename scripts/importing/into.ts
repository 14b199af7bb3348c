export async function importInto(_a: unknown, _b: unknown) {}

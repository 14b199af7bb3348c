/** PostgreSQL takes 65,535 parameters in one statement, and our widest row has 21 columns. */
const ROWS_IN_ONE_INSERT = 1000;

export function* inChunks<T>(rows: T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += ROWS_IN_ONE_INSERT)
    yield rows.slice(start, start + ROWS_IN_ONE_INSERT);
}

import { type FileHandle, open } from "node:fs/promises";

/** A file that only grows, one JSON value a line. A line is on the disk before `append` resolves. */
export type Journal = {
  /** Writes lines in one go and answers where each begins and how long it is, in bytes. */
  append: (lines: string[]) => Promise<{ offset: number; length: number }[]>;
  read: (place: { offset: number; length: number }) => Promise<string>;
  clear: () => Promise<void>;
  close: () => Promise<void>;
};

/** Opens a journal and gives each line that it holds to `onLine`. Half a line at its end, left by a crash, is cut off. */
export async function openJournal(path: string, onLine?: (line: string) => void): Promise<Journal> {
  const file = await open(path, "a+", 0o600);
  let size = await wholeLines(file, onLine);
  await file.truncate(size);
  return {
    append: async (lines) => {
      const texts = lines.map((line) => Buffer.from(`${line}\n`));
      const bytes = Buffer.concat(texts);
      try {
        await file.appendFile(bytes);
        await file.datasync();
      } catch (error) {
        // A full disk, say: half a line must not stand before the next one.
        await file.truncate(size);
        throw error;
      }
      const places = [];
      for (const text of texts) {
        places.push({ offset: size, length: text.length });
        size += text.length;
      }
      return places;
    },
    read: async ({ offset, length }) => {
      const { buffer } = await file.read(Buffer.alloc(length), 0, length, offset);
      return buffer.toString("utf8");
    },
    clear: async () => {
      await file.truncate(0);
      size = 0;
    },
    close: () => file.close(),
  };
}

const CHUNK_BYTES = 1 << 20;
const NEWLINE = 10;

async function wholeLines(file: FileHandle, onLine?: (line: string) => void): Promise<number> {
  let rest = Buffer.alloc(0);
  let position = 0;
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, position);
    if (bytesRead === 0) return position - rest.length;
    position += bytesRead;
    rest = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
    let start = 0;
    for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE, start)) {
      onLine?.(rest.toString("utf8", start, end));
      start = end + 1;
    }
    rest = rest.subarray(start);
  }
}

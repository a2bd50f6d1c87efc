import { openDatabase } from "../../worker/data/database.ts"
import { publicData } from "../../worker/data/public-data.ts"
import { Memory } from "../../worker/domain/memory.ts"
import { contentStore } from "../../worker/gateways/content-store.ts"
import { digestText } from "../../worker/gateways/digest.ts"
import { publicReader } from "../../worker/usecases/public/public-reader.ts"
import type { TestCell } from "./cell.ts"

/** What public pages read of a cell, looked for anew at each request. */
export function readerOf(cell: TestCell) {
  const memory = new Memory(4_000_000)
  return publicReader({
    open: () => publicData(openDatabase({ url: cell.url })),
    files: contentStore(cell.bucket, { cell: "510100", folder: "releases", memory }),
    memory,
    digest: digestText,
    now: () => Date.now(),
    maxAgeMs: 0,
  })
}

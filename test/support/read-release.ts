import type { Rows } from "../../worker/domain/release/rows-file.ts"
import type { Manifest, Scorecard } from "../../worker/domain/release/snapshot.ts"
import { allCards, readRows } from "../../worker/usecases/public/release-files.ts"
import type { TestCell } from "./cell.ts"

export interface ReadRelease {
  manifest: Manifest
  cards: Map<string, Scorecard>
  rows: Rows
}

/** A release of any format, whole, by the hash of its manifest. */
export async function readRelease(
  { deps: { files } }: TestCell,
  period: string,
  hash: unknown,
): Promise<ReadRelease> {
  const manifest = await files.get("manifest", period, String(hash))
  const cards = new Map<string, Scorecard>()
  for await (const page of allCards(files, { period, manifest }))
    for (const card of page) cards.set(card.slug, card)
  return { manifest, cards, rows: await readRows(files, { period, manifest }) }
}

/** The release of a period that everybody sees. */
export async function publishedRelease(cell: TestCell, period: string): Promise<ReadRelease> {
  const [row] = await cell.rows(
    "select r.manifest_hash hash from publications p join releases r on r.id = p.release_id where p.period = ?",
    [period],
  )
  return readRelease(cell, period, row?.["hash"])
}

import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import type { InStatement } from "@libsql/client"
import { readPlaces } from "../../schema/seed/places/read-places.ts"
import { pressEstates } from "../../schema/seed/press/press-estates.ts"
import { editions } from "../../schema/tables/editions.ts"
import { estates } from "../../schema/tables/estates.ts"
import { places } from "../../schema/tables/places.ts"
import { pressRecords } from "../../schema/tables/press-records.ts"
import { canonicalJson } from "../../worker/domain/canonical.ts"
import type { Place } from "../../worker/domain/place.ts"
import type { Edition } from "../../worker/domain/scoring/edition.ts"
import { readEdition } from "../../worker/domain/scoring/read-edition.ts"
import { insertRows } from "./insert-rows.ts"

const seedFolder = new URL("../../schema/seed/", import.meta.url)

/** All places of Chengdu, from the extracted table. */
export function seedPlaces(): Place[] {
  return readPlaces(readFileSync(new URL("places/chengdu.tsv", seedFolder), "utf8"))
}

/** The first edition as it is stored: its document and what was read from it. Throws on a faulty document. */
export function seedEdition(): { edition: Edition; document: unknown } {
  const document: unknown = JSON.parse(
    readFileSync(new URL("editions/cd-wwsg-2023.json", seedFolder), "utf8"),
  )
  const { edition, faults } = readEdition(document)
  if (edition === undefined)
    throw new Error(faults.map(({ path, message }) => `${path}: ${message}`).join("\n"))
  return { edition, document }
}

/**
 * What every cell needs before anything else, real data only: places (Chengdu's when nothing is said) and the edition.
 * May be run again.
 */
export function baseStatements(activatedAt: string, placeRows = seedPlaces()): InStatement[] {
  const { edition, document } = seedEdition()
  const text = canonicalJson(document)
  const row = {
    id: `${edition.code}@${edition.version}`,
    code: edition.code,
    version: edition.version,
    effectiveFrom: edition.effective_from,
    document: text,
    hash: createHash("sha256").update(text).digest("hex"),
    activatedAt,
  }
  return [insertRows(places, placeRows, { keep: true }), insertRows(editions, [row], { keep: true })]
}

/** The two real estates and what the press said of them. May be run again. */
export function pressStatements(createdAt: string): InStatement[] {
  const estateRows = pressEstates.map(({ records, ...estate }) => ({
    ...estate,
    origin: "press" as const,
    createdAt,
  }))
  const recordRows = pressEstates.flatMap(({ id: estateId, records }) =>
    records.map(({ id, year, document }) => ({ id, estateId, year, document: JSON.stringify(document) })),
  )
  return [
    insertRows(estates, estateRows, { keep: true }),
    insertRows(pressRecords, recordRows, { keep: true }),
  ]
}

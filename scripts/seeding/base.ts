import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import type { InStatement } from "@libsql/client"
import { readPlaces } from "../../schema/seed/places/read-places.ts"
import { pressEstates } from "../../schema/seed/press/press-estates.ts"
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

/** The editions that a city may begin with, each with its file. */
const editionFiles = { first: "cd-wwsg-2023.json", demonstration: "cd-wwsg-2023-1.1.1.json" } as const

interface SeedEdition {
  edition: Edition
  document: unknown
}

/**
 * An edition as it is stored: its document and what was read from it; the first one unless the demonstration's is asked
 * for. Throws on a faulty document.
 */
export function seedEdition(which: keyof typeof editionFiles = "first"): SeedEdition {
  const document: unknown = JSON.parse(
    readFileSync(new URL(`editions/${editionFiles[which]}`, seedFolder), "utf8"),
  )
  const { edition, faults } = readEdition(document)
  if (edition === undefined)
    throw new Error(faults.map(({ path, message }) => `${path}: ${message}`).join("\n"))
  return { edition, document }
}

/**
 * What every cell needs before anything else, real data only: places (Chengdu's when nothing is said) and an edition to
 * begin with. May be run again: a city that has an edition is not given the first one as well.
 */
export function baseStatements(
  activatedAt: string,
  placeRows = seedPlaces(),
  which: keyof typeof editionFiles = "first",
): InStatement[] {
  const { edition, document } = seedEdition(which)
  const text = canonicalJson(document)
  const { code, version, effective_from: effectiveFrom } = edition
  const hash = createHash("sha256").update(text).digest("hex")
  const wanted = which === "first" ? "not exists (select 1 from editions)" : "true"
  const insert = {
    sql: `insert into editions (id, code, version, effective_from, document, hash, activated_at)
      select ?, ?, ?, ?, ?, ?, ? where ${wanted} on conflict do nothing`,
    args: [`${code}@${version}`, code, version, effectiveFrom, text, hash, activatedAt],
  }
  return [insertRows(places, placeRows, { keep: true }), insert]
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

import { eq } from "drizzle-orm"
import { editions } from "../../schema/tables/editions.ts"
import { isolateMemory, sizeOf } from "../domain/memory.ts"
import type { Edition } from "../domain/scoring/edition.ts"
import { readEdition } from "../domain/scoring/read-edition.ts"
import { anyJson } from "../domain/stored.ts"
import type { Database } from "./database.ts"

interface StoredEdition {
  edition: Edition
  /** Canonical JSON as it is stored: what the edition's hash is the SHA-256 of. */
  document: string
}

/**
 * Editions never change once stored, so an isolate reads and checks each only once. By database and id: another city
 * may have other criteria under the same code. What is used most stays in the isolate's memory.
 */
const nameOf = (db: Database, id: string) => `edition\n${db.source}\n${id}`

/** Parses a stored edition's document; throws when it is not one, which the activation should have refused. */
export function parseStoredEdition(id: string, document: string): Edition {
  const read = readEdition(anyJson(document))
  if (!read.edition) throw new Error(`stored edition ${id} is not valid: ${read.faults?.[0]?.path}`)
  return read.edition
}

/** Editions by id, kept by the isolate. */
export function editionReads(db: Database) {
  async function stored(id: string): Promise<StoredEdition> {
    const name = nameOf(db, id)
    const kept = isolateMemory.get<StoredEdition>(name)
    if (kept) return kept
    const [row] = await db.select().from(editions).where(eq(editions.id, id))
    if (!row) throw new Error(`edition ${id} is not stored`)
    const found = { edition: parseStoredEdition(id, row.document), document: row.document }
    isolateMemory.put(name, found, sizeOf(found))
    return found
  }
  return {
    /** An edition by id (code@version); 0 round trips when this isolate has seen it. */
    get: async (id: string): Promise<Edition> => (await stored(id)).edition,
    /** Its document as stored, for the same round trips. */
    document: async (id: string): Promise<string> => (await stored(id)).document,
  }
}

import type { Client, Row } from "@libsql/client"
import type { Noun } from "./noun.ts"
import { nouns } from "./nouns.ts"
import { compared, type Fields, LastWords, type RowFault, type ToldEvent } from "./told.ts"

/** What comparing rows with events found. */
export interface RecordReport {
  /** Objects that were compared, and how many of their fields. */
  objects: number
  fields: number
  faults: RowFault[]
}

/** Objects whose events are in memory at once. */
const OBJECTS_AT_ONCE = 200

function jsonFields(text: unknown): Record<string, unknown> {
  const value: unknown = typeof text === "string" ? JSON.parse(text) : {}
  return Object.fromEntries(Object.entries(value ?? {}))
}

function eventOf(row: Row): ToldEvent {
  return {
    seq: Number(row["seq"]),
    action: String(row["action"]),
    entity: String(row["entity"]),
    entityId: String(row["entity_id"]),
    about: row["about"] === undefined || row["about"] === null ? null : String(row["about"]),
    detail: jsonFields(row["detail"]),
    after: jsonFields(row["after"]),
  }
}

async function someIds(client: Client, entity: string, after: string): Promise<string[]> {
  const { rows } = await client.execute({
    sql: "select distinct entity_id from audit_events where entity = ? and entity_id > ? order by entity_id limit ?",
    args: [entity, after, OBJECTS_AT_ONCE],
  })
  return rows.map((row) => String(row["entity_id"]))
}

/** The events about some objects in the order of their numbers, and their rows, as of one moment. */
async function readSome(client: Client, { entity, rows, others }: Noun, ids: readonly string[]) {
  const json = JSON.stringify(ids)
  const about = others ?? "select e.*, null as about from audit_events e where json_array_length(?) < 0"
  const [own, more, present] = await client.batch(
    [
      {
        sql: `select e.*, null as about from audit_events e
          where e.entity = ? and e.entity_id in (select value from json_each(?)) order by e.seq`,
        args: [entity, json],
      },
      { sql: about, args: [json] },
      { sql: rows, args: [json] },
    ],
    "read",
  )
  const events = [...(own?.rows ?? []), ...(more?.rows ?? [])].map(eventOf).sort((a, b) => a.seq - b.seq)
  const found = (present?.rows ?? []).map((row): [string, Fields] => [
    String(row["subject"]),
    jsonFields(row["fields"]),
  ])
  return { events, present: new Map(found) }
}

function faultsOf(noun: Noun, subject: string, words: LastWords, row: Fields | undefined): RowFault[] {
  const told = words.of(subject) ?? new Map()
  const of = (field: string | null, now: string, last: { value: unknown; event: ToldEvent }): RowFault => ({
    noun: noun.name,
    subject,
    field,
    now,
    told: compared(last.value),
    seq: last.event.seq,
    action: last.event.action,
  })
  if (row === undefined) {
    const last = Object.fromEntries([...told].map(([field, { value }]) => [field, value]))
    const [one] = [...told.values()].sort((a, b) => b.event.seq - a.event.seq)
    return one === undefined || noun.mayGo?.(last) ? [] : [of(null, "no row", one)]
  }
  return [...told].flatMap(([field, last]) => {
    const value = noun.written ? noun.written(row[field], field) : row[field]
    return compared(value) === compared(last.value) ? [] : [of(field, compared(value), last)]
  })
}

async function compareNoun(client: Client, noun: Noun): Promise<RecordReport> {
  const report: RecordReport = { objects: 0, fields: 0, faults: [] }
  for (let after = ""; ; ) {
    const ids = await someIds(client, noun.entity, after)
    if (ids.length === 0) return report
    after = ids.at(-1) ?? ""
    const { events, present } = await readSome(client, noun, ids)
    const words = new LastWords()
    for (const event of events) for (const told of noun.told(event)) words.hear(told, event)
    for (const subject of words.subjects) {
      report.objects++
      report.fields += words.of(subject)?.size ?? 0
      report.faults.push(...faultsOf(noun, subject, words, present.get(subject)))
    }
  }
}

/**
 * Compares the present figures and states of every noun with what its last events say: a row that was changed past the
 * application is named. What has no event (seeded rows, events that retention removed) cannot be compared.
 */
export async function compareRows(client: Client): Promise<RecordReport> {
  const total: RecordReport = { objects: 0, fields: 0, faults: [] }
  for (const noun of nouns) {
    const { objects, fields, faults } = await compareNoun(client, noun)
    total.objects += objects
    total.fields += fields
    total.faults.push(...faults)
  }
  return total
}

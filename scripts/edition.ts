import { createHash, randomUUID } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { createInterface } from "node:readline/promises"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import type { Client } from "@libsql/client"
import { canonicalJson } from "../worker/domain/canonical.ts"
import { isQuarter } from "../worker/domain/quarter.ts"
import type { Edition } from "../worker/domain/scoring/edition.ts"
import {
  type ActivationRefusal,
  activationRefusal,
  activeEdition,
  type CityEdition,
  yearsWithoutScore,
} from "../worker/domain/scoring/edition-activation.ts"
import { isSameMethod } from "../worker/domain/scoring/edition-choice.ts"
import { readEdition } from "../worker/domain/scoring/read-edition.ts"
import { answerHelp } from "./call.ts"
import { openClient } from "./database-client.ts"
import { cityFolder, mainCity } from "./start/cells.ts"

const usage = `npm run edition -- --edition ID --from QUARTER [--confirm ID] (--url URL [--auth-token TOKEN] | --data DIR [--cell CODE])
Presets an edition of the criteria for a city from the first quarter of a year that has not opened: cd-wwsg-2023@1.1.1 and
2027Q1, for example; a version that is the same method, from any quarter that has not opened. Quarters before keep theirs. It says what will be, and which years will have no score, and asks for
the edition's id to be typed; --confirm gives it beforehand. Nothing takes it back.`

const folder = new URL("../schema/seed/editions/", import.meta.url)

/** A call or a preset that cannot be: a sentence for whoever called. */
export class EditionRefused extends Error {}

interface Known {
  edition: Edition
  text: string
}

/** The editions that come with the program, by id. */
function ownEditions(): Map<string, Known> {
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"))
  return new Map(
    files.flatMap((name): [string, Known][] => {
      const document: unknown = JSON.parse(readFileSync(new URL(name, folder), "utf8"))
      const { edition } = readEdition(document)
      return edition
        ? [[`${edition.code}@${edition.version}`, { edition, text: canonicalJson(document) }]]
        : []
    }),
  )
}

const sentences: Record<ActivationRefusal, (from: string, id: string) => string> = {
  not_first_quarter: (from) =>
    `${from} is not the first quarter of a year: a year whose quarters fall under two editions has no score. Give 2027Q1, for example.`,
  year_opened: (from) =>
    `${from} or a later quarter has been opened already. Choose a year that has not opened.`,
  before_effective: (from, id) => `${id} is not in force in ${from} yet: its effective_from is later.`,
  twice: (_, id) => `${id} is activated in this city already.`,
}

/** What will be when an edition is preset. */
export interface Preset {
  id: string
  from: string
  /** The last quarter that was opened, and its edition; null in a city without any. */
  last: { quarter: string; edition: string } | null
  withoutScore: string[]
}

async function cityOf(client: Client) {
  const [stored, quarters] = await client.batch(
    [
      "select id, version, effective_from, active_from, document from editions",
      "select quarter, edition_id from quarters order by quarter",
    ],
    "read",
  )
  const editions = stored!.rows.map((row): CityEdition & { document: Edition } => {
    const { edition } = readEdition(JSON.parse(String(row["document"])))
    if (!edition) throw new EditionRefused(`The stored edition ${String(row["id"])} cannot be read.`)
    return {
      id: String(row["id"]),
      version: String(row["version"]),
      effectiveFrom: String(row["effective_from"]),
      activeFrom: row["active_from"] === null ? null : String(row["active_from"]),
      document: edition,
    }
  })
  return {
    editions,
    opened: new Map(quarters!.rows.map((row) => [String(row["quarter"]), String(row["edition_id"])])),
  }
}

/** What presetting would do; throws with a sentence when it cannot be. Writes nothing. */
export async function planPreset(
  client: Client,
  id: string,
  from: string,
): Promise<Preset & { known: Known }> {
  const known = ownEditions().get(id)
  if (!known)
    throw new EditionRefused(`There is no edition ${id}. Known: ${[...ownEditions().keys()].join(", ")}`)
  const { editions, opened } = await cityOf(client)
  const { version, effective_from: effectiveFrom } = known.edition
  const quarters = [...opened.keys()]
  const now = isQuarter(from) ? activeEdition(editions, from)?.document : undefined
  const same = now !== undefined && isSameMethod(now, known.edition)
  const refused = activationRefusal({ id, effectiveFrom }, from, { known: editions, opened: quarters, same })
  if (refused) throw new EditionRefused(sentences[refused](from, id))
  const planned = { id, version, effectiveFrom, activeFrom: from, document: known.edition }
  const withoutScore = yearsWithoutScore([...editions, planned], opened, Number(from.slice(0, 4)))
  const [quarter, edition] = [...opened].at(-1) ?? []
  return { id, from, last: quarter && edition ? { quarter, edition } : null, withoutScore, known }
}

/**
 * Presets an edition with its audit event in one batch, unless it was preset or a quarter opened in the meantime: then
 * nothing is written and it throws.
 */
export async function presetEdition(
  client: Client,
  { id, from, known }: Awaited<ReturnType<typeof planPreset>>,
  now: Date,
) {
  const { code, version, effective_from: effectiveFrom } = known.edition
  const hash = createHash("sha256").update(known.text).digest("hex")
  const at = now.toISOString()
  const [made] = await client.batch(
    [
      {
        sql: `insert into editions (id, code, version, effective_from, active_from, document, hash, activated_at)
              select ?, ?, ?, ?, ?, ?, ?, ?
              where not exists (select 1 from editions where id = ?) and not exists (select 1 from quarters where quarter >= ?)`,
        args: [id, code, version, effectiveFrom, from, known.text, hash, at, id, from],
      },
      {
        sql: `insert into audit_events (id, at, actor_kind, actor_name, action, entity, entity_id, detail, after)
              select ?, ?, 'system', 'edition', 'edition.activate', 'edition', id, '{}', ? from editions
              where id = ? and activated_at = ? and changes() = 1`,
        args: [randomUUID(), at, JSON.stringify({ editionId: id, activeFrom: from, hash }), id, at],
      },
    ],
    "write",
  )
  if (made?.rowsAffected !== 1) throw new EditionRefused("The city has changed in the meantime: look again.")
}

function tell({ id, from, last, withoutScore }: Preset): string {
  return [
    `${id} applies from ${from} on.`,
    last ? `${last.quarter}, opened last, keeps ${last.edition}.` : "No quarter has been opened.",
    withoutScore.length > 0
      ? `Years that will have no score, since their quarters fall under different methods: ${withoutScore.join(", ")}.`
      : "No year's quarters fall under different methods: every year keeps its score.",
  ].join("\n")
}

async function typed(id: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await lines.question(`Type ${id} to preset it: `)
  lines.close()
  return answer.trim()
}

async function main(): Promise<void> {
  answerHelp(usage)
  const text = { type: "string" } as const
  const { values } = parseArgs({
    options: {
      edition: text,
      from: text,
      confirm: text,
      url: text,
      "auth-token": text,
      data: text,
      cell: text,
    },
  })
  const { edition: id, from, data, cell = mainCity, url = process.env["LIBSQL_URL"] } = values
  if (!id || !from || (!data && !url)) throw new EditionRefused(usage)
  const file = data && join(cell === mainCity ? data : cityFolder(data, cell), "cell.db")
  const authToken = values["auth-token"] ?? process.env["LIBSQL_AUTH_TOKEN"]
  const client = openClient({ url: file ? `file:${file}` : (url ?? ""), authToken, intMode: "number" })
  try {
    const preset = await planPreset(client, id, from)
    console.log(tell(preset))
    if ((values.confirm ?? (await typed(id))) !== id)
      throw new EditionRefused("The edition's id was not typed: nothing was changed.")
    await presetEdition(client, preset, new Date())
    console.log(`${id} is preset from ${from}.`)
  } finally {
    client.close()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  main().catch((error: unknown) => {
    console.error(error instanceof EditionRefused ? error.message : error)
    process.exitCode = 1
  })

import { readFileSync } from "node:fs"
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { type EmbeddedDatabase, openEmbedded } from "../../../scripts/serve/database.ts"
import { type DatabaseAddress, openDatabase } from "../../../worker/data/database.ts"
import { openData } from "../../../worker/data/open.ts"
import type { MemberActor } from "../../../worker/domain/actor.ts"
import { leaveEvent } from "../cell-rows.ts"
import type { FrontDoor } from "../front-door.ts"
import { kindOf, noteReads, type Question } from "./recorded-reads.ts"
import { toldAnswer } from "./told-answers.ts"

export { noteReads }

const build = fileURLToPath(new URL("../../../.build", import.meta.url))
const at = "'2024-01-02T00:00:00.000Z'"
const city = "绵阳·"

/** What becomes of the copy that one kind of asker meets. */
const copies = {
  /** A member to whom the company gave one estate; a company that managed every estate long ago. */
  others: [
    `insert into users (id, name, email, salt, created_at, updated_at) values ('few', 'x', 'few@x.example', 'x', 1, 1)`,
    `insert into members (id, user_id, organisation_id, role, limited, created_at) values ('few', 'few', 'company-1', 'editor', 1, ${at})`,
    `insert into member_estates (member_id, estate_id) select 'few', estate_id from tenures
     where organisation_id = 'company-1' and to_date is null order by estate_id desc limit 1`,
    `insert into organisations (id, kind, name, created_at) values ('former', 'company', 'x', ${at})`,
    `insert into tenures (id, estate_id, organisation_id, from_date, to_date)
     select 'former-' || id, id, 'former', '2015-01-01', '2016-12-31' from estates`,
  ],
  /** Every judge was removed and everything that judges had has ended. */
  ended: [
    `update judges set state = 'removed', ended_at = ${at}`,
    `update assignments set ended_at = ${at}, end_reason = 'judge_removed'`,
  ],
  /** Another city in equal state: the same ids and addresses, and not one name the same. */
  city: [
    `update estates set name = '${city}' || name`,
    `update organisations set name = '${city}' || name`,
    // What was frozen carries names of its own.
    ...["shortlists.document", "awards.document", "nominations.figures"].map((place) => {
      const [table = "", column = ""] = place.split(".")
      return `update ${table} set ${column} = replace(${column}, '"name":"', '"name":"${city}')`
    }),
  ],
}

const elsewhere: Record<string, string> = {
  community: "510107064003",
  street: "510104026",
  district: "510105",
}

type Asker = { who: string; copy: keyof typeof copies; actor: MemberActor }

/** Others of the same rights as whoever asked, who may see less. */
function askers(actor: MemberActor): Asker[] {
  const kind = kindOf(actor)
  const of = (who: string, change: Partial<MemberActor>, copy: Asker["copy"] = "others"): Asker => ({
    who,
    copy,
    actor: { ...actor, ...change },
  })
  const belonging = (organisation: Partial<MemberActor["organisation"]>) => ({
    memberId: "another",
    userId: "another",
    organisation: { ...actor.organisation, ...organisation },
  })
  if (kind === "company")
    return [
      of("given one estate", { memberId: "few", limited: true }),
      of("former", belonging({ id: "former" })),
    ]
  if (kind === "judge")
    return [of("ended", {}, "ended"), of("another", { memberId: "another", userId: "another" })]
  if (kind === "organiser") return [of("another", belonging({ id: "organiser-2" }))]
  const placeCode = elsewhere[kind]
  if (placeCode) return [of("elsewhere", belonging({ id: `place-${placeCode}`, placeCode }))]
  return []
}

/** Every text in an answer, whatever it is made of. */
function textsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === "string") found.add(value)
  else if (value instanceof Map) for (const [key, one] of value) textsIn(key, textsIn(one, found) && found)
  else if (value instanceof Set || Array.isArray(value)) for (const one of value) textsIn(one, found)
  else if (typeof value === "object" && value !== null)
    for (const [key, one] of Object.entries(value)) textsIn(one, found.add(key))
  return found
}

const plain = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) => (one instanceof Map || one instanceof Set ? [...one] : one)) ??
  ""

interface Seen {
  answer: unknown
  text: string
  ids: Set<string>
}

/** What an answer is beside what the asker of the page was answered. */
function beside(own: Seen, other: Seen): string {
  if (own.ids.size === 0) return own.text === other.text ? "the same" : "something else"
  const kept = [...own.ids].filter((id) => other.ids.has(id)).length
  const more = [...other.ids].some((id) => !own.ids.has(id))
  if (kept === own.ids.size && more) return "all and more"
  if (kept === own.ids.size) return own.text === other.text ? "all" : "all, told otherwise"
  return kept === 0 ? (more ? "others" : "nothing") : "a part"
}

const named = `select id from estates union select slug from estates union select id from submissions
  union select id from nominations union select blind_code from nominations union select id from attachments
  union select id from assignments union select id from judges union select id from awards union select id from objections
  union select id from corrections union select id from tenures where id not like 'former-%' union select id from exports
  union select id from api_keys union select id from programmes union select slug from programmes
  union select id from members where id <> 'few' union select id from invitations`

/** What is wrong with another city's answers, and what others are answered: one line for each question and kind of asker. */
export interface Told {
  lines: string[]
  /** What whoever asked first was answered. */
  answers: string[]
  /** Questions that another city in equal state does not answer with its own names. */
  mixed: string[]
}

/** Asks everything that pages asked again, as others who may see less, and in another city. */
export async function askAgain(
  door: FrontDoor,
  noted: ReadonlyMap<string, readonly Question[]>,
): Promise<Told> {
  // People and organisations were put there by SQL, and pages of lists are kept by the number of the last event.
  await leaveEvent(door.cell)
  const folder = await mkdtemp(join(tmpdir(), "shige-reads-"))
  const names = (await door.cell.rows("select name from estates")).map((row) => String(row["name"]))
  const namesOf = (text: string) => names.filter((name) => text.includes(`"name":"${name}"`))
  const ids = new Set((await door.cell.rows(named)).map((row) => String(row["id"])))
  const opened: Record<string, EmbeddedDatabase> = {}
  for (const [name, statements] of Object.entries(copies)) {
    const file = join(folder, `${name}.db`)
    await door.cell.client.execute({ sql: "vacuum into ?", args: [file] })
    const copy = openEmbedded(file)
    await copy.open().batch([...statements], "write")
    opened[name] = copy
  }
  const ownAddress = { url: door.cell.url, open: door.cell.database?.open, deadlineMs: 60_000 }
  // The address tells two databases apart where something is kept of them.
  const copyAddress = (name: string) => ({ url: `http://${name}.invalid`, open: opened[name]?.open })
  const ask = async (
    address: DatabaseAddress,
    { name, args }: Question,
    actor: MemberActor,
  ): Promise<Seen> => {
    const [noun = "", method = ""] = name.split(".")
    const reads: object = Reflect.get(openData(openDatabase(address), actor).read, noun)
    try {
      const answer: unknown = await Reflect.apply(Reflect.get(reads, method), reads, args)
      return {
        answer,
        text: plain(answer),
        ids: new Set([...textsIn(answer)].filter((text) => ids.has(text))),
      }
    } catch (error) {
      return { answer: String(error), text: String(error), ids: new Set() }
    }
  }
  const lines: string[] = []
  const mixed: string[] = []
  const answers = new Set<string>()
  for (const [place, questions] of [...noted].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    let best: { question: Question; own: Seen } | null = null
    for (const question of questions) {
      const own = await ask(ownAddress, question, question.actor)
      answers.add(`${place}  ${toldAnswer(own.answer)}`)
      if (!best || own.ids.size > best.own.ids.size) best = { question, own }
    }
    if (!best) continue
    const { question, own } = best
    const there = await ask(copyAddress("city"), question, question.actor)
    if (
      there.text.replaceAll(city, "") !== own.text ||
      namesOf(own.text).some((name) => !there.text.includes(city + name))
    )
      mixed.push(place)
    const said: string[] = []
    for (const { who, copy, actor } of askers(question.actor))
      said.push(`${who}: ${beside(own, await ask(copyAddress(copy), question, actor))}`)
    if (said.length > 0) lines.push(`${place.padEnd(38)} ${said.join(" · ")}`)
  }
  for (const copy of Object.values(opened)) copy.close()
  await rm(folder, { recursive: true, force: true })
  // For whoever changes the golden file, which is long, to lay beside it.
  await mkdir(build, { recursive: true })
  await writeFile(join(build, "answers.txt"), [...answers, ""].join("\n"))
  return { lines, answers: [...answers], mixed }
}

const golden = (name: string) =>
  readFileSync(new URL(`../../golden/${name}`, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))

/** What people wrote down; another city answers everything with its own names. */
export function goldenReads(): Told {
  return { lines: golden("reads.txt"), answers: golden("answers.txt"), mixed: [] }
}

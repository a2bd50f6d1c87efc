import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { cameraSegments, jpegFile, pdfFile, pngFile } from "../../../scripts/bench/files/attachment-files.ts"
import { paths } from "../../../web/paths.ts"
import { type Client, type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { lettersOf } from "../../support/letters.ts"
import { freshKey } from "../../support/quarter-forms.ts"
import { type Fixture, openSelection } from "../../support/selection-fixture.ts"
import { countStatements, type StatementCounter } from "../../support/statement-counter.ts"

/**
 * Two candidates of a blind programme that differ in nothing but who they are: estate, company, street, nominator, ids,
 * times, names and metadata of their files. Whatever a judge can get of one must be what it gets of the other, byte for
 * byte once ids and codes, which are random, are masked; after as many questions to the database.
 */
let door: FrontDoor
let made: Fixture
let counter: StatementCounter
let judge: Client
/** Words that tell who each of the two is. */
const words: string[][] = []
const twins = [0, 1] as const
type Twin = (typeof twins)[number]

const nominationOf = (twin: Twin) => made.nominations[twin]!
const assignmentOf = (twin: Twin, judgeAt = 0) => `assignment-${made.slug}-${twin}-${judgeAt}`

async function upload(
  path: string,
  who: string,
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
  original: string,
) {
  const body = new FormData()
  body.set("key", freshKey())
  body.set("original", original)
  body.set("file", new File([bytes], name))
  const answer = await (await door.as(who)).send(path, { method: "POST", body })
  if (answer.status !== 303) throw new Error(`${path}: ${answer.status}`)
}

/** The same pictures and the same document, as two companies with two cameras would send them. */
function filesOf(twin: Twin): [Uint8Array<ArrayBuffer>, string][] {
  const secret = ["锦江 SECRET-ONE", "青羊 ANOTHER-SECRET-TWO"][twin] ?? ""
  return [
    [jpegFile({ before: cameraSegments(secret), after: secret }), `${secret}.jpg`],
    [pngFile({ secret, after: secret }), `${secret}.png`],
    [pdfFile({ secret }), `${secret}.pdf`],
  ]
}

async function addFiles(twin: Twin): Promise<void> {
  const { id } = nominationOf(twin)
  for (const [index, [bytes, name]] of filesOf(twin).entries()) {
    const original = `original-${twin}-${index}`
    await door.cell.bucket.put(`cells/510100/attachments/${original}`, bytes)
    await door.cell.rows(
      `insert into attachments (id, nomination_id, file, name, type, bytes, hash, added_at)
       values (?, ?, ?, ?, 'image/jpeg', ?, ?, ?)`,
      [original, id, original, name, bytes.length, original, `2026-10-0${1 + twin}T0${index}:00:00.000Z`],
    )
    await upload(
      paths.redactedCopies(made.slug, nominationOf(twin).blindCode),
      "secretary",
      bytes,
      name,
      original,
    )
    door.now = new Date(door.now.getTime() + 61_000)
  }
}

/** Makes the second candidate the twin of the first: the same figures and answers, its own identity. */
async function makeTwins(): Promise<void> {
  const rows = await door.cell.rows(
    `select n.id, n.figures, e.name, e.slug, e.id as estate, o.name as company, p.name as place, s.name as street
     from nominations n join estates e on e.id = n.estate_id join organisations o on o.id = n.organisation_id
     join places p on p.code = e.place_code left join places s on s.code = e.street_code
     where n.programme_id = ? order by n.id limit 2`,
    [made.programmeId],
  )
  const basis = JSON.parse(String(rows[0]?.["figures"])).basis
  basis.dimensions = { ORG: 12.5, GOV: 20, SVC: 8 }
  for (const [twin, row] of rows.entries()) {
    const figures = { ...JSON.parse(String(row["figures"])), basis }
    await door.cell.rows(
      "update nominations set figures = ?, answers = ?, category = 'A', submitted_at = ? where id = ?",
      [
        JSON.stringify(figures),
        JSON.stringify({ statement: `${row["name"]}：${"我们".repeat(3 + twin)}` }),
        `2026-10-0${1 + twin}T02:00:00.000Z`,
        String(row["id"]),
      ],
    )
    words.push(["name", "slug", "estate", "company", "place", "street", "id"].map((key) => String(row[key])))
  }
}

beforeAll(async () => {
  door = await openFrontDoor({ root: "workers", estates: 12, released: 2 })
  made = await openSelection(door, {
    slug: "mang-ping",
    phase: "review",
    nominated: 8,
    judges: 3,
    assigned: true,
  })
  await makeTwins()
  for (const twin of twins) await addFiles(twin)
  judge = await door.as("judge")
  counter = await countStatements(door.cell.url)
  door.bindings = { ...door.bindings, LIBSQL_URL: counter.url }
})
afterAll(async () => {
  await counter.close()
  await door.close()
})

/** Random ids, codes and the request's own id: what masks everything that is allowed to differ. */
function masked(text: string, twin: Twin): string {
  const own = [nominationOf(twin).blindCode, ...[0, 1, 2].map((at) => assignmentOf(twin, at))]
  const known = own.reduce((all, word) => all.replaceAll(word, "■"), text)
  return known.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "□")
}

interface Seen {
  status: number
  headers: string
  body: string
  asked: { trips: number; statements: number }
}

async function look(twin: Twin, request: () => Promise<Response>): Promise<Seen> {
  counter.take()
  const answer = await request()
  const body = Buffer.from(await answer.arrayBuffer()).toString("latin1")
  const text = Buffer.from(body, "latin1").toString("utf8")
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join("\n")
  for (const word of words.flat()) {
    expect(text, `the body says ${word}`).not.toContain(word)
    expect(decodeURIComponent(headers), `a header says ${word}`).not.toContain(word)
  }
  for (const secret of ["SECRET", "GPS", "original-"]) expect(text + headers).not.toContain(secret)
  return {
    status: answer.status,
    headers: masked(headers, twin),
    body: masked(text, twin),
    asked: counter.take(),
  }
}

/** What a judge gets of the one and of the other. */
async function both(request: (twin: Twin) => Promise<Response>): Promise<Seen> {
  const [one, other] = [await look(0, () => request(0)), await look(1, () => request(1))]
  expect(other).toEqual(one)
  expect(other.headers.length).toBe(one.headers.length)
  return one
}

async function addressesOf(twin: Twin): Promise<string[]> {
  const html = await (await judge.get(paths.review(assignmentOf(twin)))).text()
  return [...html.matchAll(/href="(\/attachments\/[^"]+)"/g)].map(([, href = ""]) => href)
}

const whole = { "s:C1": "100", "s:C2": "60", confidence: "3", comment: "好" }
const post = (path: string, fields: Record<string, string>, headers = {}) =>
  judge.post(path, { key: freshKey(), ...fields }, headers)

describe("what a judge gets of two candidates", () => {
  test("the page", async () => {
    const { status, asked, body } = await both((twin) => judge.get(paths.review(assignmentOf(twin))))
    expect([status, asked.trips]).toEqual([200, 2])
    expect(asked.statements).toBeGreaterThan(10)
    expect(body).toContain("attachment-3.pdf")
  })

  test("every file: bytes, type, name, headers", async () => {
    const addresses = [await addressesOf(0), await addressesOf(1)]
    expect(addresses.map(({ length }) => length)).toEqual([3, 3])
    for (const at of [0, 1, 2]) {
      const { status } = await both((twin) => judge.get(addresses[twin]?.[at] ?? ""))
      expect(status).toBe(200)
    }
  })

  test("originals, the nomination, its material and results: the same refusals", async () => {
    const refused: ((twin: Twin) => string)[] = [
      (twin) => paths.attachment(`original-${twin}-0`),
      (twin) => paths.redaction(made.slug, nominationOf(twin).blindCode),
      () => paths.selectionPart(made.slug, "results"),
      () => paths.resultsCsv(made.slug),
      (twin) => paths.review(assignmentOf(twin, 1)),
    ]
    for (const path of refused) {
      const { status } = await both((twin) => judge.get(path(twin)))
      expect([403, 404]).toContain(status)
    }
  })

  test("writing: what is wrong, drafts, two tabs, submissions, as a page and for the island", async () => {
    const draft = (twin: Twin) => paths.reviewDraft(assignmentOf(twin))
    const submission = (twin: Twin) => paths.reviewSubmission(assignmentOf(twin))
    const json = { accept: "application/json" }
    const steps: [string, (twin: Twin) => Promise<Response>, number][] = [
      ["no key", (twin) => judge.post(draft(twin), {}), 422],
      ["a wrong level", (twin) => post(draft(twin), { revision: "0", "s:C1": "55" }), 422],
      ["a draft", (twin) => post(draft(twin), { revision: "0", "s:C1": "100" }), 303],
      ["the island", (twin) => post(draft(twin), { revision: "1", "s:C1": "60" }, json), 200],
      ["a second tab", (twin) => post(draft(twin), { revision: "1", "s:C1": "20" }), 409],
      ["incomplete", (twin) => post(submission(twin), { revision: "2", "s:C1": "20" }), 422],
      ["submitted", (twin) => post(submission(twin), { revision: "2", ...whole }), 303],
      ["a late draft", (twin) => post(draft(twin), { revision: "3", ...whole }), 409],
    ]
    for (const [name, step, expected] of steps) expect((await both(step)).status, name).toBe(expected)
  })

  test("the list of what it was given: one line each, alike but for the code", async () => {
    const path = paths.judge(made.judges[0]?.id ?? "")
    const { body, status } = await look(0, () => judge.get(path))
    expect(status).toBe(200)
    const lineOf = (twin: Twin) => {
      const code = twin === 0 ? "■" : nominationOf(1).blindCode
      const line = body.split(/<tr[ >]/).find((row) => row.includes(code)) ?? ""
      return masked(line, twin)
    }
    expect(lineOf(0)).not.toBe("")
    expect(lineOf(1)).toBe(lineOf(0))
  })

  test("searches: a code leads nowhere, and the programme's own page names no candidate", async () => {
    const seen: Seen[] = []
    // The public's page carries a mark of what was typed: all else of it is compared.
    for (const twin of twins)
      seen.push(await look(twin, () => judge.get(paths.home({ q: nominationOf(twin).blindCode }))))
    expect(seen[1]?.body).toBe(seen[0]?.body)
    await judge.get(paths.programme(made.slug))
    for (const path of [
      (q: string) => paths.judgeInterests(made.judges[0]?.id ?? "", { kind: "estate", q }),
      () => paths.programme(made.slug),
      () => paths.judging(),
    ]) {
      const { body } = await both((twin) => judge.get(path(nominationOf(twin).blindCode)))
      expect(body).not.toContain("C-mang-ping-2")
    }
  })

  test("mail: nothing in it tells a candidate", async () => {
    const letters = JSON.stringify(await lettersOf(door))
    for (const word of words.flat()) expect(letters).not.toContain(word)
  })

  test("what was closed: a conflict, an assignment that ended, a programme that went on", async () => {
    const at = "2026-10-12T02:00:00.000Z"
    await door.cell.rows("update assignments set ended_at = ?, end_reason = 'conflict' where id in (?, ?)", [
      at,
      assignmentOf(0),
      assignmentOf(1),
    ])
    const page = (twin: Twin) => judge.get(paths.review(assignmentOf(twin)))
    expect((await both(page)).status).toBe(409)
    await door.cell.rows("update assignments set end_reason = 'withdrawn' where ended_at is not null")
    expect((await both(page)).status).toBe(409)
    await door.cell.rows("update assignments set ended_at = null, end_reason = null")
    for (const twin of twins)
      await door.cell.rows(
        "insert into interests (id, judge_id, kind, ref, note, declared_at) values (?, ?, 'estate', ?, '', ?)",
        [`i-${twin}`, made.judges[0]?.id ?? "", nominationOf(twin).estateId, at],
      )
    const found = await both((twin) =>
      post(paths.reviewSubmission(assignmentOf(twin)), { revision: "3", ...whole }),
    )
    expect([found.status, found.asked.trips]).toEqual([409, 3])
    await door.cell.rows("update programmes set phase = 'shortlist' where id = ?", [made.programmeId])
    expect(
      (await both((twin) => judge.get(paths.review(`assignment-${made.slug}-${twin + 2}-0`)))).status,
    ).toBe(409)
  })
})

import { createHash } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import { texts } from "../../../web/text/text.ts"
import { verifyArchive } from "../../../worker/domain/selection/verify-archive.ts"
import { expressions } from "../../../worker/gateways/expression.ts"
import { workingDays } from "../../../worker/gateways/working-days.ts"
import { systemServices } from "../../../worker/services.ts"
import { publishArchives } from "../../../worker/usecases/programme/publish-archives.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { type NoticeDays, noticeDays } from "../../support/notice-days.ts"
import { publicArchiveOf } from "../../support/public-archive.ts"
import { fieldValue, shown } from "../../support/quarter-forms.ts"
import type { SelectionCourse } from "../../support/selection-course.ts"

const slug = "gong-kai-dang-an"
const words = texts.zh.proof.public

let door: FrontDoor
let days: NoticeDays
let course: SelectionCourse
beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 2 })
  days = noticeDays(door)
  course = await days.onNotice(slug)
})
afterAll(() => door.close())

const rows = (sql: string) => door.cell.rows(sql)
const nobody = () => door.as(null)

/** What cron does every few minutes. */
function publish(): Promise<number> {
  door.cell.now = door.now
  const { programmeArchives } = systemServices({ ...door.bindings }, "publish-archives", "510100")
  return publishArchives(door.cell.contextFor({ kind: "system", job: "publish-archives" }), programmeArchives)
}

async function download(number?: number) {
  days.later()
  const answer = await (await nobody()).get(paths.publicArchive(slug, number))
  const text = await answer.text()
  return { answer, text, hash: createHash("sha256").update(text).digest("hex") }
}

async function hashes() {
  days.later()
  return (await (await nobody()).get(paths.apiPublicArchive(slug))).json()
}

/** What follows of a programme whose reviews and figures are rows of a fixture: from its list on everything. */
const followed = [
  "chain",
  "rules",
  "conflicts",
  "first_list",
  "later_lists",
  "notices",
  "objections",
  "awards",
]
const names = [...followed, "certificates", "revocations"]
const faultsOf = (text: string) =>
  verifyArchive(publicArchiveOf(text), {
    evaluate: expressions().evaluate,
    calendar: workingDays,
  }).checks.flatMap(({ name, faults }) => (names.includes(name) ? faults : []))

test("as long as a programme is not decided it has no public archive, and none is made", async () => {
  expect(await publish()).toBe(0)
  for (const path of [
    paths.publicArchive(slug),
    paths.publicArchive(slug, 1),
    paths.apiPublicArchive(slug),
  ]) {
    expect((await (await nobody()).get(path)).status, path).toBe(404)
  }
  expect((await days.visit(paths.programme(slug))).words).not.toContain(words.title)
  expect((await (await nobody()).get(paths.publicArchive("none"))).status).toBe(404)
})

describe("a programme that is decided", () => {
  beforeAll(async () => {
    await course.object({
      nominationId: course.nominations[2]?.id ?? "",
      kind: "named",
      name: "异议人甲",
      contact: "13800138000",
    })
    days.at("2026-10-14T09:00:00")
    expect((await course.close(1)).status).toBe(303)
    const telling = await course.award({ reason: "本季度调解的纠纷只有 3 件。" })
    expect([telling.status, telling.words.includes("公开的文字提到关怀、探访、纠纷时")]).toEqual([422, true])
    expect((await course.award({ reason: "发布已更正，仍按冻结的数据。" })).status).toBe(303)
  })

  test("says that its archive is coming, and has it after the next run of cron", async () => {
    expect((await days.visit(paths.programme(slug))).words).toContain(words.soon)
    expect(await publish()).toBe(1)
    expect(await publish()).toBe(0)
    const { answer, text, hash } = await download()
    expect(answer.status).toBe(200)
    expect(answer.headers.get("content-disposition")).toBe(`attachment; filename="${slug}-1.json"`)
    expect(faultsOf(text)).toEqual([])
    const page = await days.visit(paths.programme(slug))
    for (const said of [words.title, words.how, hash, `--hash ${hash}`]) expect(page.words).toContain(said)
    expect(await hashes()).toMatchObject({
      cell: "510100",
      programme: { slug },
      archives: [{ number: 1, hash, file: paths.publicArchive(slug, 1) }],
      kept: null,
    })
    expect(
      (await rows("select action, after from audit_events where action = 'programme.publish_archive'"))[0],
    ).toEqual({
      action: "programme.publish_archive",
      after: JSON.stringify({ archive: hash }),
    })
  })

  test("holds nobody's name, address, text or account, and nothing of why a judge is in conflict", async () => {
    const { text } = await download()
    const people = await rows("select id, name, email from users")
    const members = await rows("select id from members")
    const given = await rows("select id from assignments")
    const objected = await rows("select id, text, contact, receipt_hash from objections")
    const said = await rows("select comment from reviews where comment <> ''")
    const typed = await rows("select answers from nominations")
    const reasons = await rows(
      `select reason from awards union select reason from shortlists union select reason from notices`,
    )
    expect([people.length > 5, given.length > 5, objected.length, typed.length > 3]).toEqual([
      true,
      true,
      1,
      true,
    ])
    const secret = [
      ...[...people, ...members, ...given, ...objected, ...said, ...reasons].flatMap((row) =>
        Object.values(row),
      ),
      ...typed.flatMap(({ answers }) => Object.values(JSON.parse(String(answers)))),
      "异议人甲",
      "13800138000",
    ]
    const found = secret.map(String).filter((value) => value.length > 3 && text.includes(value))
    expect(found).toEqual([])
    const fields = ["foundOn", "named", "nominator", "confidence", "interests", "comment", "judgeName"]
    expect(fields.filter((field) => text.includes(`"${field}":`))).toEqual([])
  })

  test("neither a page nor the file costs a round trip, and anybody may read the file", async () => {
    const client = await nobody()
    days.later()
    for (const path of [paths.programme(slug), paths.publicArchive(slug), paths.apiPublicArchive(slug)]) {
      await (await client.get(path)).text()
      const warm = await door.costOf(() => client.get(path))
      expect([warm.response.status, warm.roundTrips], path).toEqual([200, 0])
      await warm.response.text()
    }
    const { answer, text } = await download()
    // A small archive is made once and kept; a large one is sent while it is made.
    const length = Buffer.byteLength(text) > 256 * 1024 ? null : String(Buffer.byteLength(text))
    const { headers } = answer
    expect([headers.get("content-length"), headers.get("access-control-allow-origin")]).toEqual([length, "*"])
  })

  test("in English all of its section is", async () => {
    days.later()
    const page = await shown(
      await (await nobody()).get(paths.programme(slug), { cookie: "shige.language=en" }),
    )
    expect(page.words).toContain(texts.en.proof.public.how)
    const own = page.words.slice(page.words.indexOf(texts.en.proof.public.title))
    expect(own.slice(0, 900)).not.toMatch(/[一-鿿]/)
  })
})

test("an answer to an objection and a revocation make further archives; the earlier ones stay as they were", async () => {
  const first = await download(1)
  const [objection] = await days.objectionsOf(course)
  const refused = await course.answer(String(objection?.["id"]), "refusal", { reply: "与评选规则无关。" })
  expect(refused.status).toBe(303)
  expect(await publish()).toBe(1)
  const [award] = await rows("select id from awards order by id limit 1")
  const path = paths.award(slug, String(award?.["id"]))
  const revision = fieldValue(await course.page("chair", path), "revision") ?? ""
  const fields = { revision, reason: "材料不实。", confirmed: "yes" }
  expect((await course.post("chair", `${path}/revocation`, fields)).status).toBe(303)
  expect(await publish()).toBe(1)
  const told = await hashes()
  expect(told.archives.map(({ number }: { number: number }) => number)).toEqual([1, 2, 3])
  expect((await download(1)).text).toBe(first.text)
  const third = await download()
  expect(faultsOf(third.text)).toEqual([])
  const archive = publicArchiveOf(third.text)
  expect(archive.earlier.map(({ hash }) => hash)).toEqual(
    told.archives.slice(0, 2).map(({ hash }: { hash: string }) => hash),
  )
  expect(archive.objections[0]).toMatchObject({ state: "inadmissible", reply: "与评选规则无关。" })
  expect(archive.awards.filter(({ revokedAt }) => revokedAt !== null)).toHaveLength(1)
  const page = await days.visit(paths.programme(slug))
  for (const { hash } of told.archives) expect(page.words).toContain(hash)
  for (const number of [0, 4, 99]) expect((await download(number)).answer.status).toBe(404)
})

test("a programme that was archived before archives were public keeps its own, whatever changes later", async () => {
  const [{ hash = "" } = {}] = await rows("select hash from programme_archives where number = 3")
  await rows("delete from programme_archives")
  await rows(
    `update programmes set phase = 'archived', archived_at = '${door.now.toISOString()}', archive_hash = '${hash}',
     public_revision = public_revision + 1 where slug = '${slug}'`,
  )
  expect(await publish()).toBe(0)
  expect(await hashes()).toMatchObject({ archives: [], kept: { hash } })
  const page = await days.visit(paths.programme(slug))
  for (const said of [words.kept, String(hash)]) expect(page.words).toContain(said)
  expect((await download()).answer.status).toBe(404)
})
